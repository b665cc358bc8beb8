package dev.ensayo.supervised.learning;

import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.supervised.scores.NumberPredictions;
import java.util.Optional;

/** Lets a learner predict a whole part of the examples, some rows at a time. */
final class Predictions {
  private final Learner learner;
  private final ExamplesSpec spec;
  private final Answers answers;
  private final AnswerScale scale;
  private final int rows;
  private final float[] inputs;
  private final float[] outputs;

  /**
   * @param scale of right numbers
   * @param rows the most at a time
   */
  Predictions(Learner learner, ExamplesSpec spec, Answers answers, AnswerScale scale, int rows) {
    this.learner = learner;
    this.spec = spec;
    this.answers = answers;
    this.scale = scale;
    this.rows = rows;
    this.inputs = new float[Math.multiplyExact(rows, learner.inputSize())];
    this.outputs = new float[Math.multiplyExact(rows, learner.outputSize())];
  }

  /** Whether points of the examples' own space can be predicted. */
  boolean readsInputs() {
    return learner.readsInputs();
  }

  /** Whether the outputs are weighted sums of the inputs. */
  boolean isLinear() {
    return learner.isLinear();
  }

  /** The network as it is now; empty where it is not one of dense layers. */
  Optional<DenseChain> chain() {
    return learner.chain();
  }

  /** Takes the outputs of one example. */
  private interface RowReader {
    void read(int example, int row);
  }

  private void predict(Examples examples, RowReader reader) {
    for (int from = 0; from < examples.size(); from += rows) {
      int count = Math.min(rows, examples.size() - from);
      for (int row = 0; row < count; row++) {
        examples.read(from + row, inputs, row * learner.inputSize());
      }
      learner.predict(inputs, count, outputs);
      for (int row = 0; row < count; row++) {
        reader.read(from + row, row);
      }
    }
  }

  ClassPredictions classes(Examples examples) {
    int classes = spec.classes().size();
    float[] probabilities = new float[Math.multiplyExact(examples.size(), classes)];
    int[] labels = new int[examples.size()];
    int[] groups = new int[examples.size()];
    predict(
        examples,
        (example, row) -> {
          answers.probabilities(outputs, row, classes, probabilities, example * classes);
          labels[example] = examples.label(example);
          groups[example] = examples.group(example);
        });
    return new ClassPredictions(classes, probabilities, labels, groups);
  }

  NumberPredictions numbers(Examples examples) {
    double[] predicted = new double[examples.size()];
    double[] right = new double[examples.size()];
    predict(
        examples,
        (example, row) -> {
          predicted[example] = scale.fromNetwork(outputs[row]);
          right[example] = examples.value(example);
        });
    return new NumberPredictions(predicted, right);
  }

  /**
   * Predicts numbers for inputs that are no examples.
   *
   * @param points {@code [count, F]}
   * @return the numbers in their own unit, {@code [count]}
   */
  double[] numbers(float[] points, int count) {
    int size = learner.inputSize();
    double[] predicted = new double[count];
    for (int from = 0; from < count; from += rows) {
      int now = Math.min(rows, count - from);
      System.arraycopy(points, from * size, inputs, 0, now * size);
      learner.predict(inputs, now, outputs);
      for (int row = 0; row < now; row++) {
        predicted[from + row] = scale.fromNetwork(outputs[row]);
      }
    }
    return predicted;
  }

  /**
   * Predicts inputs that are no examples.
   *
   * @param points {@code [count, F]}
   * @return the probability of each class, {@code [count, K]}
   */
  float[] probabilities(float[] points, int count) {
    int classes = spec.classes().size();
    int size = learner.inputSize();
    float[] probabilities = new float[Math.multiplyExact(count, classes)];
    for (int from = 0; from < count; from += rows) {
      int now = Math.min(rows, count - from);
      System.arraycopy(points, from * size, inputs, 0, now * size);
      learner.predict(inputs, now, outputs);
      for (int row = 0; row < now; row++) {
        answers.probabilities(outputs, row, classes, probabilities, (from + row) * classes);
      }
    }
    return probabilities;
  }
}
