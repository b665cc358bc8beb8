package dev.ensayo.results.analysis;

import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.WelchTest;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A variant against the baseline.
 *
 * @param difference of the scores: variant minus baseline
 * @param interval of the difference; empty if a side has fewer than two scores
 * @param test of the means; empty if it is not defined
 * @param correctedP the test's p after Holm's correction over all variants of the study
 * @param improvement probability that a run of the variant is better than one of the baseline, in
 *     [0, 1]
 * @param verdict what it comes to
 */
public record Comparison(
    double difference,
    Optional<Interval> interval,
    Optional<WelchTest> test,
    OptionalDouble correctedP,
    double improvement,
    Verdict verdict) {

  /** What a comparison comes to. */
  public enum Verdict {
    BETTER,
    WORSE,
    NO_CLEAR_DIFFERENCE,
    NOT_TESTED
  }
}
