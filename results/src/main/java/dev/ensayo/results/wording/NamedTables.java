package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.FileNames;
import java.util.List;

/** The tables of a report by the names of their files, which are the same in every language. */
public final class NamedTables {
  private NamedTables() {}

  /** All tables of all studies, by a name without an ending. */
  public static ImmutableMap<String, ReportTable> of(List<StudyResults> reports, Phrasebook words) {
    ImmutableMap.Builder<String, ReportTable> tables = ImmutableMap.builder();
    FileNames names = new FileNames();
    if (reports.size() > 1) {
      for (ReportTable table : new SideBySide(reports, words).tables()) {
        tables.put(names.of("", "side-by-side"), table);
      }
    }
    for (StudyResults report : reports) {
      String study = reports.size() > 1 ? report.study().name() : "";
      List<ReportTable> written = new ReportWording(report, words).tables().all();
      List<ReportTable> named =
          words == Phrasebook.ENGLISH
              ? written
              : new ReportWording(report, Phrasebook.ENGLISH).tables().all();
      for (int i = 0; i < written.size(); i++) {
        tables.put(names.of(study, named.get(i).caption()), written.get(i));
      }
    }
    return tables.buildOrThrow();
  }
}
