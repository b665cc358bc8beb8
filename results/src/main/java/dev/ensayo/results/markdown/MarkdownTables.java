package dev.ensayo.results.markdown;

import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.markup.FileNames;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportWording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a report by themselves, as Markdown. */
public final class MarkdownTables {
  private MarkdownTables() {}

  /** File names with what is in them. */
  public static Map<String, String> write(List<StudyResults> reports) {
    Map<String, String> files = new LinkedHashMap<>();
    FileNames names = new FileNames();
    for (StudyResults report : reports) {
      String study = reports.size() > 1 ? report.study().name() : "";
      for (ReportTable table : new ReportWording(report).tables().all()) {
        String name = names.of(study, table.caption());
        files.put(name + ".md", one(table));
      }
    }
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
