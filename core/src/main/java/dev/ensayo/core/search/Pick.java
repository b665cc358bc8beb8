package dev.ensayo.core.search;

/** What of the scores of a point, one for each seed, decides which point is the best. */
public enum Pick {
  /** What reports summarize scores by. */
  INTERQUARTILE_MEAN,
  MEAN,
  MEDIAN,
  /** The worst of its scores: a point that is good with every seed. */
  WORST
}
