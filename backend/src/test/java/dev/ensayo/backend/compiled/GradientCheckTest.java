package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.extension.HuberLoss;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * Every block, activation and loss against central differences in double: |g − ĝ| ≤ 1e-7 + 1e-6·|ĝ|
 * for every parameter, with a step of 1e-5 (truncation error of order 1e-10 times the third
 * derivative, rounding error of order 1e-16 / 1e-5 = 1e-11).
 */
class GradientCheckTest {
  private static final int BATCH = 7;
  private static final int INPUTS = 4;
  private static final int OUTPUTS = 3;
  private static final double STEP = 1e-5;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    List<ILossFunction> errors = List.of(new LossL2(), new LossMSE(), new HuberLoss());
    for (Activation activation : Activation.values()) {
      if (activation == Activation.RRELU) {
        continue;
      }
      for (ILossFunction loss : errors) {
        for (double keep : new double[] {1, 0.7}) {
          cases.add(Arguments.of(activation, activation, loss, keep));
        }
      }
    }
    cases.add(Arguments.of(Activation.TANH, Activation.SOFTMAX, new LossMCXENT(), 0.7));
    cases.add(Arguments.of(Activation.TANH, Activation.SIGMOID, new LossBinaryXENT(), 0.7));
    cases.add(Arguments.of(Activation.TANH, Activation.IDENTITY, new LossMAE(), 0.7));
    cases.add(Arguments.of(Activation.TANH, Activation.IDENTITY, new LossL1(), 1.0));
    cases.add(Arguments.of(Activation.TANH, Activation.IDENTITY, new LossHinge(), 1.0));
    cases.add(Arguments.of(Activation.TANH, Activation.SOFTMAX, new LossKLD(), 0.7));
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}, keep {3}")
  @MethodSource("cases")
  void gradientIsTheSlopeOfTheLoss(
      Activation hidden, Activation output, ILossFunction loss, double keep) throws Exception {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(1))
            .list()
            .layer(new DenseLayer.Builder().nIn(INPUTS).nOut(6).activation(hidden).build())
            .layer(dropped(new DenseLayer.Builder().nIn(6).nOut(5).activation(hidden), keep))
            .layer(new OutputLayer.Builder(loss).nIn(5).nOut(OUTPUTS).activation(output).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    RandomStream random = new SeedSequence(9).stream("check");
    float[] inputs = numbers(random, BATCH * INPUTS, -1.5, 1.5);
    float[] targets = numbers(random, BATCH * OUTPUTS, 0, 1);
    float[] weights = numbers(random, BATCH * OUTPUTS, 0, 2);
    try (Plan plan =
        Plan.compile(
            configuration,
            network.params(),
            network.updaterState(),
            BATCH,
            OptionalDouble.empty())) {
      Slice parameters = plan.parameterSlice();
      double spread = spread(hidden);
      for (int i = 0; i < parameters.length(); i++) {
        parameters.put(i, random.nextDouble(-spread, spread));
      }
      plan.computeGradient(inputs, targets, weights, BATCH, masks());
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
        double above = plan.computeGradient(inputs, targets, weights, BATCH, masks());
        parameters.put(i, value - STEP);
        double below = plan.computeGradient(inputs, targets, weights, BATCH, masks());
        parameters.put(i, value);
        double expected = (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
      }
    }
  }

  /** Cubes of cubes must not explode, and a threshold of 1 must be crossed now and then. */
  private static double spread(Activation hidden) {
    return switch (hidden) {
      case CUBE -> 0.4;
      case THRESHOLDEDRELU -> 1.6;
      default -> 0.8;
    };
  }

  /** The same masks each time. */
  private static RandomStream masks() {
    return new SeedSequence(4).stream("masks");
  }

  private static DenseLayer dropped(DenseLayer.Builder layer, double keep) {
    return keep < 1 ? layer.dropOut(keep).build() : layer.build();
  }

  private static float[] numbers(RandomStream random, int count, double low, double high) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(low, high);
    }
    return numbers;
  }
}
