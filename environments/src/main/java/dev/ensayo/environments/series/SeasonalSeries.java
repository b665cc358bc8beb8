package dev.ensayo.environments.series;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;

/**
 * x_t = b·t + a·sin(2πt/S) + ε_t, with normal ε of standard deviation σ. The best forecast is the
 * same without ε, however far ahead; its error has the standard deviation σ.
 */
final class SeasonalSeries {
  private final SeriesSource.Seasonal settings;

  SeasonalSeries(SeriesSource.Seasonal settings) {
    this.settings = settings;
  }

  OpenedSeries.Numbers draw(SeedSequence seeds) {
    RandomStream random = seeds.stream("seasonal");
    double[] values = new double[settings.length()];
    for (int t = 0; t < values.length; t++) {
      values[t] = expected(t) + settings.noise() * random.nextGaussian();
    }
    return OpenedSeries.Numbers.of(values, (origin, ahead) -> expected(origin + ahead));
  }

  private double expected(int t) {
    return settings.trend() * t
        + settings.amplitude() * StrictMath.sin(2 * Math.PI * t / settings.period());
  }
}
