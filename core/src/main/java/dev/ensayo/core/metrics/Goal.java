package dev.ensayo.core.metrics;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * What a learner is for: the metric by which its runs are judged unless the study says otherwise.
 *
 * @param metric {@code group/name}
 * @param better which direction of it is better
 */
public record Goal(
    @Setting("the metric that is compared") String metric,
    @Setting("which direction is better") Better better) {
  /** Reward collected in tests: what learners that act are for. */
  public static final Goal RETURN = new Goal("eval/return", Better.HIGHER);

  public Goal {
    Settings.check(Goal.class, metric, better);
  }
}
