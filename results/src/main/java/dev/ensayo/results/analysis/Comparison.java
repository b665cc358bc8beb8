package dev.ensayo.results.analysis;

import dev.ensayo.results.statistics.ExactTest;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.PairedDifference;
import dev.ensayo.results.statistics.WelchTest;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A variant against the baseline.
 *
 * @param difference of the scores: variant minus baseline
 * @param interval of the difference; empty if a side has fewer than two scores
 * @param welch test of the means; empty if it is not defined
 * @param exact test in its place where no side has any spread; empty elsewhere
 * @param paired test in place of both where runs of one seed are pairs, as in an ablation; empty
 *     elsewhere
 * @param correctedP the test's p after Holm's correction over all variants of the study; empty
 *     where there is no test
 * @param smallestP the smallest p that a test could give that assumes nothing of how scores are
 *     distributed, with so many scores on either side, in (0, 1]
 * @param improvement probability that a run of the variant is better than one of the baseline, in
 *     [0, 1]
 * @param verdict what it comes to
 * @param sequential what decided in place of any test of all scores, where seeds are given out
 *     until it is decided
 * @param more what other tests say, and effect sizes
 */
public record Comparison(
    double difference,
    Optional<Interval> interval,
    Optional<WelchTest> welch,
    Optional<ExactTest> exact,
    Optional<PairedDifference> paired,
    OptionalDouble correctedP,
    double smallestP,
    double improvement,
    Verdict verdict,
    Optional<SequentialOutcome> sequential,
    MoreTests more) {

  /** From this p on, a difference may be chance. */
  public static final double LEVEL = 0.05;

  /** What a comparison comes to. */
  public enum Verdict {
    BETTER,
    WORSE,
    NO_CLEAR_DIFFERENCE,
    /** No outcome of the test could have decided. */
    TOO_FEW_SEEDS,
    /** Seeds are given out until it is decided, and it is not. */
    UNDECIDED
  }

  /** The p of the test that decides, as it came out. */
  public OptionalDouble p() {
    return Stream.concat(welch.map(WelchTest::p).stream(), exact.map(ExactTest::p).stream())
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  /** Whether p rests on the scores' being normally distributed: fewer seeds leave no other way. */
  public boolean assumesNormality() {
    boolean hasT = welch.isPresent() || paired.flatMap(PairedDifference::t).isPresent();
    return hasT && smallestP >= LEVEL;
  }
}
