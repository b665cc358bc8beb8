package dev.ensayo.core.study;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Goal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a study's report compares. */
public record ReportSpec(
    @Setting(
            value = "the metric that is compared; where it is left out, what the agent is for",
            defaultValue = "eval/return")
        String metric,
    @Setting(
            value = "which direction is better; known for the metric that the agent is for",
            defaultValue = "higher")
        Better better,
    @Setting(
            value =
                "what of the metric is the score of a run: final, its last values; mean, its mean"
                    + " level over the run (the area under the curve divided by its length), which"
                    + " also rewards learning early",
            defaultValue = "final")
        Score score,
    @Setting(
            value = "the score of a run is the mean of so many last values of the metric",
            defaultValue = "1",
            min = 1,
            unit = "values")
        int window,
    @Setting(
            "sample efficiency counts until the metric reaches this; by default the environment's"
                + " reward threshold, where it has one")
        OptionalDouble threshold,
    @Setting(
            "a setting with numbers, as a dotted path: the report draws the scores against its"
                + " value, variants whose names differ in nothing else as one line")
        Optional<String> across,
    @Setting(
            "the variant that the others are compared with, or with a grid a variant as written;"
                + " by default the one called baseline, else the first that is not excluded")
        Optional<String> baseline,
    @Setting(
            "a setting, as a dotted path: variants are compared only where they have the same value"
                + " of it, with the variant there that is else as the baseline is")
        Optional<String> within,
    @Setting(value = "variants that are run and left out of the comparison", defaultValue = "[]")
        List<String> exclude,
    @Setting(
            "the name of an exhibit that stands beside the answer at the top, such as"
                + " decision-boundary; a report names those that there are")
        Optional<String> lead,
    @Unwrapped ReportStatistics statistics,
    @Unwrapped ReportCharts charts) {
  /** What tasks differ in unless a study says otherwise. */
  private static final String TASK = "environment.type";

  /** What of the metric's curve is the score of a run. */
  public enum Score {
    FINAL,
    MEAN
  }

  public ReportSpec {
    Settings.check(
        ReportSpec.class,
        metric,
        better,
        score,
        window,
        threshold,
        across,
        baseline,
        within,
        exclude,
        lead,
        statistics,
        charts);
    if (score == Score.MEAN && window != 1) {
      throw new InvalidSettingException(
          "window", "is for score: final; with score: mean all values of the run count");
    }
    exclude = List.copyOf(exclude);
    if (within.isEmpty() && !statistics.reference().isEmpty()) {
      within = Optional.of(TASK); // scores of several tasks are compared task by task
    }
  }

  /** Whether it says what is compared with what, so that also the cells of a grid are. */
  public boolean declaresComparison() {
    return baseline.isPresent() || within.isPresent();
  }

  /** The same with every variant compared. */
  public ReportSpec withoutExclusions() {
    return with(metric, better, baseline, within, List.of());
  }

  /** The same with comparisons as they are where a study does not declare them. */
  ReportSpec withoutDeclaredComparison() {
    return with(metric, better, Optional.empty(), Optional.empty(), exclude);
  }

  /** The same with what is compared. */
  ReportSpec withGoal(Goal goal) {
    return with(goal.metric(), goal.better(), baseline, within, exclude);
  }

  /** The same score of a run, of whatever variants. */
  ReportSpec ofScoreAlone() {
    return new ReportSpec(
        metric,
        better,
        score,
        window,
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Settings.defaults(ReportStatistics.class),
        Settings.defaults(ReportCharts.class));
  }

  private ReportSpec with(
      String newMetric,
      Better newBetter,
      Optional<String> newBaseline,
      Optional<String> newWithin,
      List<String> newExclude) {
    return new ReportSpec(
        newMetric,
        newBetter,
        score,
        window,
        threshold,
        across,
        newBaseline,
        newWithin,
        newExclude,
        lead,
        statistics,
        charts);
  }
}
