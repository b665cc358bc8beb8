package dev.ensayo.backend.doubled.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.doubled.compiled.SequenceNetworks.Cell;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.doubled.model.OutputLoss;
import dev.ensayo.backend.doubled.model.SequenceState;
import dev.ensayo.backend.doubled.model.SequenceWindow;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Windows in which sequences begin anew, and losses that are given by their gradient. */
class ResetGradientTest {
  private static final int SEQUENCES = 3;
  private static final int STEPS = 6;
  private static final int FEATURES = 2;
  private static final int OUTPUTS = 2;
  private static final double STEP = 1e-5;

  /** Step by step: sequence 0 at the beginning, 1 in the middle and at the end, 2 next to it. */
  private static final double[] RESETS = {1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0};

  private static final double[] MASK = {1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1};

  /** Two layers and a softmax, whose function the loss does not include. */
  private static MultiLayerNetwork network(Cell cell) {
    return SequenceNetworks.initialized(
        SequenceNetworks.network(
            new Sgd(1),
            DataType.DOUBLE,
            List.of(
                cell.layer(FEATURES, 3, 1),
                cell.layer(3, 4, 1),
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(4)
                    .nOut(OUTPUTS)
                    .activation(Activation.SOFTMAX)
                    .dataFormat(RNNFormat.NCW)
                    .build())));
  }

  private static double[] doubles(String stream, int count) {
    RandomStream random = new SeedSequence(6).stream(stream);
    double[] doubles = new double[count];
    for (int i = 0; i < count; i++) {
      doubles[i] = random.nextDouble(-1, 1);
    }
    return doubles;
  }

  private static SequencePlan plan(Cell cell) {
    SequencePlan plan = SequenceNetworks.compile(network(cell), false, SEQUENCES, STEPS, 0);
    double[] values = doubles("parameters", plan.parameters().length());
    for (int i = 0; i < values.length; i++) {
      plan.parameters().put(i, 0.8 * values[i]);
    }
    return plan;
  }

  private static SequenceState state(SequencePlan plan, int sequences) {
    SequenceState state = SequenceNetworks.state(plan, sequences);
    double[] values = doubles("state", state.values().length);
    System.arraycopy(values, 0, state.values(), 0, values.length);
    return state;
  }

  /** Σ c·y, of the rows where there is something. */
  private static OutputLoss linear(double[] factors, double[] mask) {
    return (outputs, rows, gradients) -> {
      double loss = 0;
      for (int i = 0; i < rows * OUTPUTS; i++) {
        boolean there = mask == null || mask[i / OUTPUTS] != 0;
        loss += there ? factors[i] * outputs[0][i] : 0;
        gradients[0][i] = factors[i];
      }
      return loss;
    };
  }

  private static double[] gradient(SequencePlan plan) {
    double[] gradient = new double[plan.gradient().length()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = plan.gradient().get(i);
    }
    return gradient;
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void gradientIsTheSlopeOfTheLoss(Cell cell) {
    for (double[] mask : new double[][] {null, MASK}) {
      SequenceWindow window =
          new SequenceWindow()
              .steps(STEPS)
              .vectors(doubles("vectors", SEQUENCES * STEPS * FEATURES))
              .resets(RESETS)
              .mask(mask);
      OutputLoss loss = linear(doubles("factors", SEQUENCES * STEPS * OUTPUTS), mask);
      try (SequencePlan plan = plan(cell)) {
        Slice parameters = plan.parameters();
        SequenceState start = state(plan, SEQUENCES);
        plan.computeGradient(window, SequenceNetworks.copy(start), loss, masks());
        double[] gradient = gradient(plan);
        assertThat(Arrays.stream(gradient).map(Math::abs).max().orElse(0)).isGreaterThan(1e-3);
        for (int i = 0; i < gradient.length; i++) {
          double value = parameters.get(i);
          parameters.put(i, value + STEP);
          double above = plan.computeGradient(window, SequenceNetworks.copy(start), loss, masks());
          parameters.put(i, value - STEP);
          double below = plan.computeGradient(window, SequenceNetworks.copy(start), loss, masks());
          parameters.put(i, value);
          // Three units that are nearly equal are normalized steeply: the third derivative shows.
          double expected = (above - below) / (2 * STEP);
          assertThat(gradient[i])
              .as("parameter %d", i)
              .isEqualTo(expected, within(1e-8 + 4e-6 * Math.abs(expected)));
        }
      }
    }
  }

  /** Two sequences begin anew at one step: the loss, gradient and state of two windows. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void aWindowWithAResetIsTwoWindows(Cell cell) {
    int sequences = 2;
    int before = 2;
    double[] vectors = doubles("vectors", sequences * STEPS * FEATURES);
    double[] factors = doubles("factors", sequences * STEPS * OUTPUTS);
    double[] resets = new double[sequences * STEPS];
    Arrays.fill(resets, before * sequences, (before + 1) * sequences, 1);
    int cut = before * sequences;
    try (SequencePlan plan = plan(cell)) {
      SequenceState whole = state(plan, sequences);
      SequenceState parts = SequenceNetworks.copy(whole);
      SequenceWindow window = new SequenceWindow().steps(STEPS).vectors(vectors).resets(resets);
      double loss = plan.computeGradient(window, whole, linear(factors, null), masks());
      double[] gradient = gradient(plan);
      SequenceWindow first = new SequenceWindow().steps(before).vectors(vectors);
      double sum = plan.computeGradient(first, parts, linear(factors, null), masks());
      double[] expected = gradient(plan);
      parts.reset();
      SequenceWindow second =
          new SequenceWindow()
              .steps(STEPS - before)
              .vectors(Arrays.copyOfRange(vectors, cut * FEATURES, vectors.length));
      double[] rest = Arrays.copyOfRange(factors, cut * OUTPUTS, factors.length);
      sum += plan.computeGradient(second, parts, linear(rest, null), masks());
      double[] added = gradient(plan);
      assertThat(loss).isEqualTo(sum, within(1e-12));
      for (int i = 0; i < gradient.length; i++) {
        assertThat(gradient[i]).isEqualTo(expected[i] + added[i], within(1e-12));
      }
      assertThat(whole.values()).containsExactly(parts.values(), within(1e-12));
    }
  }

  private static RandomStream masks() {
    return new SeedSequence(4).stream("masks");
  }
}
