package dev.ensayo.results.analysis;

import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Curve;
import java.util.OptionalDouble;

/**
 * The score of a run: the mean of the last values of the report's metric. What was measured before
 * the first step is no outcome of learning, and counts only where there is nothing else. Of a run
 * that went back to an earlier point at its end, the values up to that point count.
 */
public final class RunScore {
  private RunScore() {}

  /** Empty if the metric was never recorded; not always finite. */
  public static OptionalDouble of(Study study, RunRecord run) {
    return run.outcome(study.report().metric())
        .map(curve -> of(study.report(), curve))
        .orElse(OptionalDouble.empty());
  }

  /** The score of a run whose curve of the report's metric that is. */
  public static OptionalDouble of(ReportSpec report, Curve curve) {
    return curve.lastMean(values(report, curve));
  }

  /**
   * How many values the score of a run is the mean of: the study's window, or fewer where there are
   * not so many. 0 if the metric was never recorded.
   */
  public static int values(Study study, RunRecord run) {
    return run.outcome(study.report().metric())
        .map(curve -> values(study.report(), curve))
        .orElse(0);
  }

  private static int values(ReportSpec report, Curve curve) {
    int untrained = 0;
    while (untrained < curve.size() && curve.steps()[untrained] == 0) {
      untrained++;
    }
    int trained = curve.size() - untrained;
    return Math.min(report.window(), trained == 0 ? curve.size() : trained);
  }
}
