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
import dev.ensayo.results.statistics.PairedDifference;
import dev.ensayo.results.statistics.ProbabilityOfImprovement;
import dev.ensayo.results.statistics.Statistic;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import dev.ensayo.results.statistics.WelchTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares each variant of a study with the baseline of its group. */
final class BaselineComparison {
  /** What decides between two groups; all empty where a side has fewer than two scores. */
  private record Test(
      Optional<WelchTest> welch, Optional<ExactTest> exact, Optional<PairedDifference> paired) {
    static final Test NONE = new Test(Optional.empty(), Optional.empty(), Optional.empty());

    static Test of(FinalScores scores, FinalScores baseline) {
      if (Math.min(scores.each().length, baseline.each().length) < 2) {
        return NONE;
      }
      Optional<WelchTest> welch = WelchTest.of(scores.each(), baseline.each());
      return new Test(
          welch,
          welch.isPresent()
              ? Optional.empty()
              : Optional.of(ExactTest.ofConstant(scores.each(), baseline.each())),
          Optional.empty());
    }

    /**
     * Of the seeds that both have. Where nothing varies on either side there is nothing that a seed
     * could have in common.
     */
    static Test ofPairs(FinalScores scores, FinalScores baseline, RandomStream random) {
      Test unpaired = of(scores, baseline);
      if (unpaired.exact().isPresent()) {
        return unpaired;
      }
      Map<Long, Double> first = scores.bySeed();
      Map<Long, Double> second = baseline.bySeed();
      List<Long> both = first.keySet().stream().filter(second::containsKey).toList();
      return new Test(
          Optional.empty(),
          Optional.empty(),
          PairedDifference.of(
              both.stream().mapToDouble(first::get).toArray(),
              both.stream().mapToDouble(second::get).toArray(),
              random));
    }

    /** Whether nothing but whether there is a difference can be seen. */
    boolean hasNoSpread() {
      return exact.isPresent() || paired.filter(found -> found.t().isEmpty()).isPresent();
    }

    Optional<Double> p() {
      return welch
          .map(WelchTest::p)
          .or(() -> exact.map(ExactTest::p))
          .or(() -> paired.map(PairedDifference::p));
    }
  }

  private final boolean higherIsBetter;
  private final boolean isPaired;
  private final IntervalMethod method;
  private final SeedSequence seeds;
  private final Optional<SequentialVerdicts> sequential;

  /**
   * @param isPaired whether runs of one seed are pairs
   * @param method of intervals
   * @param seeds what intervals are drawn from, by variant
   * @param sequential what decides in place of a test of all scores, where seeds are given out
   *     until it is decided
   */
  BaselineComparison(
      boolean higherIsBetter,
      boolean isPaired,
      IntervalMethod method,
      SeedSequence seeds,
      Optional<SequentialVerdicts> sequential) {
    this.higherIsBetter = higherIsBetter;
    this.isPaired = isPaired;
    this.method = method;
    this.seeds = seeds;
    this.sequential = sequential;
  }

  /**
   * Two sides of a comparison.
   *
   * @param scores of a variant
   * @param baseline what it is compared with
   */
  record Pair(FinalScores scores, FinalScores baseline) {}

  /**
   * The comparisons by variant; none where a side has no score. All their tests are one family, for
   * which p is corrected.
   *
   * @param pairs by the name of the variant
   */
  ImmutableMap<String, Comparison> of(Map<String, Pair> pairs) {
    Map<String, Test> tests = new LinkedHashMap<>();
    pairs.forEach((name, pair) -> tests.put(name, test(name, pair)));
    Map<String, Double> corrected = corrected(tests);
    return pairs.keySet().parallelStream()
        .filter(name -> hasScores(pairs.get(name)))
        .collect(
            ImmutableMap.toImmutableMap(
                name -> name,
                name -> {
                  OptionalDouble p =
                      corrected.containsKey(name)
                          ? OptionalDouble.of(corrected.get(name))
                          : OptionalDouble.empty();
                  Pair pair = pairs.get(name);
                  return compare(name, pair.scores(), pair.baseline(), tests.get(name), p);
                }));
  }

  private Test test(String name, Pair pair) {
    if (sequential.isPresent()) {
      return Test.NONE;
    }
    return isPaired
        ? Test.ofPairs(
            pair.scores(), pair.baseline(), seeds.child(name).stream("paired-difference"))
        : Test.of(pair.scores(), pair.baseline());
  }

  private static boolean hasScores(Pair pair) {
    return pair.scores().mean().isPresent() && pair.baseline().mean().isPresent();
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
    double difference =
        test.paired()
            .map(PairedDifference::difference)
            .orElseGet(() -> scores.mean().orElseThrow() - baseline.mean().orElseThrow());
    Optional<Interval> interval =
        test.paired().map(PairedDifference::interval).or(() -> interval(name, scores, baseline));
    double above = ProbabilityOfImprovement.of(scores.each(), baseline.each());
    double smallestP =
        test.paired()
            .map(paired -> PairedDifference.smallestP(paired.pairs()))
            .orElseGet(() -> ExactTest.smallestP(scores.each().length, baseline.each().length));
    return new Comparison(
        difference,
        interval,
        test.welch(),
        test.exact(),
        test.paired(),
        correctedP,
        smallestP,
        higherIsBetter ? above : 1 - above,
        sequential
            .map(found -> found.verdict(name))
            .orElseGet(() -> verdict(difference, interval, test, correctedP)),
        sequential.map(found -> found.outcome(name)),
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
    if (isChance && test.hasNoSpread() && test.p().orElseThrow() < 1) {
      return Verdict.TOO_FEW_SEEDS; // nothing overlaps, and still p is not smaller
    }
    if (isChance || interval.get().contains(0)) {
      return Verdict.NO_CLEAR_DIFFERENCE;
    }
    return difference > 0 == higherIsBetter ? Verdict.BETTER : Verdict.WORSE;
  }
}
