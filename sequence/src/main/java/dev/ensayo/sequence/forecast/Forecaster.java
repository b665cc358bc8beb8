package dev.ensayo.sequence.forecast;

/** Forecasts a series from some of its moments. */
@FunctionalInterface
public interface Forecaster {
  /**
   * Forecasts what is up to H moments after each origin.
   *
   * @param origins the last moment that is known each, in order
   * @return {@code [origins][H]}, in the unit of what is forecast
   */
  double[][] forecast(int[] origins);
}
