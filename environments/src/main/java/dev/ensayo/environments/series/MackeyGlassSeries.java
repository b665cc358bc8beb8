package dev.ensayo.environments.series;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;

/**
 * dx/dt = 0.2 x(t − τ) / (1 + x(t − τ)^10) − 0.1 x(t) (Mackey and Glass, "Oscillation and chaos in
 * physiological control systems", 1977), by the method of Runge and Kutta of order 4 in steps of
 * 0.1, from a constant past near 1.2; the value between two steps of the past is their mean.
 *
 * <p>Nothing is random but where it begins, and the noise, if any, with which it is seen. Without
 * noise the best error is 0; with noise of standard deviation σ none can be below σ, and the best
 * forecast given here is the value without it.
 */
final class MackeyGlassSeries {
  private static final int STEPS_PER_UNIT = 10;
  private static final double STEP = 1.0 / STEPS_PER_UNIT;
  private static final double PRODUCTION = 0.2;
  private static final double DECAY = 0.1;
  private static final int POWER = 10;
  private static final double START = 1.2;
  private static final double SPREAD = 0.1;

  /** Units of time that are thrown away, after which the series is on its attractor. */
  private static final int BURN_IN = 1000;

  private final SeriesSource.MackeyGlass settings;

  MackeyGlassSeries(SeriesSource.MackeyGlass settings) {
    this.settings = settings;
  }

  OpenedSeries.Numbers draw(SeedSequence seeds) {
    RandomStream random = seeds.stream("mackey-glass");
    double[] exact = solve(START + random.nextDouble(-SPREAD, SPREAD));
    double[] seen = exact.clone();
    for (int t = 0; t < seen.length && settings.noise() > 0; t++) {
      seen[t] += settings.noise() * random.nextGaussian();
    }
    return OpenedSeries.Numbers.of(seen, (origin, ahead) -> exact[origin + ahead]);
  }

  /** The values at the moments. */
  double[] solve(double start) {
    int delay = settings.delay() * STEPS_PER_UNIT;
    double[] past = new double[delay + 1]; // a ring: x(t − τ) to x(t)
    Arrays.fill(past, start);
    double[] values = new double[settings.length()];
    double x = start;
    int at = 0; // of the oldest
    long steps = (BURN_IN + settings.every() * (settings.length() - 1L)) * STEPS_PER_UNIT;
    long every = (long) settings.every() * STEPS_PER_UNIT;
    long burnIn = (long) BURN_IN * STEPS_PER_UNIT;
    for (long step = 0; step <= steps; step++) {
      if (step >= burnIn && (step - burnIn) % every == 0) {
        values[(int) ((step - burnIn) / every)] = x;
      }
      double now = past[at];
      double after = past[(at + 1) % past.length];
      x = next(x, now, (now + after) / 2, after);
      past[at] = x;
      at = (at + 1) % past.length;
    }
    return values;
  }

  private static double next(double x, double pastNow, double pastMiddle, double pastAfter) {
    double k1 = slope(x, pastNow);
    double k2 = slope(x + STEP / 2 * k1, pastMiddle);
    double k3 = slope(x + STEP / 2 * k2, pastMiddle);
    double k4 = slope(x + STEP * k3, pastAfter);
    return x + STEP / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }

  private static double slope(double x, double past) {
    double power = 1;
    for (int i = 0; i < POWER; i++) {
      power *= past;
    }
    return PRODUCTION * past / (1 + power) - DECAY * x;
  }
}
