package dev.ensayo.environments.examples;

/** What is made of inputs before they are learned from, by what the training part measures. */
public enum Normalization {
  /** Inputs as they are; pixels 0 to 255. */
  NONE,
  /** To [0, 1]: pixels by 255, columns by least and most of the training part. */
  SCALE,
  /** To mean 0 and standard deviation 1 on the training part: each channel, each column. */
  STANDARDIZE
}
