package dev.ensayo.results.analysis;

import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.core.study.ReportSpec.Score;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.reading.RunCurves;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Curve;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The score of a run, of the report's metric.
 *
 * <p>{@code final}: the mean of its last values. What was measured before the first step is no
 * outcome of learning, and counts only where there is nothing else. Of a run that went back to an
 * earlier point at its end, the values up to that point count.
 *
 * <p>{@code mean}: its {@linkplain Curve#meanLevel mean level} over the run.
 */
public final class RunScore {
  private RunScore() {}

  /** Empty if the metric was never recorded; not always finite. */
  public static OptionalDouble of(Study study, RunRecord run) {
    return of(study.report(), run.curves());
  }

  /** The same of what a run recorded, of which the report's metric and the point it kept count. */
  public static OptionalDouble of(ReportSpec report, RunCurves run) {
    Optional<Curve> counted = counted(report, run);
    if (counted.isEmpty()) {
      return OptionalDouble.empty();
    }
    return report.score() == Score.MEAN
        ? counted.get().meanLevel()
        : counted.get().lastMean(values(report, counted.get()));
  }

  /** The part of the curve that the score is made of. */
  private static Optional<Curve> counted(ReportSpec report, RunCurves run) {
    return report.score() == Score.MEAN
        ? run.metric(report.metric())
        : run.outcome(report.metric());
  }

  /**
   * How many values the score of a run is the mean of: all, or those of the study's window, or
   * fewer where there are not so many. 0 if the metric was never recorded.
   */
  public static int values(Study study, RunRecord run) {
    return counted(study.report(), run.curves())
        .map(curve -> values(study.report(), curve))
        .orElse(0);
  }

  private static int values(ReportSpec report, Curve curve) {
    if (report.score() == Score.MEAN) {
      return curve.size();
    }
    int untrained = 0;
    while (untrained < curve.size() && curve.steps()[untrained] == 0) {
      untrained++;
    }
    int trained = curve.size() - untrained;
    return Math.min(report.window(), trained == 0 ? curve.size() : trained);
  }
}
