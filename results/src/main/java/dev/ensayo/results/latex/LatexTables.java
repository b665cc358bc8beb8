package dev.ensayo.results.latex;

import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.markup.FileNames;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportWording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a report by themselves, as LaTeX. */
public final class LatexTables {
  private LatexTables() {}

  /** File names with what is in them. */
  public static Map<String, String> write(List<StudyResults> reports) {
    Map<String, String> files = new LinkedHashMap<>();
    FileNames names = new FileNames();
    for (StudyResults report : reports) {
      String study = reports.size() > 1 ? report.study().name() : "";
      for (ReportTable table : new ReportWording(report).tables().all()) {
        String name = names.of(study, table.caption());
        files.put(name + ".tex", LatexTable.write(table, name));
      }
    }
    return files;
  }
}
