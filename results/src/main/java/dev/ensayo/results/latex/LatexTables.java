package dev.ensayo.results.latex;

import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.NamedTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a report by themselves, as LaTeX. */
public final class LatexTables {
  private LatexTables() {}

  /** File names, the same in every language, with what is in them. */
  public static Map<String, String> write(List<StudyResults> reports, Phrasebook words) {
    Map<String, String> files = new LinkedHashMap<>();
    NamedTables.of(reports, words)
        .forEach((name, table) -> files.put(name + ".tex", LatexTable.write(table, name)));
    return files;
  }
}
