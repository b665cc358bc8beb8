package dev.ensayo.backend.doubled.compiled;

import static dev.ensayo.backend.doubled.compiled.ImageGradientTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.configuration.GraphConfigurations;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.doubled.compiled.node.Noisy;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.DuelingSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.NoisyDenseSpec;
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
 * Losses over several groups of outputs of which only some are weighed, behind plain, dueling and
 * noisy layers with and without noise, against central differences in double: |g − ĝ| ≤ 1e-7 +
 * 1e-6·|ĝ| for every parameter.
 */
class GroupsAndNoiseGradientTest {
  private static final int BATCH = 5;
  private static final int GROUPS = 3;
  private static final int SIZE = 4;
  private static final int OUTPUTS = GROUPS * SIZE;
  private static final double STEP = 1e-5;

  static Stream<Arguments> cases() {
    LayerSpec dense = DenseSpec.of(6, Activation.TANH, Initialization.XAVIER);
    LayerSpec noisy = new NoisyDenseSpec(6, Activation.TANH, 0.5);
    List<List<LayerSpec>> networks =
        List.of(
            List.of(dense, DenseSpec.of(OUTPUTS, Activation.IDENTITY, Initialization.XAVIER)),
            List.of(noisy, noisy, new NoisyDenseSpec(OUTPUTS, Activation.IDENTITY, 0.5)),
            List.of(dense, dueling(OptionalDouble.empty())),
            List.of(noisy, dueling(OptionalDouble.of(0.7))));
    List<Arguments> cases = new ArrayList<>();
    for (List<LayerSpec> layers : networks) {
      for (Loss loss : List.of(Loss.HUBER, Loss.GROUPED_CROSS_ENTROPY, Loss.QUANTILE_HUBER)) {
        for (int batch : new int[] {1, BATCH}) {
          cases.add(Arguments.of(layers, loss, batch, false));
          cases.add(Arguments.of(layers, loss, batch, true));
        }
      }
    }
    return cases.stream();
  }

  private static DuelingSpec dueling(OptionalDouble sigma) {
    return DuelingSpec.of(GROUPS, SIZE, 5, Activation.TANH, Initialization.XAVIER, sigma);
  }

  @ParameterizedTest(name = "{0}, {1}, batch {2}, noise {3}")
  @MethodSource("cases")
  void gradientIsTheSlopeOfTheLoss(List<LayerSpec> layers, Loss loss, int batch, boolean noise) {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(4),
            layers,
            loss,
            new UpdaterSpec.Sgd(1),
            Regularization.none(),
            GradientClipping.none(),
            loss.isGrouped() ? LossTerms.groups(SIZE) : LossTerms.none());
    ComputationGraph network =
        new ComputationGraph(GraphConfigurations.of(GraphSpec.of(spec), 3, DataType.DOUBLE));
    network.init();
    network.initGradientsView();
    network.getUpdater();
    RandomStream random = new SeedSequence(9).stream("check");
    double[][] inputs = {numbers(random, batch * 4)};
    double[][] targets = {numbers(random, batch * OUTPUTS)};
    double[][] weights = {numbers(random, batch * OUTPUTS)};
    for (int row = 0; row < batch; row++) {
      for (int i = 0; i < OUTPUTS; i++) {
        targets[0][row * OUTPUTS + i] = Math.abs(targets[0][row * OUTPUTS + i]);
        // One group of each row counts, as one action is taken.
        double weight = i / SIZE == row % GROUPS ? 0.5 + Math.abs(weights[0][row]) : 0;
        weights[0][row * OUTPUTS + i] = weight;
      }
    }
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      for (Noisy block : plan.noisyBlocks()) {
        if (noise) {
          block.setNoise(numbers(random, block.inputs()), numbers(random, block.outputs()));
        }
      }
      Slice parameters = plan.parameters();
      plan.computeGradient(inputs, targets, weights, batch, null);
      double[] gradient = new double[parameters.length()];
      double size = 0;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = plan.gradient().get(i);
        size = Math.max(size, Math.abs(gradient[i]));
      }
      assertThat(size).isGreaterThan(1e-3);
      for (int i = 0; i < gradient.length; i++) {
        double value = parameters.get(i);
        parameters.put(i, value + STEP);
        double above = plan.computeLoss(inputs, targets, weights, batch, null);
        parameters.put(i, value - STEP);
        double below = plan.computeLoss(inputs, targets, weights, batch, null);
        parameters.put(i, value);
        double expected = (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
      }
    }
  }
}
