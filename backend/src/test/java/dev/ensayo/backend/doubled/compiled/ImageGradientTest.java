package dev.ensayo.backend.doubled.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** Plans of images beside central differences in double. */
class ImageGradientTest {
  private static final int BATCH = 5;
  private static final double STEP = 1e-5;

  static Stream<String> names() {
    return ImageNetworks.all().keySet().stream();
  }

  /** |g − ĝ| ≤ 1e-7 + 1e-6·|ĝ| for every parameter that is trained, as for dense networks. */
  @ParameterizedTest
  @MethodSource("names")
  void gradientIsTheSlopeOfTheLoss(String name) {
    for (int batch : new int[] {BATCH, 2}) {
      MultiLayerConfiguration configuration =
          ImageNetworks.network(DataType.DOUBLE, new Adam(1e-3), ImageNetworks.all().get(name));
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init();
      RandomStream random = new SeedSequence(9).stream("check");
      double[][] inputs = {numbers(random, batch * ImageNetworks.INPUTS)};
      double[][] targets = {numbers(random, batch * ImageNetworks.OUTPUTS)};
      double[][] weights = {numbers(random, batch * ImageNetworks.OUTPUTS)};
      try (BatchPlan plan = Plans.compile(network, BATCH)) {
        Slice parameters = plan.parameters();
        plan.computeGradient(inputs, targets, weights, batch, masks());
        double[] gradient = new double[parameters.length()];
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = plan.gradient().get(i);
        }
        List<Integer> statistics = statistics(network);
        for (int i = 0; i < gradient.length; i++) {
          if (statistics.contains(i)) {
            assertThat(gradient[i]).as("statistic %d", i).isZero();
            continue;
          }
          double value = parameters.get(i);
          parameters.put(i, value + STEP);
          double above = plan.computeLoss(inputs, targets, weights, batch, masks());
          parameters.put(i, value - STEP);
          double below = plan.computeLoss(inputs, targets, weights, batch, masks());
          parameters.put(i, value);
          double expected = (above - below) / (2 * STEP);
          assertThat(gradient[i])
              .as("parameter %d, batch %d", i, batch)
              .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
        }
      }
    }
  }

  /** Where the stored statistics of normalizations are. */
  private static List<Integer> statistics(MultiLayerNetwork network) {
    List<Integer> places = new ArrayList<>();
    int at = 0;
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      for (var entry : layer.paramTable().entrySet()) {
        for (int i = 0; i < entry.getValue().length(); i++, at++) {
          if (List.of("mean", "var", "log10stdev").contains(entry.getKey())) {
            places.add(at);
          }
        }
      }
    }
    return places;
  }

  /** The same masks each time. */
  private static RandomStream masks() {
    return new SeedSequence(4).stream("masks");
  }

  static double[] numbers(RandomStream random, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }
}
