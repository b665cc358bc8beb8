package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.statistics.HolmCorrection;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.ProbabilityOfImprovement;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import dev.ensayo.results.statistics.WelchTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares each variant of a study with its baseline. */
final class BaselineComparison {
  private static final double SIGNIFICANCE = 0.05;

  private final boolean higherIsBetter;
  private final SeedSequence seeds;

  /**
   * @param seeds what intervals are drawn from, by variant
   */
  BaselineComparison(boolean higherIsBetter, SeedSequence seeds) {
    this.higherIsBetter = higherIsBetter;
    this.seeds = seeds;
  }

  /**
   * The comparisons by variant; none for a variant without a score, and none at all where the
   * baseline has none.
   *
   * @param others the scores of the other variants, by name
   */
  ImmutableMap<String, Comparison> with(FinalScores baseline, Map<String, FinalScores> others) {
    Map<String, WelchTest> tests = new LinkedHashMap<>();
    others.forEach(
        (name, scores) ->
            WelchTest.of(scores.each(), baseline.each()).ifPresent(test -> tests.put(name, test)));
    Map<String, Double> corrected = corrected(tests);
    ImmutableMap.Builder<String, Comparison> comparisons = ImmutableMap.builder();
    others.forEach(
        (name, scores) -> {
          if (scores.mean().isPresent() && baseline.mean().isPresent()) {
            comparisons.put(
                name,
                compare(
                    name,
                    scores,
                    baseline,
                    Optional.ofNullable(tests.get(name)),
                    corrected.containsKey(name)
                        ? OptionalDouble.of(corrected.get(name))
                        : OptionalDouble.empty()));
          }
        });
    return comparisons.buildOrThrow();
  }

  private static Map<String, Double> corrected(Map<String, WelchTest> tests) {
    double[] adjusted =
        HolmCorrection.adjust(tests.values().stream().mapToDouble(WelchTest::p).toArray());
    List<String> tested = List.copyOf(tests.keySet());
    Map<String, Double> corrected = new LinkedHashMap<>();
    for (int i = 0; i < adjusted.length; i++) {
      corrected.put(tested.get(i), adjusted[i]);
    }
    return corrected;
  }

  private Comparison compare(
      String name,
      FinalScores scores,
      FinalScores baseline,
      Optional<WelchTest> test,
      OptionalDouble correctedP) {
    double difference = scores.mean().orElseThrow() - baseline.mean().orElseThrow();
    Optional<Interval> interval =
        StratifiedBootstrap.STANDARD.ofDifference(
            scores.each(), baseline.each(), seeds.child(name).stream("difference"));
    double above = ProbabilityOfImprovement.of(scores.each(), baseline.each());
    return new Comparison(
        difference,
        interval,
        test,
        correctedP,
        higherIsBetter ? above : 1 - above,
        verdict(difference, interval, correctedP));
  }

  /** Interval and test must agree before a difference is called one. */
  private Verdict verdict(
      double difference, Optional<Interval> interval, OptionalDouble correctedP) {
    if (interval.isEmpty() || correctedP.isEmpty()) {
      return Verdict.NOT_TESTED;
    }
    if (correctedP.getAsDouble() >= SIGNIFICANCE || interval.get().contains(0)) {
      return Verdict.NO_CLEAR_DIFFERENCE;
    }
    return difference > 0 == higherIsBetter ? Verdict.BETTER : Verdict.WORSE;
  }
}
