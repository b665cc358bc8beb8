package dev.ensayo.results.analysis;

import dev.ensayo.core.study.Study;
import dev.ensayo.results.reading.RunRecord;
import java.util.OptionalDouble;

/** The score of a run: the mean of the last values of the report's metric. */
public final class RunScore {
  private RunScore() {}

  /** Empty if the metric was never recorded; not always finite. */
  public static OptionalDouble of(Study study, RunRecord run) {
    return run.metric(study.report().metric())
        .map(curve -> curve.lastMean(study.report().window()))
        .orElse(OptionalDouble.empty());
  }
}
