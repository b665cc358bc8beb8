package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.Hypothesis;
import dev.ensayo.results.statistics.MarginTest;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the runs say of a hypothesis.
 *
 * @param hypothesis as written
 * @param than what its variant is compared with; empty if there is nothing
 * @param answer what it comes to
 * @param test of the means; empty where a side has fewer than two scores, or must not be compared
 * @param supportingP that the scores are so, after Holm's correction over all hypotheses; empty
 *     where there is no test
 * @param contradictingP that they are not so, after Holm's correction over all hypotheses; empty
 *     where there is no test
 * @param breaches conditions of a claim about the two that do not hold
 * @param runsBefore runs that had begun when the hypothesis was first there; empty if no session
 *     has found it
 */
public record HypothesisAnswer(
    Hypothesis hypothesis,
    Optional<String> than,
    Answer answer,
    Optional<MarginTest> test,
    OptionalDouble supportingP,
    OptionalDouble contradictingP,
    ImmutableList<Breach> breaches,
    OptionalInt runsBefore) {
  /** What it comes to. */
  public enum Answer {
    SUPPORTED,
    CONTRADICTED,
    NOT_DECIDED,
    /** A side has fewer than two scores, or they learn something else. */
    NOT_TESTED
  }

  /** Whether it was there before the first run. */
  public boolean isPrediction() {
    return runsBefore.isPresent() && runsBefore.getAsInt() == 0;
  }
}
