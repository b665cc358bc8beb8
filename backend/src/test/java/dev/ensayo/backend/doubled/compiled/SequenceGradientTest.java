package dev.ensayo.backend.doubled.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.doubled.compiled.SequenceNetworks.Cell;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.doubled.model.SequenceState;
import dev.ensayo.backend.doubled.model.SequenceWindow;
import dev.ensayo.backend.extension.AdaptiveSoftmax;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Every recurrent block and embeddings against central differences in double: |g − ĝ| ≤ 1e-8 +
 * 1e-6·|ĝ| for every parameter.
 */
class SequenceGradientTest {
  private static final int SEQUENCES = 3;
  private static final int STEPS = 5;
  static final int VOCABULARY = 4;
  private static final double STEP = 2e-5;

  /** The five-point formula, whose error goes with the fourth power of the step. */
  private static final int[] POINTS = {-2, -1, 1, 2};

  private static final double[] FACTORS = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};

  /** Tokens straight into the cell. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void cellOverTokens(Cell cell) {
    check(List.of(cell.layer(VOCABULARY, 3, 1), SequenceNetworks.output(3, VOCABULARY)), null);
  }

  /** An embedding, two cells with dropout between them, and sequences of different lengths. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void stackOverEmbeddingsWithMask(Cell cell) {
    check(stack(cell, 0.7), mask());
  }

  /** Sequence 0 is whole, 1 ends early, 2 begins late and has a hole. */
  static double[] mask() {
    return new double[] {1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1};
  }

  /** The gradient of the matrix is that of both its uses. */
  @Test
  void tiedEmbeddings() {
    check(
        List.of(
            SequenceNetworks.tiedEmbedding(VOCABULARY, 3),
            Cell.GRU_RESET_AFTER.layer(3, 5, 1),
            Cell.LSTM.layer(5, 3, 1),
            SequenceNetworks.tiedOutput(3, VOCABULARY)),
        null);
  }

  /** Clusters of two classes and of one, with dropout, masks, and a projection to one number. */
  @Test
  void adaptiveSoftmax() {
    Layer output = SequenceNetworks.adaptiveSoftmax(4, VOCABULARY, 2, 1, 3);
    ((AdaptiveSoftmax) output).setIDropout(new Dropout(0.7));
    for (double[] mask : new double[][] {null, mask()}) {
      check(
          List.of(
              SequenceNetworks.embedding(VOCABULARY, 2, true), Cell.LSTM.layer(2, 4, 1), output),
          mask);
    }
  }

  /**
   * Learning from the last two steps of a window is learning from a window of these two that starts
   * where the steps before left off.
   */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void backwardShorterThanTheWindow(Cell cell) {
    MultiLayerNetwork network = network(stack(cell, 1));
    RandomStream random = new SeedSequence(9).stream("check");
    int[] tokens = SequenceNetworks.tokens(random, SEQUENCES * STEPS, VOCABULARY);
    int[] targets = SequenceNetworks.tokens(random, SEQUENCES * STEPS, VOCABULARY);
    int early = STEPS - 2;
    try (SequencePlan plan = SequenceNetworks.compile(network, SEQUENCES, STEPS)) {
      SequenceState state = start(plan, random);
      SequenceState carried = SequenceNetworks.copy(state);
      plan.score(SequenceNetworks.window(tokens, targets, null, early), carried, null);
      SequenceWindow rest =
          SequenceNetworks.window(
              Arrays.copyOfRange(tokens, early * SEQUENCES, tokens.length),
              Arrays.copyOfRange(targets, early * SEQUENCES, targets.length),
              null,
              2);
      plan.computeGradient(rest, carried, masks());
      double[] expected = gradient(plan);
      SequenceWindow whole = SequenceNetworks.window(tokens, targets, null, STEPS);
      plan.computeGradient(whole.steps(STEPS, 2), state, masks());
      assertThat(gradient(plan)).containsExactly(expected, within(1e-12));
      assertThat(state.values()).containsExactly(carried.values(), within(1e-12));
    }
  }

  private static List<Layer> stack(Cell cell, double keep) {
    List<Layer> layers = new ArrayList<>();
    layers.add(SequenceNetworks.embedding(VOCABULARY, 2, true));
    layers.add(cell.layer(2, 3, 1));
    layers.add(cell.layer(3, 4, keep));
    layers.add(SequenceNetworks.output(4, VOCABULARY));
    return layers;
  }

  private static MultiLayerNetwork network(List<Layer> layers) {
    return SequenceNetworks.initialized(
        SequenceNetworks.network(new Sgd(1), DataType.DOUBLE, layers));
  }

  private static SequenceState start(SequencePlan plan, RandomStream random) {
    SequenceState start = SequenceNetworks.state(plan, SEQUENCES);
    double[] values = start.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble(-0.9, 0.9);
    }
    return start;
  }

  private static double[] gradient(SequencePlan plan) {
    double[] gradient = new double[plan.gradient().length()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = plan.gradient().get(i);
    }
    return gradient;
  }

  /** Compares the slope of each parameter of a network over tokens with its gradient. */
  static void check(List<Layer> layers, double[] mask) {
    check(layers, mask, state -> {});
  }

  /**
   * The same.
   *
   * @param carried puts into the state before the window, random numbers, what may not be random
   */
  static void check(List<Layer> layers, double[] mask, Consumer<SequenceState> carried) {
    check(layers, mask, carried, WindowRegularization.NONE);
  }

  /** The same with what is dropped and penalized beside what the layers say. */
  static void check(
      List<Layer> layers,
      double[] mask,
      Consumer<SequenceState> carried,
      WindowRegularization regularization) {
    MultiLayerNetwork network = network(layers);
    RandomStream random = new SeedSequence(9).stream("check");
    int[] tokens = SequenceNetworks.tokens(random, SEQUENCES * STEPS, VOCABULARY);
    int[] targets = SequenceNetworks.tokens(random, SEQUENCES * STEPS, VOCABULARY);
    try (SequencePlan plan = SequenceNetworks.compile(network, SEQUENCES, STEPS, regularization)) {
      Slice parameters = plan.parameters();
      for (int i = 0; i < parameters.length(); i++) {
        parameters.put(i, random.nextDouble(-0.8, 0.8));
      }
      SequenceState start = start(plan, random);
      carried.accept(start);
      SequenceWindow window = SequenceNetworks.window(tokens, targets, mask, STEPS);
      plan.computeGradient(window, SequenceNetworks.copy(start), masks());
      boolean penalized = !regularization.equals(WindowRegularization.NONE);
      double[] gradient = gradient(plan);
      assertThat(Arrays.stream(gradient).map(Math::abs).max().orElse(0)).isGreaterThan(1e-3);
      for (int i = 0; i < gradient.length; i++) {
        double value = parameters.get(i);
        double expected = 0;
        for (int k = 0; k < POINTS.length; k++) {
          parameters.put(i, value + POINTS[k] * STEP);
          expected += FACTORS[k] * loss(plan, window, start, penalized) / STEP;
        }
        parameters.put(i, value);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-8 + 1e-6 * Math.abs(expected)));
      }
    }
  }

  /**
   * What is minimized.
   *
   * @param penalized whether activations are, which a walk tells on its way back
   */
  private static double loss(
      SequencePlan plan, SequenceWindow window, SequenceState start, boolean penalized) {
    SequenceState state = SequenceNetworks.copy(start);
    return penalized
        ? plan.computeGradient(window, state, masks()) + plan.penalty()
        : plan.computeLoss(window, state, masks());
  }

  /** The same dropout masks each time. */
  private static RandomStream masks() {
    return new SeedSequence(4).stream("masks");
  }
}
