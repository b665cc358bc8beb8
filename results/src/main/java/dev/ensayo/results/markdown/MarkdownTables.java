package dev.ensayo.results.markdown;

import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.NamedTables;
import dev.ensayo.results.wording.ReportTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a report by themselves, as Markdown. */
public final class MarkdownTables {
  private MarkdownTables() {}

  /** File names, the same in every language, with what is in them. */
  public static Map<String, String> write(List<StudyResults> reports, Phrasebook words) {
    Map<String, String> files = new LinkedHashMap<>();
    NamedTables.of(reports, words).forEach((name, table) -> files.put(name + ".md", one(table)));
    return files;
  }

  /** Below its caption. */
  private static String one(ReportTable table) {
    MarkdownText text = new MarkdownText();
    text.paragraph(table.caption() + ".");
    text.table(table);
    return text.toString();
  }
}
