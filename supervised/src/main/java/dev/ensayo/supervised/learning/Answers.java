package dev.ensayo.supervised.learning;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.preprocessing.AnswerScale;
import java.util.Arrays;

/** What the outputs of a network say, and what they should say. */
public enum Answers {
  /** One probability for each of K classes: softmax and cross-entropy. */
  CLASSES(Activation.SOFTMAX, Loss.SOFTMAX_CROSS_ENTROPY),
  /**
   * For each of K classes by itself, whether it is this one and none of the rest: K sigmoids and
   * the sum of their cross-entropies. The probability of a class is its output's share of the sum
   * of all.
   */
  ONE_VERSUS_REST(Activation.SIGMOID, Loss.SIGMOID_CROSS_ENTROPY),
  /** The probability of the second of two classes: sigmoid and cross-entropy. */
  SECOND_CLASS(Activation.SIGMOID, Loss.SIGMOID_CROSS_ENTROPY),
  /** A number: identity and squared error. */
  NUMBER(Activation.IDENTITY, Loss.SQUARED_ERROR);

  private final Activation activation;
  private final Loss loss;

  Answers(Activation activation, Loss loss) {
    this.activation = activation;
    this.loss = loss;
  }

  /** Softmax for classes, a number otherwise. */
  public static Answers of(ExamplesSpec examples) {
    return examples.isClassification() ? CLASSES : NUMBER;
  }

  /** Of the output layer. */
  public Activation activation() {
    return activation;
  }

  public Loss loss() {
    return loss;
  }

  /** Length O of the output. */
  public int outputs(ExamplesSpec examples) {
    return this == CLASSES || this == ONE_VERSUS_REST ? examples.classes().size() : 1;
  }

  /**
   * Writes what the outputs should be for one example.
   *
   * @param scale of right numbers
   * @param smoothing ε of label smoothing
   * @param outputs O
   * @param targets receives O numbers from {@code offset} on
   */
  void write(
      Examples examples,
      int index,
      AnswerScale scale,
      double smoothing,
      int outputs,
      float[] targets,
      int offset) {
    switch (this) {
      case CLASSES -> {
        float rest = (float) (smoothing / outputs);
        Arrays.fill(targets, offset, offset + outputs, rest);
        targets[offset + examples.label(index)] = (float) (1 - smoothing + smoothing / outputs);
      }
      case ONE_VERSUS_REST -> {
        Arrays.fill(targets, offset, offset + outputs, (float) (smoothing / 2));
        targets[offset + examples.label(index)] = (float) (1 - smoothing / 2);
      }
      case SECOND_CLASS ->
          targets[offset] = (float) (examples.label(index) * (1 - smoothing) + smoothing / 2);
      case NUMBER -> targets[offset] = (float) scale.toNetwork(examples.value(index));
    }
  }

  /**
   * The probability of each class.
   *
   * @param outputs {@code [B, O]}
   * @param classes K
   * @param into receives K numbers from {@code offset} on
   */
  void probabilities(float[] outputs, int row, int classes, float[] into, int offset) {
    if (this == SECOND_CLASS) {
      into[offset] = 1 - outputs[row];
      into[offset + 1] = outputs[row];
    } else {
      System.arraycopy(outputs, row * classes, into, offset, classes);
      if (this == ONE_VERSUS_REST) {
        share(into, offset, classes);
      }
    }
  }

  /** Divides numbers by their sum; by none at all, all have the same. */
  private static void share(float[] numbers, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += numbers[i];
    }
    for (int i = offset; i < offset + count; i++) {
      numbers[i] = sum > 0 ? (float) (numbers[i] / sum) : 1f / count;
    }
  }

  /** The class that the outputs of one row favour; the first of equals. */
  int favoured(float[] outputs, int row, int width) {
    if (this == SECOND_CLASS) {
      return outputs[row] > 0.5f ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < width; i++) {
      if (outputs[row * width + i] > outputs[row * width + best]) {
        best = i;
      }
    }
    return best;
  }
}
