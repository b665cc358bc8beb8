package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.results.statistics.AdaptiveTest.Decision;
import dev.ensayo.results.statistics.AdaptiveTest.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@link AdaptiveTest} comes to in simulated studies of variants against one baseline, all
 * with normally distributed scores of the same spread, that differ by so much from it.
 *
 * @param found share of the comparisons that are decided, in [0, 1]
 * @param seeds of a variant that it takes, on average over the variants and the baseline
 */
public record AdaptivePower(double found, double seeds) {
  /**
   * Simulates.
   *
   * @param size n, scores of a variant in a group, at least 1
   * @param comparisons variants that are compared with the baseline, at least 1
   * @param effect by how much they differ from it, in standard deviations
   * @param trials how many studies, at least 1
   * @param seeds what scores are drawn from
   */
  public static AdaptivePower of(
      AdaptiveTest test, int size, int comparisons, double effect, int trials, SeedSequence seeds) {
    checkArgument(size >= 1 && comparisons >= 1 && trials >= 1, "needs scores and studies");
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < comparisons; i++) {
      pairs.add(new Pair("variant-" + i, "baseline"));
    }
    double found = 0;
    double used = 0;
    for (int trial = 0; trial < trials; trial++) {
      RandomStream random = seeds.stream("trial-" + trial);
      Map<String, List<double[]>> groups = new LinkedHashMap<>();
      groups.put("baseline", groups(test.looks(), size, 0, random));
      pairs.forEach(pair -> groups.put(pair.first(), groups(test.looks(), size, effect, random)));
      Map<Pair, Decision> decisions = test.decide(pairs, groups, seeds.child("deals-" + trial));
      found += decisions.size();
      int last = 0;
      for (Pair pair : pairs) {
        int looks =
            decisions.containsKey(pair)
                ? Objects.requireNonNull(decisions.get(pair)).look()
                : test.looks();
        used += looks * size;
        last = Math.max(last, looks);
      }
      used += last * size; // the baseline is run as long as any of them
    }
    return new AdaptivePower(found / trials / comparisons, used / trials / (comparisons + 1));
  }

  private static List<double[]> groups(int looks, int size, double mean, RandomStream random) {
    List<double[]> groups = new ArrayList<>();
    for (int look = 0; look < looks; look++) {
      double[] scores = new double[size];
      Arrays.setAll(scores, i -> mean + random.nextGaussian());
      groups.add(scores);
    }
    return groups;
  }
}
