package dev.ensayo.sequence.fakes;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.series.Series;
import dev.ensayo.core.series.SeriesParts;
import dev.ensayo.core.series.SeriesSpec;
import dev.ensayo.core.series.SeriesTask;
import java.io.IOException;
import java.util.Optional;

/** A series in memory, the same for all seeds. */
public record MemorySeries(Series numbers) implements SeriesTask {
  /** The two columns of forecast/forecasts.json, the first of which is forecast. */
  public static MemorySeries ofFixture(Fixture fixture) {
    double[][] values = {fixture.numbers("y"), fixture.numbers("other")};
    SeriesSpec spec = new SeriesSpec(ImmutableList.of("y", "other"), 0, 5, 3, 4);
    return new MemorySeries(
        new Series(
            spec,
            values,
            new SeriesParts(60, 72, 100, 2),
            ImmutableList.of(scale(values[0], 60), scale(values[1], 60)),
            Optional.empty()));
  }

  /** Reads forecast/forecasts.json. */
  public static Fixture fixture() throws IOException {
    return Fixture.read(MemorySeries.class, "/dev/ensayo/sequence/forecast/forecasts.json");
  }

  /** x_t = 1.5 x_(t−1) − 0.75 x_(t−2) + ε_t, ε normal with standard deviation 1. */
  public static MemorySeries autoregressive(int length, int window, long seed) {
    RandomStream random = new SeedSequence(seed).stream("series");
    double[] x = new double[length];
    for (int t = 2; t < length; t++) {
      x[t] = 1.5 * x[t - 1] - 0.75 * x[t - 2] + random.nextGaussian();
    }
    int train = length * 6 / 10;
    return new MemorySeries(
        new Series(
            new SeriesSpec(ImmutableList.of("x"), 0, window, 1, 1),
            new double[][] {x},
            new SeriesParts(train, train, length, 1),
            ImmutableList.of(scale(x, train)),
            Optional.of((origin, ahead) -> 1.5 * x[origin] - 0.75 * x[origin - 1])));
  }

  private static AnswerScale scale(double[] values, int count) {
    return AnswerScale.standardizing(count, i -> values[i]);
  }

  @Override
  public SeriesSpec spec() {
    return numbers.spec();
  }

  @Override
  public Series series(SeedSequence seeds) {
    return numbers;
  }
}
