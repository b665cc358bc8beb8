package dev.ensayo.core.study;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Map;
import java.util.OptionalDouble;

/** How a report computes its intervals and tests. Settings of {@code report} itself. */
public record ReportStatistics(
    @Setting(
            value =
                "how the ends of bootstrap intervals are found: percentile; bca, corrected for bias"
                    + " and skew (Efron, 1987)",
            defaultValue = "percentile")
        IntervalMethod interval,
    @Setting(
            value =
                "what the bands of the report's learning curves hold with 95 %: pointwise, the mean"
                    + " at any one step; simultaneous, the whole curve at once",
            defaultValue = "pointwise")
        Bands bands,
    @Setting(
            value =
                "whether runs of one seed belong together, so that tests of pairs are made too;"
                    + " only if the seed decides the same for all variants, such as the data",
            defaultValue = "false")
        boolean paired,
    @Setting(
            value =
                "what becomes of runs that failed or diverged: exclude, no score; worst, the worst"
                    + " score that any run has",
            defaultValue = "exclude")
        Failed failed,
    @Setting("with failed: worst, the score that they get instead of the worst that any run has")
        OptionalDouble worst,
    @Setting(
            "the score that is good enough: the report has the optimality gap, by how much runs"
                + " miss it on average")
        OptionalDouble target,
    @Setting(
            value =
                "by the value of report.within, environment.type where it is left out, two scores of"
                    + " each task: scores are normalized by them, 0 for random and 1 for reference,"
                    + " and summed up over all tasks",
            defaultValue = "{}")
        Map<String, ReferenceScores> reference) {
  /** How the ends of an interval are found. */
  public enum IntervalMethod {
    PERCENTILE,
    BCA
  }

  /** What a band holds. */
  public enum Bands {
    POINTWISE,
    SIMULTANEOUS
  }

  /** What becomes of runs without a score of their own. */
  public enum Failed {
    EXCLUDE,
    WORST
  }

  public ReportStatistics {
    Settings.check(
        ReportStatistics.class, interval, bands, paired, failed, worst, target, reference);
    if (worst.isPresent() && failed != Failed.WORST) {
      throw new InvalidSettingException(
          "worst", "is for failed: worst; with failed: exclude such runs have no score");
    }
    if (worst.isPresent() && !Double.isFinite(worst.getAsDouble())) {
      throw new InvalidSettingException("worst", "must be a finite number");
    }
    if (target.isPresent() && !Double.isFinite(target.getAsDouble())) {
      throw new InvalidSettingException("target", "must be a finite number");
    }
    reference = ImmutableMap.copyOf(reference);
  }
}
