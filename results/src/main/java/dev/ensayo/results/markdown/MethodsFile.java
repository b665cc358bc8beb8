package dev.ensayo.results.markdown;

import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.ReportWording;
import java.util.List;
import java.util.stream.Collectors;

/** {@code methods.txt}: how each study was made, a paragraph for a paper's appendix. */
public final class MethodsFile {
  private MethodsFile() {}

  public static String write(List<StudyResults> reports, Phrasebook words) {
    return reports.stream()
        .map(report -> new ReportWording(report, words).methodsParagraph() + "\n")
        .collect(Collectors.joining("\n"));
  }
}
