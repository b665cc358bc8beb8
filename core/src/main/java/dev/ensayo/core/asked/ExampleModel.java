package dev.ensayo.core.asked;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.Preprocessing;

/** Tells classes or numbers of rows of a table or of pictures. */
public interface ExampleModel extends AskedModel {
  /** How inputs are made and outputs read; the outputs are classes or a quantity. */
  Preprocessing preprocessing();

  /** F, the length of one input. */
  int inputSize();

  /** Names of the K classes; empty where numbers are predicted. */
  ImmutableList<String> classes();

  /**
   * Predicts classes.
   *
   * @param inputs {@code [count, F]}
   * @return the probability of each class, {@code [count, K]}
   */
  float[] probabilities(float[] inputs, int count);

  /**
   * Predicts numbers.
   *
   * @param inputs {@code [count, F]}
   * @return in their own unit, {@code [count]}
   */
  double[] numbers(float[] inputs, int count);
}
