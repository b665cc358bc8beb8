package dev.ensayo.results.latex;

import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.FileNames;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportWording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a report by themselves, as LaTeX. */
public final class LatexTables {
  private LatexTables() {}

  /** File names, the same in every language, with what is in them. */
  public static Map<String, String> write(List<StudyResults> reports, Phrasebook words) {
    Map<String, String> files = new LinkedHashMap<>();
    FileNames names = new FileNames();
    for (StudyResults report : reports) {
      String study = reports.size() > 1 ? report.study().name() : "";
      List<ReportTable> tables = new ReportWording(report, words).tables().all();
      List<ReportTable> named = new ReportWording(report, Phrasebook.ENGLISH).tables().all();
      for (int i = 0; i < tables.size(); i++) {
        String name = names.of(study, named.get(i).caption());
        files.put(name + ".tex", LatexTable.write(tables.get(i), name));
      }
    }
    return files;
  }
}
