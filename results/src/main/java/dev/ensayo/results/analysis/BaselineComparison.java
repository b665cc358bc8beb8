package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.statistics.AcceleratedBootstrap;
import dev.ensayo.results.statistics.ExactTest;
import dev.ensayo.results.statistics.HolmCorrection;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.ProbabilityOfImprovement;
import dev.ensayo.results.statistics.Statistic;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import dev.ensayo.results.statistics.WelchTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares each variant of a study with its baseline. */
final class BaselineComparison {
  /** What decides between two groups; both empty where a side has fewer than two scores. */
  private record Test(Optional<WelchTest> welch, Optional<ExactTest> exact) {
    static Test of(FinalScores scores, FinalScores baseline) {
      if (Math.min(scores.each().length, baseline.each().length) < 2) {
        return new Test(Optional.empty(), Optional.empty());
      }
      Optional<WelchTest> welch = WelchTest.of(scores.each(), baseline.each());
      return new Test(
          welch,
          welch.isPresent()
              ? Optional.empty()
              : Optional.of(ExactTest.ofConstant(scores.each(), baseline.each())));
    }

    Optional<Double> p() {
      return welch.map(WelchTest::p).or(() -> exact.map(ExactTest::p));
    }
  }

  private final boolean higherIsBetter;
  private final IntervalMethod method;
  private final SeedSequence seeds;

  /**
   * @param method of intervals
   * @param seeds what intervals are drawn from, by variant
   */
  BaselineComparison(boolean higherIsBetter, IntervalMethod method, SeedSequence seeds) {
    this.higherIsBetter = higherIsBetter;
    this.method = method;
    this.seeds = seeds;
  }

  /**
   * The comparisons by variant; none for a variant without a score, and none at all where the
   * baseline has none.
   *
   * @param others the scores of the other variants, by name
   */
  ImmutableMap<String, Comparison> with(FinalScores baseline, Map<String, FinalScores> others) {
    Map<String, Test> tests = new LinkedHashMap<>();
    others.forEach((name, scores) -> tests.put(name, Test.of(scores, baseline)));
    Map<String, Double> corrected = corrected(tests);
    if (baseline.mean().isEmpty()) {
      return ImmutableMap.of();
    }
    return others.keySet().parallelStream()
        .filter(name -> others.get(name).mean().isPresent())
        .collect(
            ImmutableMap.toImmutableMap(
                name -> name,
                name -> {
                  OptionalDouble p =
                      corrected.containsKey(name)
                          ? OptionalDouble.of(corrected.get(name))
                          : OptionalDouble.empty();
                  return compare(name, others.get(name), baseline, tests.get(name), p);
                }));
  }

  private static Map<String, Double> corrected(Map<String, Test> tests) {
    List<String> tested =
        tests.keySet().stream().filter(name -> tests.get(name).p().isPresent()).toList();
    double[] adjusted =
        HolmCorrection.adjust(
            tested.stream().mapToDouble(name -> tests.get(name).p().orElseThrow()).toArray());
    Map<String, Double> corrected = new LinkedHashMap<>();
    for (int i = 0; i < adjusted.length; i++) {
      corrected.put(tested.get(i), adjusted[i]);
    }
    return corrected;
  }

  private Comparison compare(
      String name, FinalScores scores, FinalScores baseline, Test test, OptionalDouble correctedP) {
    double difference = scores.mean().orElseThrow() - baseline.mean().orElseThrow();
    Optional<Interval> interval = interval(name, scores, baseline);
    double above = ProbabilityOfImprovement.of(scores.each(), baseline.each());
    double smallestP = ExactTest.smallestP(scores.each().length, baseline.each().length);
    return new Comparison(
        difference,
        interval,
        test.welch(),
        test.exact(),
        correctedP,
        smallestP,
        higherIsBetter ? above : 1 - above,
        verdict(difference, interval, test, correctedP),
        MoreTests.of(scores, baseline, seeds.child(name)));
  }

  private Optional<Interval> interval(String name, FinalScores scores, FinalScores baseline) {
    RandomStream random = seeds.child(name).stream("difference");
    return method == IntervalMethod.BCA
        ? AcceleratedBootstrap.STANDARD.ofDifference(
            Statistic.INTERQUARTILE_MEAN, scores.each(), baseline.each(), random)
        : StratifiedBootstrap.STANDARD.ofDifference(scores.each(), baseline.each(), random);
  }

  /** Interval and test must agree before a difference is called one. */
  private Verdict verdict(
      double difference, Optional<Interval> interval, Test test, OptionalDouble correctedP) {
    if (interval.isEmpty() || correctedP.isEmpty()) {
      return Verdict.TOO_FEW_SEEDS;
    }
    boolean isChance = correctedP.getAsDouble() >= Comparison.LEVEL;
    if (isChance && test.exact().isPresent() && test.exact().get().p() < 1) {
      return Verdict.TOO_FEW_SEEDS; // nothing overlaps, and still p is not smaller
    }
    if (isChance || interval.get().contains(0)) {
      return Verdict.NO_CLEAR_DIFFERENCE;
    }
    return difference > 0 == higherIsBetter ? Verdict.BETTER : Verdict.WORSE;
  }
}
