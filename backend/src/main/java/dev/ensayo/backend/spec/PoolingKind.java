package dev.ensayo.backend.spec;

/** How pooling makes one number of many. */
public enum PoolingKind {
  /** The largest. */
  MAX,
  /** The mean of those that belong to the image. */
  MEAN,
  /** (Σ |x|ᵖ)^(1/p) (Gulcehre et al., "Learned-norm pooling", 2014, with p fixed). */
  NORM
}
