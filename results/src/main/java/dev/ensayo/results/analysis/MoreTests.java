package dev.ensayo.results.analysis;

import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.results.statistics.EffectSize;
import dev.ensayo.results.statistics.ImprovementInterval;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MannWhitneyTest;
import dev.ensayo.results.statistics.PairedTTest;
import dev.ensayo.results.statistics.PermutationTest;
import dev.ensayo.results.statistics.ProbabilityOfImprovement;
import dev.ensayo.results.statistics.WilcoxonTest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What other tests than the one that decides say of a variant and the baseline, and how large the
 * difference is. None of it enters a verdict.
 *
 * @param mannWhitney of the order of the scores; empty where there are too few of them
 * @param permutation of the means; empty where there are too few scores
 * @param hedgesG positive where the variant scores higher; empty where it is not defined
 * @param cliffsDelta positive where the variant scores higher, in [−1, 1]
 * @param improvementAbove the interval of the probability that a run of the variant scores higher
 * @param pairs of runs with one seed on both sides
 * @param pairedT of the pairs; empty where it is not defined
 * @param wilcoxon of the pairs; empty where there are too few
 */
public record MoreTests(
    Optional<MannWhitneyTest> mannWhitney,
    Optional<PermutationTest> permutation,
    OptionalDouble hedgesG,
    double cliffsDelta,
    Interval improvementAbove,
    int pairs,
    Optional<PairedTTest> pairedT,
    Optional<WilcoxonTest> wilcoxon) {
  private static final double LEVEL = 0.95;

  /**
   * @param scores of the variant, at least one
   * @param baseline at least one
   * @param seeds what ways of dealing the scores out are drawn from
   */
  static MoreTests of(FinalScores scores, FinalScores baseline, SeedSequence seeds) {
    double[] first = scores.each();
    double[] second = baseline.each();
    List<Long> shared =
        scores.bySeed().keySet().stream().filter(baseline.bySeed()::containsKey).toList();
    double[] left = shared.stream().mapToDouble(scores.bySeed()::get).toArray();
    double[] right = shared.stream().mapToDouble(baseline.bySeed()::get).toArray();
    return new MoreTests(
        MannWhitneyTest.of(first, second, seeds.stream("ranks")),
        PermutationTest.of(first, second, seeds.stream("deals")),
        EffectSize.hedgesG(first, second),
        EffectSize.cliffsDelta(first, second),
        ImprovementInterval.of(
            ProbabilityOfImprovement.of(first, second), first.length, second.length, LEVEL),
        shared.size(),
        PairedTTest.of(left, right),
        WilcoxonTest.of(left, right));
  }

  /** The interval of the probability of improvement. */
  public Interval improvement(boolean higherIsBetter) {
    return higherIsBetter
        ? improvementAbove
        : new Interval(1 - improvementAbove.high(), 1 - improvementAbove.low());
  }
}
