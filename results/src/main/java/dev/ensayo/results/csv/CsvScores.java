package dev.ensayo.results.csv;

import dev.ensayo.core.config.Settings;
import dev.ensayo.results.analysis.RunScore;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.reading.RunRecord;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;

/**
 * {@code scores.csv} (RFC 4180): a row for each run, for those who compute statistics of their own.
 */
public final class CsvScores {
  private static final Object[] HEADER = {
    "study", "variant", "seed", "metric", "state", "score", "values", "wall_seconds"
  };

  private CsvScores() {}

  /** The scores of all runs; empty cells where there is none. */
  public static String write(List<StudyResults> reports) {
    StringBuilder out = new StringBuilder();
    line(out, HEADER);
    for (StudyResults report : reports) {
      report.variants().stream()
          .flatMap(variant -> variant.runs().stream())
          .forEach(run -> line(out, row(report, run)));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, Object... cells) {
    out.append(CSVFormat.RFC4180.format(cells)).append("\r\n");
  }

  private static Object[] row(StudyResults report, RunRecord run) {
    OptionalDouble score =
        run.isFinished() ? RunScore.of(report.study(), run) : OptionalDouble.empty();
    return new Object[] {
      report.study().name(),
      run.variant(),
      run.seed(),
      report.study().report().metric(),
      Settings.label(run.state()),
      score.isPresent() ? Double.toString(score.getAsDouble()) : "",
      score.isPresent() ? RunScore.values(report.study(), run) : "",
      run.isFinished() ? Double.toString(run.manifest().orElseThrow().seconds()) : ""
    };
  }
}
