package dev.ensayo.core.series;

/** The forecast that nobody can do better than, where it is known how a series was made. */
@FunctionalInterface
public interface BestForecast {
  /**
   * The expected value, given all that is known at the origin.
   *
   * @param origin the last moment that is known, from 0
   * @param ahead how many moments later, at least 1
   */
  double at(int origin, int ahead);
}
