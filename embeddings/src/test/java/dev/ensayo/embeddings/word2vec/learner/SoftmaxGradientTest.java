package dev.ensayo.embeddings.word2vec.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.embeddings.word2vec.rows.DirectRows;
import dev.ensayo.embeddings.word2vec.targets.HuffmanTree;
import dev.ensayo.embeddings.word2vec.targets.Logistic;
import dev.ensayo.embeddings.word2vec.targets.PathTargets;
import dev.ensayo.embeddings.word2vec.targets.SoftmaxTargets;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;
import dev.ensayo.embeddings.word2vec.targets.Targets;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Steps of both softmaxes against finite differences of −log p, which is written out here in
 * double.
 */
class SoftmaxGradientTest {
  private static final long[] COUNTS = {9, 8, 7, 6, 5, 4, 3, 2, 1};
  private static final int V = COUNTS.length;
  private static final float RATE = 1e-3f;
  private static final int[] WINDOW = {3, 1, 5, 0, 3, 7};
  private static final int CENTER = 2;

  private final HuffmanTree tree = new HuffmanTree(COUNTS);

  private Targets targets(boolean full) {
    return full ? new SoftmaxTargets(V) : new PathTargets(tree, Logistic.exact());
  }

  private static float[] matrix(int d, String name) {
    RandomStream random = new SeedSequence(6).stream(name);
    float[] values = new float[V * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  private static double dot(double[] h, double[] out, int row) {
    double sum = 0;
    for (int i = 0; i < h.length; i++) {
      sum += h[i] * out[row * h.length + i];
    }
    return sum;
  }

  /** −log p(word) given h, {@code [D]}. */
  private double loss(boolean full, double[] h, double[] out, int word) {
    if (full) {
      double sum = 0;
      for (int v = 0; v < V; v++) {
        sum += Math.exp(dot(h, out, v));
      }
      return Math.log(sum) - dot(h, out, word);
    }
    double loss = 0;
    for (int t = 0; t < tree.length(word); t++) {
      double logit = dot(h, out, tree.node(word, t));
      loss += Math.log1p(Math.exp(tree.isOne(word, t) ? logit : -logit));
    }
    return loss;
  }

  private static double[] row(double[] in, int word, int d) {
    return Arrays.copyOfRange(in, word * d, (word + 1) * d);
  }

  private static double[] mean(double[] in, int d) {
    double[] mean = new double[d];
    for (int position = 0; position < WINDOW.length; position++) {
      for (int i = 0; i < d && position != CENTER; i++) {
        mean[i] += in[WINDOW[position] * d + i] / (WINDOW.length - 1);
      }
    }
    return mean;
  }

  private static void assertGradient(
      float[] before, float[] after, ToDoubleFunction<double[]> loss, double tolerance) {
    double[] point = doubles(before);
    double step = 1e-5;
    for (int i = 0; i < point.length; i++) {
      point[i] = before[i] + step;
      double high = loss.applyAsDouble(point);
      point[i] = before[i] - step;
      double low = loss.applyAsDouble(point);
      point[i] = before[i];
      assertThat((after[i] - before[i]) / (double) RATE)
          .as("number %s", i)
          .isCloseTo(-(high - low) / (2 * step), within(tolerance));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 8", "true, 33", "false, 1", "false, 8", "false, 33"})
  void onePairOfSkipGramGoesDownItsGradient(boolean full, int d) {
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] inputBefore = input.clone();
    float[] outputBefore = output.clone();
    Targets targets = targets(full);
    int made =
        new SkipGramLearner(new DirectRows(input, d, 1), rows(output, targets, d), d)
            .learn(new int[] {1, 5}, 1, 0, 2, RATE);
    assertThat(made).isEqualTo(1);
    double[] in = doubles(inputBefore);
    double[] out = doubles(outputBefore);
    assertThat(targets.takeLoss()).isCloseTo(loss(full, row(in, 1, d), out, 5), within(1e-5));
    assertGradient(inputBefore, input, x -> loss(full, row(x, 1, d), out, 5), 2e-3);
    assertGradient(outputBefore, output, x -> loss(full, row(in, 1, d), x, 5), 2e-3);
  }

  private static TargetRows rows(float[] output, Targets targets, int d) {
    return new TargetRows(new DirectRows(output, d, targets.most()), targets, d);
  }

  /** With the roles of the papers, one pair is the same. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void thePairIsTheSameFromItsCenter(boolean full) {
    int d = 7;
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] centerInput = input.clone();
    float[] centerOutput = output.clone();
    new SkipGramLearner(new DirectRows(input, d, 1), rows(output, targets(full), d), d)
        .learn(new int[] {1, 5}, 1, 0, 2, RATE);
    new CenterLearner(new DirectRows(centerInput, d, 1), rows(centerOutput, targets(full), d), d)
        .learn(new int[] {1, 5}, 0, 0, 2, RATE);
    assertThat(centerInput).containsExactly(input);
    assertThat(centerOutput).containsExactly(output);
  }

  /** The output rows take the gradient; the input rows take 5 times theirs, the whole mean's. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void cbowGoesDownItsGradientWithTheWholeForEachContextWord(boolean full) {
    int d = 10;
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] inputBefore = input.clone();
    float[] outputBefore = output.clone();
    Targets targets = targets(full);
    new CbowLearner(new DirectRows(input, d, 1), rows(output, targets, d), d)
        .learn(WINDOW, CENTER, 0, WINDOW.length, RATE);
    double[] in = doubles(inputBefore);
    double[] out = doubles(outputBefore);
    int word = WINDOW[CENTER];
    assertThat(targets.takeLoss()).isCloseTo(loss(full, mean(in, d), out, word), within(1e-5));
    assertGradient(outputBefore, output, x -> loss(full, mean(in, d), x, word), 2e-3);
    assertGradient(inputBefore, input, x -> 5 * loss(full, mean(x, d), out, word), 5e-3);
  }

  /** Words of a window are predicted one after the other, each from what the last one left. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aWindowIsItsPairsOneAfterTheOther(boolean full) {
    int d = 6;
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] pairInput = input.clone();
    float[] pairOutput = output.clone();
    Targets targets = targets(full);
    new SkipGramLearner(new DirectRows(input, d, 1), rows(output, targets, d), d)
        .learn(WINDOW, CENTER, 0, WINDOW.length, 0.05f);
    Targets pairs = targets(full);
    SkipGramLearner learner =
        new SkipGramLearner(new DirectRows(pairInput, d, 1), rows(pairOutput, pairs, d), d);
    for (int position = 0; position < WINDOW.length; position++) {
      if (position != CENTER) {
        learner.learn(new int[] {WINDOW[position], WINDOW[CENTER]}, 1, 0, 2, 0.05f);
      }
    }
    assertThat(input).containsExactly(pairInput);
    assertThat(output).containsExactly(pairOutput);
    assertThat(targets.takeLoss()).isEqualTo(pairs.takeLoss());
  }

  /** Whatever the weights are. */
  @Test
  void probabilitiesOfAllWordsSumToOneInTheTree() {
    int d = 5;
    double[] h = row(doubles(matrix(d, "in")), 2, d);
    double[] out = doubles(matrix(d, "out"));
    double sum = 0;
    for (int word = 0; word < V; word++) {
      sum += Math.exp(-loss(false, h, out, word));
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }
}
