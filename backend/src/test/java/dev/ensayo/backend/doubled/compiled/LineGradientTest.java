package dev.ensayo.backend.doubled.compiled;

import static dev.ensayo.backend.doubled.compiled.ImageGradientTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** Plans of images that lie line by line beside central differences in double. */
class LineGradientTest {
  private static final int BATCH = 5;
  private static final double STEP = 1e-6;

  static Stream<String> names() {
    return LineNetworks.all().keySet().stream();
  }

  /** |g − ĝ| ≤ 1e-7 + 1e-6·|ĝ| for every parameter. */
  @ParameterizedTest
  @MethodSource("names")
  void gradientIsTheSlopeOfTheLoss(String name) {
    MultiLayerConfiguration configuration =
        LineNetworks.network(DataType.DOUBLE, new Adam(1e-3), LineNetworks.all().get(name));
    long[] shape = LineNetworks.output(configuration);
    int outputs = Math.toIntExact(shape[0] * shape[1] * shape[2]);
    for (int batch : new int[] {BATCH, 2}) {
      MultiLayerNetwork network = new MultiLayerNetwork(configuration.clone());
      network.init();
      RandomStream random = new SeedSequence(9).stream("check");
      double[][] inputs = {numbers(random, batch * LineNetworks.INPUTS)};
      double[][] targets = {numbers(random, batch * outputs)};
      double[][] weights = {numbers(random, batch * outputs)};
      try (BatchPlan plan = Plans.compile(network, BATCH)) {
        Slice parameters = plan.parameters();
        plan.computeGradient(inputs, targets, weights, batch, random);
        double[] gradient = new double[parameters.length()];
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = plan.gradient().get(i);
        }
        for (int i = 0; i < gradient.length; i++) {
          double value = parameters.get(i);
          parameters.put(i, value + STEP);
          double above = plan.computeLoss(inputs, targets, weights, batch, random);
          parameters.put(i, value - STEP);
          double below = plan.computeLoss(inputs, targets, weights, batch, random);
          parameters.put(i, value);
          double expected = (above - below) / (2 * STEP);
          assertThat(gradient[i])
              .as("parameter %d, batch %d", i, batch)
              .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
        }
      }
    }
  }
}
