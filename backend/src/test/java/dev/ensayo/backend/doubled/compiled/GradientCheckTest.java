package dev.ensayo.backend.doubled.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.compiled.FunctionsTest;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.extension.ActivationExponential;
import dev.ensayo.backend.extension.ActivationReciprocal;
import dev.ensayo.backend.extension.ActivationSquare;
import dev.ensayo.backend.training.HuberLoss;
import dev.ensayo.backend.training.SmoothedCrossEntropy;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
  private static final IActivation IDENTITY = new ActivationIdentity();
  private static final IActivation SIGMOID = new ActivationSigmoid();
  private static final IActivation SOFTMAX = new ActivationSoftmax();
  private static final IActivation TANH = new ActivationTanH();

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    List<ILossFunction> errors = List.of(new LossL2(), new LossMSE(), new HuberLoss());
    for (IActivation activation : FunctionsTest.functions().toList()) {
      for (ILossFunction loss : errors) {
        for (double keep : new double[] {1, 0.7}) {
          cases.add(Arguments.of(activation, activation, loss, keep));
        }
      }
    }
    cases.add(Arguments.of(TANH, SOFTMAX, new LossMCXENT(), 0.7));
    cases.add(Arguments.of(TANH, SIGMOID, new LossBinaryXENT(), 0.7));
    cases.add(Arguments.of(TANH, IDENTITY, new LossMAE(), 0.7));
    cases.add(Arguments.of(TANH, IDENTITY, new LossL1(), 1.0));
    cases.add(Arguments.of(TANH, IDENTITY, new LossHinge(), 1.0));
    cases.add(Arguments.of(TANH, SOFTMAX, new LossKLD(), 0.7));
    INDArray weights = Nd4j.createFromArray(0.5, 2.0, 1.5).reshape(1, OUTPUTS);
    cases.add(Arguments.of(TANH, SOFTMAX, new SmoothedCrossEntropy(0.2, null), 1.0));
    cases.add(Arguments.of(TANH, SOFTMAX, new SmoothedCrossEntropy(0.2, weights), 0.7));
    cases.add(Arguments.of(TANH, SOFTMAX, new LossMCXENT(weights), 1.0));
    cases.add(Arguments.of(TANH, SIGMOID, new LossBinaryXENT(weights), 1.0));
    cases.add(Arguments.of(TANH, IDENTITY, new LossMSE(weights), 1.0));
    cases.add(Arguments.of(TANH, IDENTITY, new LossL2(weights), 1.0));
    cases.add(Arguments.of(TANH, IDENTITY, new LossMAE(weights), 1.0));
    cases.add(Arguments.of(TANH, IDENTITY, new LossL1(weights), 1.0));
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}, keep {3}")
  @MethodSource("cases")
  void gradientIsTheSlopeOfTheLoss(
      IActivation hidden, IActivation output, ILossFunction loss, double keep) throws Exception {
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
    // All sums positive, away from the pole of 1/x.
    boolean positive = hidden instanceof ActivationReciprocal;
    double[][] inputs = {numbers(random, BATCH * INPUTS, positive ? 0.5 : -1.5, 1.5)};
    double[][] targets = {numbers(random, BATCH * OUTPUTS, 0, 1)};
    double[][] weights = {numbers(random, BATCH * OUTPUTS, 0, 2)};
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      Slice parameters = plan.parameters();
      double spread = spread(hidden);
      for (int i = 0; i < parameters.length(); i++) {
        parameters.put(i, random.nextDouble(positive ? 0.4 : -spread, spread));
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
        double above = plan.computeLoss(inputs, targets, weights, BATCH, masks());
        parameters.put(i, value - STEP);
        double below = plan.computeLoss(inputs, targets, weights, BATCH, masks());
        parameters.put(i, value);
        double expected = (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
      }
    }
  }

  /** Cubes of cubes must not explode, and a threshold of 1 must be crossed now and then. */
  private static double spread(IActivation hidden) {
    if (hidden instanceof ActivationCube
        || hidden instanceof ActivationSquare
        || hidden instanceof ActivationExponential) {
      return 0.4;
    }
    return hidden instanceof ActivationThresholdedReLU ? 1.6 : 0.8;
  }

  /** The same masks each time. */
  private static RandomStream masks() {
    return new SeedSequence(4).stream("masks");
  }

  private static DenseLayer dropped(DenseLayer.Builder layer, double keep) {
    return keep < 1 ? layer.dropOut(keep).build() : layer.build();
  }

  private static double[] numbers(RandomStream random, int count, double low, double high) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextDouble(low, high);
    }
    return numbers;
  }
}
