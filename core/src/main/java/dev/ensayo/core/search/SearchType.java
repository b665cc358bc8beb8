package dev.ensayo.core.search;

/** Which points of a space a search tries, and for how long. */
public enum SearchType {
  /** Every combination of the values. */
  GRID,
  /** Points drawn at random (Bergstra and Bengio, JMLR 2012). */
  RANDOM,
  /**
   * Points drawn at random, all with a small budget; the best of them go on with a larger one, and
   * so on (Karnin, Koren and Somekh, ICML 2013; Jamieson and Talwalkar, AISTATS 2016).
   */
  SUCCESSIVE_HALVING
}
