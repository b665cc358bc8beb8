package dev.ensayo.environments.series;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;

/**
 * x_t = φ1 x_{t−1} + φ2 x_{t−2} + ε_t, with normal ε of standard deviation σ (Box and Jenkins,
 * "Time series analysis", section 3.2.4). The best forecast follows the equation without ε; one
 * moment ahead its error has the standard deviation σ.
 */
final class AutoregressiveSeries {
  /** Moments that are thrown away, after which nothing is left of the zeros at the start. */
  private static final int BURN_IN = 1000;

  private final SeriesSource.Ar2 settings;

  AutoregressiveSeries(SeriesSource.Ar2 settings) {
    this.settings = settings;
  }

  OpenedSeries.Numbers draw(SeedSequence seeds) {
    RandomStream random = seeds.stream("ar2");
    double[] values = new double[settings.length()];
    double before = 0;
    double last = 0;
    for (int t = -BURN_IN; t < values.length; t++) {
      double next = next(last, before) + settings.noise() * random.nextGaussian();
      before = last;
      last = next;
      if (t >= 0) {
        values[t] = next;
      }
    }
    return OpenedSeries.Numbers.of(values, (origin, ahead) -> forecast(values, origin, ahead));
  }

  private double next(double last, double before) {
    return settings.first() * last + settings.second() * before;
  }

  private double forecast(double[] values, int origin, int ahead) {
    double last = values[origin];
    double before = origin > 0 ? values[origin - 1] : 0;
    for (int step = 0; step < ahead; step++) {
      double next = next(last, before);
      before = last;
      last = next;
    }
    return last;
  }
}
