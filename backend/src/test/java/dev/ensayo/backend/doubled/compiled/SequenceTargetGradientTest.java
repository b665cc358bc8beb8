package dev.ensayo.backend.doubled.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.doubled.compiled.SequenceNetworks.Cell;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.doubled.model.SequenceState;
import dev.ensayo.backend.doubled.model.SequenceWindow;
import dev.ensayo.backend.extension.BothEnds;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Vectors in, numbers out, the last step alone, weights and smoothed targets: against central
 * differences in double, as in {@link SequenceGradientTest}.
 */
class SequenceTargetGradientTest {
  private static final int SEQUENCES = 3;
  private static final int STEPS = 5;
  private static final int FEATURES = 2;
  private static final double STEP = 1e-5;

  /** Sequence 0 is whole, 1 ends early, 2 begins late and has a hole. */
  private static final double[] MASK = {1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1};

  private static final double[] ENDS = {1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0};

  private static Layer numbers(int units, int outputs) {
    return new RnnOutputLayer.Builder(LossFunction.MSE)
        .nIn(units)
        .nOut(outputs)
        .activation(Activation.IDENTITY)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  private static Layer lastNumbers(int units, int outputs) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(units)
        .nOut(outputs)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static MultiLayerNetwork network(Layer... layers) {
    return SequenceNetworks.initialized(
        SequenceNetworks.network(new Sgd(1), DataType.DOUBLE, List.of(layers)));
  }

  private static double[] doubles(String stream, int count) {
    RandomStream random = new SeedSequence(6).stream(stream);
    double[] doubles = new double[count];
    for (int i = 0; i < count; i++) {
      doubles[i] = random.nextDouble(-1, 1);
    }
    return doubles;
  }

  private static int[] ids(String stream, int count, int limit) {
    return SequenceNetworks.tokens(new SeedSequence(6).stream(stream), count, limit);
  }

  private static double[] weights(int count) {
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = i % 4 * 0.5;
    }
    return weights;
  }

  private static SequenceWindow window() {
    return new SequenceWindow().steps(STEPS);
  }

  private static void check(
      MultiLayerNetwork network, boolean tokens, SequenceWindow window, double smoothing) {
    RandomStream random = new SeedSequence(9).stream("check");
    try (SequencePlan plan =
        SequenceNetworks.compile(network, tokens, SEQUENCES, STEPS, smoothing)) {
      Slice parameters = plan.parameters();
      for (int i = 0; i < parameters.length(); i++) {
        parameters.put(i, random.nextDouble(-0.8, 0.8));
      }
      SequenceState start = SequenceNetworks.state(plan, SEQUENCES);
      System.arraycopy(
          doubles("state", start.values().length), 0, start.values(), 0, start.values().length);
      plan.computeGradient(window, SequenceNetworks.copy(start), masks());
      double[] gradient = new double[plan.gradient().length()];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = plan.gradient().get(i);
      }
      assertThat(Arrays.stream(gradient).map(Math::abs).max().orElse(0)).isGreaterThan(1e-3);
      for (int i = 0; i < gradient.length; i++) {
        double value = parameters.get(i);
        parameters.put(i, value + STEP);
        double above = plan.computeLoss(window, SequenceNetworks.copy(start), masks());
        parameters.put(i, value - STEP);
        double below = plan.computeLoss(window, SequenceNetworks.copy(start), masks());
        parameters.put(i, value);
        double expected = (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-8 + 1e-6 * Math.abs(expected)));
      }
    }
  }

  private static RandomStream masks() {
    return new SeedSequence(4).stream("masks");
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void numbersAtEveryStep(Cell cell) {
    check(
        network(cell.layer(FEATURES, 3, 1), cell.layer(3, 4, 0.7), numbers(4, 2)),
        false,
        window()
            .vectors(doubles("vectors", SEQUENCES * STEPS * FEATURES))
            .targets(doubles("targets", SEQUENCES * STEPS * 2))
            .mask(MASK)
            .weights(weights(SEQUENCES * STEPS)),
        0);
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void numbersAtTheLastStep(Cell cell) {
    check(
        network(
            cell.layer(FEATURES, 3, 0.8),
            new LastTimeStep(cell.layer(3, 4, 0.7)),
            lastNumbers(4, 1)),
        false,
        window()
            .vectors(doubles("vectors", SEQUENCES * STEPS * FEATURES))
            .targets(doubles("targets", SEQUENCES))
            .mask(ENDS)
            .weights(new double[] {1, 3, 0.5}),
        0);
  }

  /** Two bidirectional layers, with dropout for both walks together and for each by itself. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void bothWaysAtEveryStep(Cell cell) {
    check(
        network(
            new Bidirectional(cell.layer(FEATURES, 5, 0.8)),
            new DropoutLayer(0.7),
            new Bidirectional(cell.layer(10, 4, 1)),
            numbers(8, 2)),
        false,
        window()
            .vectors(doubles("vectors", SEQUENCES * STEPS * FEATURES))
            .targets(doubles("targets", SEQUENCES * STEPS * 2))
            .mask(MASK)
            .weights(weights(SEQUENCES * STEPS)),
        0);
  }

  /** What is made of all steps: both ends, the mean, the largest; with and without a reset. */
  @ParameterizedTest
  @CsvSource({
    "LSTM, ENDS", "GRU_RESET_AFTER, ENDS", "MIN_LSTM, ENDS",
    "LSTM, MEAN", "GRU_RESET_AFTER, MEAN", "MIN_GRU, MEAN",
    "LSTM, MAX", "GRU_RESET_AFTER, MAX", "MIN_GRU, MAX"
  })
  void oneOutputOfAllSteps(Cell cell, String summary) {
    Layer one =
        switch (summary) {
          case "ENDS" -> new BothEnds();
          case "MEAN" -> new GlobalPoolingLayer(PoolingType.AVG);
          default -> new GlobalPoolingLayer(PoolingType.MAX);
        };
    double[] resets = new double[SEQUENCES * STEPS];
    resets[2 * SEQUENCES + 2] = 1;
    for (double[] begins : new double[][] {null, resets}) {
      check(
          network(
              new Bidirectional(cell.layer(FEATURES, 3, 1)),
              new Bidirectional(cell.layer(6, 4, 1)),
              one,
              lastNumbers(8, 1)),
          false,
          window()
              .vectors(doubles("vectors", SEQUENCES * STEPS * FEATURES))
              .targets(doubles("targets", SEQUENCES))
              .mask(MASK)
              .resets(begins)
              .weights(new double[] {1, 3, 0.5}),
          0);
    }
  }

  /** Weights leave the state alone, unlike the mask; targets are smoothed. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void smoothedClassesWithWeights(Cell cell) {
    check(
        network(cell.layer(4, 3, 1), SequenceNetworks.output(3, 4)),
        true,
        window()
            .tokens(ids("tokens", SEQUENCES * STEPS, 4))
            .targets(ids("targets", SEQUENCES * STEPS, 4))
            .mask(MASK)
            .weights(weights(SEQUENCES * STEPS)),
        0.1);
  }
}
