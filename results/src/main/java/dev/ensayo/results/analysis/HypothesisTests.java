package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.HypothesesLog;
import dev.ensayo.core.study.Hypothesis;
import dev.ensayo.core.study.Hypothesis.Expectation;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.HypothesisAnswer.Answer;
import dev.ensayo.results.reading.StudyRuns;
import dev.ensayo.results.statistics.EquivalenceTest;
import dev.ensayo.results.statistics.HolmCorrection;
import dev.ensayo.results.statistics.MarginTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * Tests what a study expected: {@code better} and {@code worse} by a one-sided Welch test against
 * the margin, {@code same} by two of them ({@link EquivalenceTest}). A hypothesis is supported if
 * its own test says so, and contradicted if the test of its opposite does; p-values of each kind
 * are corrected over all hypotheses by Holm's method.
 */
final class HypothesisTests {
  /** A hypothesis with what is needed to test it. */
  private record Case(
      Hypothesis hypothesis,
      Optional<String> than,
      ImmutableList<Breach> breaches,
      Optional<MarginTest> test,
      double supporting,
      double contradicting) {}

  private final boolean higherIsBetter;
  private final ComparisonGroups groups;
  private final ClaimConditions conditions;
  private final StudyRuns found;

  HypothesisTests(
      boolean higherIsBetter,
      ComparisonGroups groups,
      ClaimConditions conditions,
      StudyRuns found) {
    this.higherIsBetter = higherIsBetter;
    this.groups = groups;
    this.conditions = conditions;
    this.found = found;
  }

  /**
   * The answers in the order of the hypotheses.
   *
   * @param scores of every compared variant by its name
   */
  ImmutableList<HypothesisAnswer> answers(Map<String, FinalScores> scores) {
    List<Case> cases =
        found.study().hypotheses().stream()
            .filter(hypothesis -> scores.containsKey(hypothesis.variant()))
            .map(hypothesis -> examine(hypothesis, scores))
            .toList();
    List<Case> tested = cases.stream().filter(each -> each.test().isPresent()).toList();
    double[] supporting = corrected(tested, Case::supporting);
    double[] contradicting = corrected(tested, Case::contradicting);
    ImmutableList.Builder<HypothesisAnswer> answers = ImmutableList.builder();
    int place = 0;
    for (Case each : cases) {
      if (each.test().isEmpty()) {
        answers.add(
            answer(each, Answer.NOT_TESTED, OptionalDouble.empty(), OptionalDouble.empty()));
      } else {
        answers.add(
            answer(
                each,
                decided(supporting[place], contradicting[place]),
                OptionalDouble.of(supporting[place]),
                OptionalDouble.of(contradicting[place])));
        place++;
      }
    }
    return answers.build();
  }

  private static Answer decided(double supporting, double contradicting) {
    if (supporting < Comparison.LEVEL) {
      return Answer.SUPPORTED;
    }
    return contradicting < Comparison.LEVEL ? Answer.CONTRADICTED : Answer.NOT_DECIDED;
  }

  private static double[] corrected(List<Case> tested, ToDoubleFunction<Case> p) {
    return HolmCorrection.adjust(tested.stream().mapToDouble(p).toArray());
  }

  private HypothesisAnswer answer(
      Case each, Answer answer, OptionalDouble supporting, OptionalDouble contradicting) {
    HypothesesLog log = found.hypotheses();
    Optional<Integer> before = log.runsBefore(each.hypothesis());
    return new HypothesisAnswer(
        each.hypothesis(),
        each.than(),
        answer,
        each.test(),
        supporting,
        contradicting,
        each.breaches(),
        before.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private Case examine(Hypothesis hypothesis, Map<String, FinalScores> scores) {
    Variant variant = named(hypothesis.variant());
    Optional<Variant> than =
        hypothesis
            .than()
            .map(this::named)
            .or(() -> groups.baselineOf(variant.name()))
            .filter(other -> !other.equals(variant) && scores.containsKey(other.name()));
    if (than.isEmpty()) {
      return new Case(hypothesis, Optional.empty(), ImmutableList.of(), Optional.empty(), 1, 1);
    }
    ImmutableList<Breach> breaches = conditions.between(than.get(), variant);
    double[] first = scores.get(variant.name()).each();
    double[] second = scores.get(than.get().name()).each();
    boolean isForbidden = breaches.stream().anyMatch(Breach::forbidsComparison);
    if (isForbidden || Math.min(first.length, second.length) < 2) {
      return new Case(hypothesis, than.map(Variant::name), breaches, Optional.empty(), 1, 1);
    }
    double margin = hypothesis.margin();
    MarginTest plain = MarginTest.of(first, second, 0).orElseThrow();
    double supporting;
    double contradicting;
    if (hypothesis.expect() == Expectation.SAME) {
      EquivalenceTest both = EquivalenceTest.of(first, second, margin).orElseThrow();
      supporting = both.p();
      contradicting = both.pOfSame();
    } else {
      boolean isUpwards = (hypothesis.expect() == Expectation.BETTER) == higherIsBetter;
      MarginTest oriented =
          MarginTest.of(
                  isUpwards ? first : negated(first), isUpwards ? second : negated(second), margin)
              .orElseThrow();
      supporting = oriented.pAbove();
      contradicting = oriented.pBelow();
    }
    return new Case(
        hypothesis,
        than.map(Variant::name),
        breaches,
        Optional.of(plain),
        supporting,
        contradicting);
  }

  private Variant named(String name) {
    return found.study().compared().stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double[] negated(double[] scores) {
    return Arrays.stream(scores).map(score -> 0 - score).toArray();
  }
}
