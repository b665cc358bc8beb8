package dev.ensayo.results.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.results.analysis.MetricCurves.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownSeedsTest {
  private static Trace ending(int seed, double value) {
    return new Trace(seed, new double[] {0, 1, 2}, new double[] {0, value, Double.NaN});
  }

  @Test
  void fewRunsAreAllShown() {
    List<Trace> runs = IntStream.range(0, 20).mapToObj(i -> ending(20 - i, i)).toList();
    assertThat(ShownSeeds.of(runs)).hasSize(20).extracting(Trace::seed).isSorted();
    assertThat(ShownSeeds.of(List.of())).isEmpty();
  }

  /** Of 200 runs 60 end at 1 and 140 at 9: of twenty shown, spread by rank, six and fourteen. */
  @Test
  void twoHeapsStayTwoHeaps() {
    List<Trace> runs =
        IntStream.range(0, 200).mapToObj(i -> ending(i, i % 10 < 3 ? 1 : 9)).toList();
    List<Double> ends = ShownSeeds.of(runs).stream().map(run -> run.values()[1]).toList();
    assertThat(ends).hasSize(20);
    assertThat(ends.stream().filter(end -> end == 1)).hasSize(6);
  }

  @Test
  void theLowestAndTheHighestAreAmongThem() {
    List<Trace> runs = IntStream.range(0, 500).mapToObj(i -> ending(i, i)).toList();
    assertThat(ShownSeeds.of(runs)).extracting(Trace::seed).contains(0L, 499L);
  }

  @Test
  void aLongRunIsThinnedFromItsFirstPointToItsLast() {
    double[] steps = IntStream.range(0, 1000).asDoubleStream().toArray();
    double[] values = Arrays.stream(steps).map(step -> 2 * step).toArray();
    Trace thinned = ShownSeeds.of(List.of(new Trace(1, steps, values))).get(0);
    assertThat(thinned.steps()).hasSize(ShownSeeds.MOST_POINTS).isSorted();
    assertThat(thinned.steps()[0]).isZero();
    assertThat(thinned.steps()[ShownSeeds.MOST_POINTS - 1]).isEqualTo(999);
    assertThat(thinned.values())
        .isEqualTo(Arrays.stream(thinned.steps()).map(s -> 2 * s).toArray());
  }
}
