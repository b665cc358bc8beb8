package dev.ensayo.embeddings.word2vec.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.embeddings.word2vec.rows.DirectRows;
import dev.ensayo.embeddings.word2vec.rows.ShardRows;
import dev.ensayo.embeddings.word2vec.targets.DrawnTargets;
import dev.ensayo.embeddings.word2vec.targets.Logistic;
import dev.ensayo.embeddings.word2vec.targets.NoiseDistribution;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The steps of each kind of window against finite differences of the loss, written out here in
 * double, with the negative samples that the same random stream draws.
 */
class GradientTest {
  private static final int V = 9;
  private static final long[] COUNTS = {9, 8, 7, 6, 5, 4, 3, 2, 1};
  private static final float RATE = 1e-3f;

  /** A window with a context word that occurs twice. */
  private static final int[] WINDOW = {3, 1, 5, 0, 3, 7};

  private static final int CENTER = 2;

  private final NoiseDistribution noise = new NoiseDistribution(COUNTS, 0.75);

  private static RandomStream stream() {
    return new SeedSequence(5).stream("negatives");
  }

  /** Small V and many samples: some are drawn twice, some are the center word. */
  private int[] negatives(RandomStream random, int negative) {
    int[] words = new int[negative];
    for (int i = 0; i < negative; i++) {
      words[i] = noise.draw(random);
    }
    return words;
  }

  private DrawnTargets drawnTargets(int negative) {
    return new DrawnTargets(noise, stream(), Logistic.exact(), negative);
  }

  private static float[] matrix(int d, String name) {
    RandomStream random = new SeedSequence(6).stream(name);
    float[] values = new float[V * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static double logSigmoid(double x) {
    return -Math.log1p(Math.exp(-x));
  }

  private static double dot(double[] in, int a, double[] out, int b, int d) {
    double sum = 0;
    for (int i = 0; i < d; i++) {
      sum += in[a * d + i] * out[b * d + i];
    }
    return sum;
  }

  private static double pairLoss(double[] in, double[] out, int context, int[] negatives, int d) {
    int center = WINDOW[CENTER];
    double loss = -logSigmoid(dot(in, context, out, center, d));
    for (int word : negatives) {
      if (word != center) {
        loss -= logSigmoid(-dot(in, context, out, word, d));
      }
    }
    return loss;
  }

  /** Step divided by the rate, and minus the central difference of the loss. */
  private static void assertGradient(
      float[] before, float[] after, ToDoubleFunction<double[]> loss, double tolerance) {
    double[] point = new double[before.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = before[i];
    }
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

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 8", "7, 5", "12, 33", "6, 100"})
  void onePairOfSkipGramGoesDownItsGradient(int negative, int d) {
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] inputBefore = input.clone();
    float[] outputBefore = output.clone();
    DrawnTargets predictions = drawnTargets(negative);
    TargetRows targets = new TargetRows(new DirectRows(output, d, 1 + negative), predictions, d);
    int[] two = {WINDOW[1], WINDOW[CENTER]};
    int made =
        new SkipGramLearner(new DirectRows(input, d, 1), targets, d).learn(two, 1, 0, 2, RATE);
    int[] drawn = negatives(stream(), negative);
    assertThat(made).isEqualTo(1);
    assertThat(predictions.takeLoss())
        .isCloseTo(
            pairLoss(doubles(inputBefore), doubles(outputBefore), WINDOW[1], drawn, d),
            within(1e-4));
    double[] out = doubles(outputBefore);
    double[] in = doubles(inputBefore);
    assertGradient(inputBefore, input, x -> pairLoss(x, out, WINDOW[1], drawn, d), 2e-3);
    assertGradient(outputBefore, output, x -> pairLoss(in, x, WINDOW[1], drawn, d), 2e-3);
  }

  /** The same pair with the roles of the papers: the word at the center is the input. */
  @ParameterizedTest
  @CsvSource({"1, 1", "7, 5", "6, 100"})
  void thePairIsTheSameFromItsCenter(int negative, int d) {
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] centerInput = input.clone();
    float[] centerOutput = output.clone();
    DrawnTargets drawn = drawnTargets(negative);
    new SkipGramLearner(
            new DirectRows(input, d, 1),
            new TargetRows(new DirectRows(output, d, 1 + negative), drawn, d),
            d)
        .learn(new int[] {WINDOW[1], WINDOW[CENTER]}, 1, 0, 2, RATE);
    DrawnTargets again = drawnTargets(negative);
    new CenterLearner(
            new DirectRows(centerInput, d, 1),
            new TargetRows(new DirectRows(centerOutput, d, 1 + negative), again, d),
            d)
        .learn(new int[] {WINDOW[1], WINDOW[CENTER]}, 0, 0, 2, RATE);
    assertThat(centerInput).containsExactly(input);
    assertThat(centerOutput).containsExactly(output);
    assertThat(again.takeLoss()).isEqualTo(drawn.takeLoss());
  }

  private WindowLearner inJava(float[] input, float[] output, DrawnTargets drawn, int d) {
    TargetRows targets = new TargetRows(new DirectRows(output, d, drawn.most()), drawn, d);
    return new SharedNegativesLearner(new DirectRows(input, d, 6), targets, 3, d);
  }

  private static WindowLearner inBlas(float[] input, float[] output, DrawnTargets drawn, int d) {
    return new ProductLearner(
        new DirectRows(input, d, 6), new DirectRows(output, d, drawn.most()), drawn, 3, d);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "5, false", "12, false", "1, true", "5, true", "12, true"})
  void aWindowWithSharedNegativesGoesDownTheGradientOfAllItsPairs(int negative, boolean blas) {
    int d = 10;
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] inputBefore = input.clone();
    float[] outputBefore = output.clone();
    DrawnTargets targets = drawnTargets(negative);
    WindowLearner learner =
        blas ? inBlas(input, output, targets, d) : inJava(input, output, targets, d);
    int made = learner.learn(WINDOW, CENTER, 0, WINDOW.length, RATE);
    assertThat(made).isEqualTo(5);
    int[] drawn = negatives(stream(), negative);
    assertThat(targets.takeLoss())
        .isCloseTo(windowLoss(doubles(inputBefore), doubles(outputBefore), drawn, d), within(1e-4));
    double[] out = doubles(outputBefore);
    double[] in = doubles(inputBefore);
    assertGradient(inputBefore, input, x -> windowLoss(x, out, drawn, d), 2e-3);
    assertGradient(outputBefore, output, x -> windowLoss(in, x, drawn, d), 2e-3);
  }

  /** With a larger step, in which rounding shows, and rows as long as they are in practice. */
  @Test
  void blasAndJavaMakeTheSameStep() {
    int d = 100;
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] blasInput = input.clone();
    float[] blasOutput = output.clone();
    inJava(input, output, drawnTargets(5), d).learn(WINDOW, CENTER, 0, WINDOW.length, 0.05f);
    inBlas(blasInput, blasOutput, drawnTargets(5), d)
        .learn(WINDOW, CENTER, 0, WINDOW.length, 0.05f);
    assertThat(blasInput).containsExactly(input, within(1e-6f));
    assertThat(blasOutput).containsExactly(output, within(1e-6f));
  }

  private static double windowLoss(double[] in, double[] out, int[] negatives, int d) {
    double loss = 0;
    for (int position = 0; position < WINDOW.length; position++) {
      if (position != CENTER) {
        loss += pairLoss(in, out, WINDOW[position], negatives, d);
      }
    }
    return loss;
  }

  /** The output rows take the gradient; the input rows take 5 times theirs, the whole mean's. */
  @Test
  void cbowGoesDownItsGradientWithTheWholeForEachContextWord() {
    int d = 10;
    int negative = 5;
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] inputBefore = input.clone();
    float[] outputBefore = output.clone();
    TargetRows targets =
        new TargetRows(new DirectRows(output, d, 1 + negative), drawnTargets(negative), d);
    int made =
        new CbowLearner(new DirectRows(input, d, 1), targets, d)
            .learn(WINDOW, CENTER, 0, WINDOW.length, RATE);
    assertThat(made).isEqualTo(1);
    int[] drawn = negatives(stream(), negative);
    double[] out = doubles(outputBefore);
    double[] in = doubles(inputBefore);
    assertGradient(outputBefore, output, x -> meanLoss(in, x, drawn, d), 2e-3);
    assertGradient(inputBefore, input, x -> 5 * meanLoss(x, out, drawn, d), 5e-3);
  }

  private static double meanLoss(double[] in, double[] out, int[] negatives, int d) {
    double[] mean = new double[V * d];
    for (int position = 0; position < WINDOW.length; position++) {
      for (int i = 0; i < d && position != CENTER; i++) {
        mean[i] += in[WINDOW[position] * d + i] / (WINDOW.length - 1);
      }
    }
    return pairLoss(mean, out, 0, negatives, d);
  }

  /** A step on a shard's copies, merged, is the step on the matrix itself, bit for bit. */
  @Test
  void aLoneShardMakesTheSameStep() {
    int d = 20;
    float[] input = matrix(d, "in");
    float[] output = matrix(d, "out");
    float[] direct = input.clone();
    float[] directOutput = output.clone();
    new SkipGramLearner(
            new DirectRows(direct, d, 1),
            new TargetRows(
                new DirectRows(directOutput, d, 6),
                new DrawnTargets(noise, stream(), Logistic.table(), 5),
                d),
            d)
        .learn(WINDOW, CENTER, 0, WINDOW.length, 0.05f);
    ShardRows in = new ShardRows(input, d);
    ShardRows out = new ShardRows(output, d);
    float[] inputBefore = input.clone();
    new SkipGramLearner(
            in, new TargetRows(out, new DrawnTargets(noise, stream(), Logistic.table(), 5), d), d)
        .learn(WINDOW, CENTER, 0, WINDOW.length, 0.05f);
    assertThat(input).containsExactly(inputBefore);
    ShardRows.merge(new ShardRows[] {in}, 0, 1);
    ShardRows.merge(new ShardRows[] {out}, 0, 1);
    assertThat(input).containsExactly(direct);
    assertThat(output).containsExactly(directOutput);
  }
}
