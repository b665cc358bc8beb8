package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.MetricCurves.Trace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The runs of a variant that are drawn behind its mean. Where they are many, some that lie evenly
 * among all by where they end, the lowest and the highest among them, so that two heaps of runs
 * stay two heaps.
 */
final class ShownSeeds {
  /** The most runs of a variant. */
  static final int MOST = 20;

  /** The most points of a run, which is drawn as a thin line. */
  static final int MOST_POINTS = 128;

  private ShownSeeds() {}

  static ImmutableList<Trace> of(List<Trace> runs) {
    List<Trace> ordered =
        runs.stream().sorted(Comparator.comparingDouble(ShownSeeds::ending)).toList();
    int shown = Math.min(MOST, ordered.size());
    return IntStream.range(0, shown)
        .mapToObj(
            i ->
                ordered.get(
                    shown < 2 ? 0 : (int) Math.round(i * (ordered.size() - 1.0) / (shown - 1))))
        .sorted(Comparator.comparingLong(Trace::seed))
        .map(ShownSeeds::thinned)
        .collect(ImmutableList.toImmutableList());
  }

  private static double ending(Trace run) {
    return DoubleStream.of(run.values()).filter(Double::isFinite).reduce((a, b) -> b).orElse(0);
  }

  private static Trace thinned(Trace run) {
    int points = run.values().length;
    if (points <= MOST_POINTS) {
      return run;
    }
    int[] kept =
        IntStream.range(0, MOST_POINTS)
            .map(i -> (int) Math.round(i * (points - 1.0) / (MOST_POINTS - 1)))
            .toArray();
    return new Trace(
        run.seed(),
        Arrays.stream(kept).mapToDouble(i -> run.steps()[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> run.values()[i]).toArray());
  }
}
