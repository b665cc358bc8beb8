package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.StepsToThreshold;
import dev.ensayo.results.statistics.WelchTest;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One variant's part of the report.
 *
 * @param name as in the study
 * @param style how charts draw it
 * @param isBaseline whether the others are compared with it
 * @param changes against the baseline
 * @param runs all its runs, by seed
 * @param scores of its finished runs whose score is finite, by seed
 * @param score interquartile mean of the scores; empty if there are none
 * @param interval of the score; empty for fewer than two scores
 * @param comparison with the baseline; empty for the baseline itself and where a side has no score
 * @param stepsToThreshold over finished runs; empty if there is no threshold or no finished run
 * @param meanLevel mean over seeds of the mean level of the curve; empty if no run has one
 * @param seconds median wall-clock time of a finished run
 * @param throughput median over finished runs of their mean throughput; empty if none has one
 * @param config resolved configuration of one of its runs; empty if there is none
 */
record VariantReport(
    String name,
    SeriesStyle style,
    boolean isBaseline,
    ImmutableList<Change> changes,
    ImmutableList<RunRecord> runs,
    double[] scores,
    OptionalDouble score,
    Optional<Interval> interval,
    Optional<Comparison> comparison,
    Optional<StepsToThreshold> stepsToThreshold,
    OptionalDouble meanLevel,
    OptionalDouble seconds,
    Optional<Throughput> throughput,
    String config) {

  /**
   * A setting that differs from the baseline's.
   *
   * @param key dotted path
   * @param from the baseline's value; a dash if it has none
   * @param to the variant's value; a dash if it has none
   */
  record Change(String key, String from, String to) {}

  /**
   * A variant against the baseline.
   *
   * @param difference of the scores: variant minus baseline
   * @param interval of the difference; empty if a side has fewer than two scores
   * @param test of the means; empty if it is not defined
   * @param correctedP the test's p after Holm's correction over all variants of the study
   * @param improvement probability that a run of the variant is better than one of the baseline, in
   *     [0, 1]
   * @param verdict in a word
   */
  record Comparison(
      double difference,
      Optional<Interval> interval,
      Optional<WelchTest> test,
      OptionalDouble correctedP,
      double improvement,
      Verdict verdict) {}

  /** What a comparison says. */
  enum Verdict {
    BETTER("better"),
    WORSE("worse"),
    NO_CLEAR_DIFFERENCE("no clear difference"),
    NOT_TESTED("not tested");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  long count(RunRecord.State state) {
    return runs.stream().filter(run -> run.state() == state).count();
  }
}
