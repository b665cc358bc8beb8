package dev.ensayo.backend.doubled.compiled;

import static dev.ensayo.backend.doubled.compiled.ImageGradientTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ActivityPenaltySpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The gradient of a matrix that two layers share, with a penalty between, by differences. */
class TiedGradientTest {
  private static final int BATCH = 4;
  private static final int INPUTS = 5;
  private static final int CODE = 3;
  private static final double STEP = 1e-5;

  @Test
  void isThatOfTheOneMatrix() {
    NetworkSpec spec =
        new NetworkSpec(
            INPUTS,
            List.of(
                DenseSpec.of(CODE, Activation.TANH, Initialization.XAVIER),
                new ActivityPenaltySpec(0.3),
                DenseSpec.of(INPUTS, Activation.SIGMOID, Initialization.XAVIER)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(1),
            Regularization.none(),
            GradientClipping.none());
    MultiLayerNetwork network =
        new MultiLayerNetwork(NetworkConfigurations.of(spec, 3, DataType.DOUBLE));
    network.init();
    network.initGradientsView();
    network.getUpdater();
    int second = INPUTS * CODE + CODE;
    TiedMatrices tied =
        new TiedMatrices(ImmutableList.of(new TiedMatrices.Tie(0, second, INPUTS, CODE)));
    RandomStream random = new SeedSequence(9).stream("check");
    double[][] inputs = {numbers(random, BATCH * INPUTS)};
    try (BatchPlan plan =
        BatchPlan.compile(
            Blueprint.of(network.getLayerWiseConfigurations()),
            NetworkBuffers.of(network),
            new Limits(BATCH, OptionalDouble.empty(), tied),
            null)) {
      Slice parameters = plan.parameters();
      tied.spread(parameters);
      plan.computeGradient(inputs, inputs, null, BATCH, random);
      double[] gradient = new double[parameters.length()];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = plan.gradient().get(i);
      }
      for (int i = 0; i < gradient.length; i++) {
        boolean copy = i >= second && i < second + INPUTS * CODE;
        double value = parameters.get(i);
        parameters.put(i, value + STEP);
        tied.spread(parameters);
        double above = plan.computeGradient(inputs, inputs, null, BATCH, random);
        parameters.put(i, value - STEP);
        tied.spread(parameters);
        double below = plan.computeGradient(inputs, inputs, null, BATCH, random);
        parameters.put(i, value);
        tied.spread(parameters);
        double expected = copy ? 0 : (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
      }
    }
  }
}
