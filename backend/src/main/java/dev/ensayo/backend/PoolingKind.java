package dev.ensayo.backend;

/** How pooling makes one number of many. */
public enum PoolingKind {
  /** The largest. */
  MAX,
  /** The mean of those that belong to the image. */
  MEAN
}
