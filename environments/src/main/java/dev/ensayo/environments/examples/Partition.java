package dev.ensayo.environments.examples;

import dev.ensayo.core.environment.Split;

/**
 * Which examples make up the parts.
 *
 * @param train indices into the source's training part, ascending
 * @param valid indices, ascending
 * @param test indices, ascending
 * @param validSource the part of the source that {@code valid} points into
 * @param testSource the part of the source that {@code test} points into
 */
public record Partition(int[] train, int[] valid, int[] test, Split validSource, Split testSource) {
  /** The indices of a part. */
  public int[] indices(Split part) {
    return part == Split.TRAIN ? train : part == Split.VALID ? valid : test;
  }

  /** What the indices of a part point into. */
  public Split source(Split part) {
    return part == Split.TRAIN ? Split.TRAIN : part == Split.VALID ? validSource : testSource;
  }
}
