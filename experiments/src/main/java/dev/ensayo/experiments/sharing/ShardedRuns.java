package dev.ensayo.experiments.sharing;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.RunPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Splits the runs of a study into shards that will take about the same time: the longest first,
 * each to the shard that has the least so far (R. L. Graham, "Bounds on Multiprocessing Timing
 * Anomalies", 1969: the longest shard is at most 4/3 − 1/(3n) of what is possible with n shards and
 * runs by themselves). Runs that start from each other stay together. The same runs and speeds give
 * the same shards everywhere.
 */
public final class ShardedRuns {
  private record Name(String variant, long seed) {}

  /** Runs that stay together. */
  private static final class Bundle {
    private final List<RunPlan> runs = new ArrayList<>();
    private final int place;
    private double length;

    Bundle(int place) {
      this.place = place;
    }
  }

  private static final class Load {
    private final int number;
    private double length;
    private int runs;

    Load(int number) {
      this.number = number;
    }
  }

  private ShardedRuns() {}

  /**
   * The runs of one shard, in the order of the study.
   *
   * @param runs all of the study
   */
  public static ImmutableList<RunPlan> of(Shard shard, List<RunPlan> runs, MeasuredSpeeds speeds) {
    List<Bundle> bundles = bundles(runs, new ExpectedLengths(runs, speeds));
    bundles.sort(
        Comparator.comparingDouble((Bundle bundle) -> -bundle.length)
            .thenComparingInt(bundle -> bundle.place));
    PriorityQueue<Load> loads =
        new PriorityQueue<>(
            Comparator.comparingDouble((Load load) -> load.length)
                .thenComparingInt(load -> load.runs)
                .thenComparingInt(load -> load.number));
    for (int number = 1; number <= shard.of(); number++) {
      loads.add(new Load(number));
    }
    Map<RunPlan, Integer> numbers = new HashMap<>();
    for (Bundle bundle : bundles) {
      Load least = loads.remove();
      least.length += bundle.length;
      least.runs += bundle.runs.size();
      loads.add(least);
      bundle.runs.forEach(run -> numbers.put(run, least.number));
    }
    return runs.stream()
        .filter(run -> numbers.get(run) == shard.number())
        .collect(ImmutableList.toImmutableList());
  }

  private static List<Bundle> bundles(List<RunPlan> runs, ExpectedLengths lengths) {
    Map<Name, Integer> places = new HashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      places.put(new Name(runs.get(i).variant(), runs.get(i).seed()), i);
    }
    int[] first = new int[runs.size()];
    for (int i = 0; i < first.length; i++) {
      first[i] = i;
    }
    for (int i = 0; i < first.length; i++) {
      for (String variant : runs.get(i).requiredVariants()) {
        Integer source = places.get(new Name(variant, runs.get(i).seed()));
        if (source != null) {
          int one = root(first, i);
          int other = root(first, source);
          first[Math.max(one, other)] = Math.min(one, other);
        }
      }
    }
    Map<Integer, Bundle> bundles = new LinkedHashMap<>();
    for (int i = 0; i < first.length; i++) {
      Bundle bundle = bundles.computeIfAbsent(root(first, i), Bundle::new);
      bundle.runs.add(runs.get(i));
      bundle.length += lengths.of(runs.get(i));
    }
    return new ArrayList<>(bundles.values());
  }

  private static int root(int[] first, int place) {
    int root = place;
    while (first[root] != root) {
      root = first[root];
    }
    return root;
  }
}
