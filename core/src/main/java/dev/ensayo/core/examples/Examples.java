package dev.ensayo.core.examples;

import dev.ensayo.core.random.RandomStream;
import java.util.Optional;

/**
 * One part of a labelled data set, N examples. Inputs are normalized by what was measured on the
 * training part alone. Any number of threads may read, each with a random stream of its own.
 */
public interface Examples {
  /** N. */
  int size();

  /**
   * Copies one input.
   *
   * @param index in [0, N)
   * @param into receives the input from {@code offset} on, {@code [F]} or {@code [C, H, W]}
   */
  void read(int index, float[] into, int offset);

  /**
   * Copies one input as it is trained on: distorted at random where the environment augments its
   * training part, else as it is.
   *
   * @param random decides the distortion
   */
  default void readForTraining(int index, RandomStream random, float[] into, int offset) {
    read(index, into, offset);
  }

  /** Whether {@link #readForTraining} distorts. */
  default boolean isAugmented() {
    return false;
  }

  /**
   * Where an example comes from: the number of its row in the table, counted from 1, or the file of
   * a picture; its number in the part, from 1, where nothing else is known.
   */
  default String origin(int index) {
    return Integer.toString(index + 1);
  }

  /** Number of the example's class, in [0, classes); −1 where the answer is a number. */
  int label(int index);

  /** The right number; NaN where the answer is a class. */
  double value(int index);

  /** Number of the example's group, in [0, groups); −1 for none. */
  int group(int index);

  /**
   * The example as a picture to look at, before normalization: {@code [C, H, W]} bytes, 1 or 3
   * channels, 255 for the brightest; empty for what is not an image.
   */
  Optional<byte[]> picture(int index);

  /**
   * The picture of what {@link #readForTraining} reads with the same random numbers; the shape is
   * that of {@link #picture}.
   */
  default Optional<byte[]> pictureForTraining(int index, RandomStream random) {
    return picture(index);
  }
}
