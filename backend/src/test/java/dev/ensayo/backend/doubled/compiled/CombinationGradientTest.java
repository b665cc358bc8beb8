package dev.ensayo.backend.doubled.compiled;

import static dev.ensayo.backend.doubled.compiled.ImageGradientTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.configuration.GraphConfigurations;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Combination;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Every combination with functions it is used with, first, inside and as the output, against
 * central differences in double: |g − ĝ| ≤ 1e-7 + 1e-6·|ĝ| for every parameter, those before it
 * included, which learn through it.
 */
class CombinationGradientTest {
  private static final int BATCH = 5;
  private static final int INPUTS = 4;
  private static final int OUTPUTS = 3;
  private static final double STEP = 1e-5;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Combination combination : Combination.values()) {
      for (Activation activation :
          List.of(
              Activation.EXPONENTIAL,
              Activation.GAUSS,
              Activation.SOFTMAX,
              Activation.TANH,
              Activation.IDENTITY)) {
        if (activation != Activation.SOFTMAX || combination.radial()) {
          cases.add(Arguments.of(combination, activation, 1));
          cases.add(Arguments.of(combination, activation, BATCH));
        }
      }
    }
    return cases.stream();
  }

  private static DenseSpec combined(int units, Combination combination, Activation activation) {
    return new DenseSpec(
        units,
        activation,
        Initialization.XAVIER,
        0,
        1,
        0,
        combination,
        combination.radial() ? OptionalDouble.of(0.6) : OptionalDouble.empty());
  }

  @ParameterizedTest(name = "{0}, {1}, batch {2}")
  @MethodSource("cases")
  void gradientIsTheSlopeOfTheLoss(Combination combination, Activation activation, int batch) {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(INPUTS),
            List.of(
                combined(6, combination, activation),
                DenseSpec.of(4, Activation.TANH, Initialization.XAVIER),
                combined(5, combination, activation),
                combined(OUTPUTS, combination, Activation.IDENTITY)),
            Loss.MEAN_SQUARED_ERROR,
            new UpdaterSpec.Sgd(1),
            Regularization.none(),
            GradientClipping.none());
    ComputationGraph network =
        new ComputationGraph(GraphConfigurations.of(GraphSpec.of(spec), 3, DataType.DOUBLE));
    network.init();
    network.initGradientsView();
    network.getUpdater();
    RandomStream random = new SeedSequence(9).stream("check");
    double[][] inputs = {numbers(random, batch * INPUTS)};
    double[][] targets = {numbers(random, batch * OUTPUTS)};
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      Slice parameters = plan.parameters();
      for (int i = 0; i < parameters.length(); i++) {
        // Bandwidths and altitudes of both signs, none of them near 0.
        double value = random.nextDouble(0.2, 0.7);
        parameters.put(i, i % 3 == 0 ? -value : value);
      }
      plan.computeGradient(inputs, targets, null, batch, null);
      double[] gradient = new double[parameters.length()];
      double size = 0;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = plan.gradient().get(i);
        size = Math.max(size, Math.abs(gradient[i]));
      }
      assertThat(size).isGreaterThan(1e-5);
      for (int i = 0; i < gradient.length; i++) {
        double value = parameters.get(i);
        parameters.put(i, value + STEP);
        double above = plan.computeLoss(inputs, targets, null, batch, null);
        parameters.put(i, value - STEP);
        double below = plan.computeLoss(inputs, targets, null, batch, null);
        parameters.put(i, value);
        double expected = (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
      }
    }
  }
}
