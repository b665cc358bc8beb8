package dev.ensayo.backend.doubled.compiled;

import static dev.ensayo.backend.doubled.compiled.ImageGradientTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.doubled.model.OutputLoss;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** Plans of graphs beside central differences in double. */
class GraphGradientTest {
  private static final int BATCH = 5;
  private static final double STEP = 1e-5;

  static Stream<String> names() {
    return GraphNetworks.all().keySet().stream();
  }

  private static ComputationGraph initialized(ComputationGraphConfiguration configuration) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    network.initGradientsView();
    network.getUpdater();
    return network;
  }

  private static double[][] inputs(ComputationGraph network, RandomStream random, int batch) {
    return network.getConfiguration().getNetworkInputs().stream()
        .map(name -> numbers(random, batch * GraphNetworks.size(name)))
        .toArray(double[][]::new);
  }

  private static double[][] outputs(ComputationGraph network, RandomStream random, int batch) {
    return network.getConfiguration().getNetworkOutputs().stream()
        .map(name -> targets(name, random, batch))
        .toArray(double[][]::new);
  }

  /** One class of three for each row of {@code classes}, whatever number for the others. */
  private static double[] targets(String output, RandomStream random, int batch) {
    if (!output.equals("classes")) {
      return numbers(random, batch * GraphNetworks.OUTPUTS);
    }
    double[] targets = new double[batch * GraphNetworks.OUTPUTS];
    for (int row = 0; row < batch; row++) {
      targets[row * GraphNetworks.OUTPUTS + random.nextInt(GraphNetworks.OUTPUTS)] = 1;
    }
    return targets;
  }

  /** |g − ĝ| ≤ 1e-7 + 1e-6·|ĝ| for every parameter that is trained, as for sequential networks. */
  @ParameterizedTest
  @MethodSource("names")
  void gradientIsTheSlopeOfTheLoss(String name) {
    for (int batch : new int[] {BATCH, 2}) {
      ComputationGraph network =
          initialized(
              GraphNetworks.network(
                  DataType.DOUBLE, new Adam(1e-3), GraphNetworks.all().get(name)));
      RandomStream random = new SeedSequence(9).stream("check");
      double[][] inputs = inputs(network, random, batch);
      double[][] targets = outputs(network, random, batch);
      double[][] weights = outputs(network, random, batch);
      try (BatchPlan plan = Plans.compile(network, BATCH)) {
        Slice parameters = plan.parameters();
        plan.computeGradient(inputs, targets, weights, batch, masks());
        double[] gradient = new double[parameters.length()];
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = plan.gradient().get(i);
        }
        Set<Integer> statistics = statistics(network);
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

  /** The same of a loss that is given by its gradient and mixes all numbers of all outputs. */
  @ParameterizedTest
  @MethodSource("names")
  void gradientIsTheSlopeOfALossThatIsGiven(String name) {
    ComputationGraph network =
        initialized(
            GraphNetworks.network(DataType.DOUBLE, new Adam(1e-3), GraphNetworks.all().get(name)));
    RandomStream random = new SeedSequence(9).stream("check");
    double[][] inputs = inputs(network, random, BATCH);
    OutputLoss loss = mixed(outputs(network, random, BATCH));
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      Slice parameters = plan.parameters();
      plan.computeGradient(inputs, BATCH, loss, masks());
      double[] gradient = new double[parameters.length()];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = plan.gradient().get(i);
      }
      Set<Integer> statistics = statistics(network);
      for (int i = 0; i < gradient.length; i++) {
        double value = parameters.get(i);
        parameters.put(i, value + STEP);
        double above = plan.computeGradient(inputs, BATCH, loss, masks());
        parameters.put(i, value - STEP);
        double below = plan.computeGradient(inputs, BATCH, loss, masks());
        parameters.put(i, value);
        double expected = statistics.contains(i) ? 0 : (above - below) / (2 * STEP);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
      }
    }
  }

  /** s² / 2 with s = Σ c·y over everything; its slope is s·c. */
  private static OutputLoss mixed(double[][] factors) {
    return (outputs, batch, gradients) -> {
      double sum = 0;
      for (int i = 0; i < factors.length; i++) {
        for (int j = 0; j < factors[i].length; j++) {
          sum += factors[i][j] * outputs[i][j];
        }
      }
      for (int i = 0; i < factors.length; i++) {
        for (int j = 0; j < factors[i].length; j++) {
          gradients[i][j] = sum * factors[i][j];
        }
      }
      return sum * sum / 2;
    };
  }

  /** Where the stored statistics of normalizations are. */
  private static Set<Integer> statistics(ComputationGraph network) {
    Set<Integer> places = new HashSet<>();
    int at = 0;
    for (String name : network.getConfiguration().getTopologicalOrderStr()) {
      GraphVertex vertex = network.getVertex(name);
      Map<String, INDArray> table = vertex.hasLayer() ? vertex.getLayer().paramTable() : Map.of();
      for (Map.Entry<String, INDArray> entry : table.entrySet()) {
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
}
