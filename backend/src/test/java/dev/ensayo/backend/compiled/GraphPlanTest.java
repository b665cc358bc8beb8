package dev.ensayo.backend.compiled;

import static dev.ensayo.backend.compiled.ImagePlanTest.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Plans of graphs beside Deeplearning4j. */
class GraphPlanTest {
  private static final int BATCH = 5;

  static Stream<String> names() {
    return GraphNetworks.all().keySet().stream();
  }

  /** Without dropout, whose masks differ. */
  static Stream<String> repeatable() {
    return names().filter(name -> !name.equals("dropout"));
  }

  private static BatchPlan compile(ComputationGraph network) {
    return Plans.compile(network, BATCH);
  }

  private static ComputationGraph initialized(ComputationGraphConfiguration configuration) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    network.initGradientsView();
    network.getUpdater();
    return network;
  }

  private static float[][] inputs(ComputationGraph network, RandomStream random, int batch) {
    return network.getConfiguration().getNetworkInputs().stream()
        .map(name -> numbers(random, batch * GraphNetworks.size(name)))
        .toArray(float[][]::new);
  }

  private static float[][] outputs(ComputationGraph network, RandomStream random, int batch) {
    return network.getConfiguration().getNetworkOutputs().stream()
        .map(name -> targets(name, random, batch))
        .toArray(float[][]::new);
  }

  /** One class of three for each row of {@code classes}, whatever number for the others. */
  private static float[] targets(String output, RandomStream random, int batch) {
    if (!output.equals("classes")) {
      return numbers(random, batch * GraphNetworks.OUTPUTS);
    }
    float[] targets = new float[batch * GraphNetworks.OUTPUTS];
    for (int row = 0; row < batch; row++) {
      targets[row * GraphNetworks.OUTPUTS + random.nextInt(GraphNetworks.OUTPUTS)] = 1;
    }
    return targets;
  }

  private static INDArray[] arrays(float[][] values, int batch) {
    INDArray[] arrays = new INDArray[values.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = Nd4j.createFromArray(values[i]).reshape(batch, values[i].length / batch);
    }
    return arrays;
  }

  /**
   * Twenty steps, of full and of smaller batches, beside twenty of Deeplearning4j's own fit; then
   * predictions of several sizes. ‖θ − θ'‖ stays below 1e-4·‖θ'‖ and 1e-3 of the way it went.
   */
  @ParameterizedTest
  @MethodSource("repeatable")
  void twentyStepsAreDeeplearning4js(String name) {
    compare(GraphNetworks.all().get(name));
  }

  private static void compare(Consumer<GraphBuilder> build) {
    ComputationGraphConfiguration configuration =
        GraphNetworks.network(DataType.FLOAT, new Adam(1e-3), build);
    ComputationGraph library = new ComputationGraph(configuration.clone());
    library.init();
    ComputationGraph network = initialized(configuration);
    INDArray start = library.params().dup();
    RandomStream random = new SeedSequence(7).stream("data");
    try (BatchPlan plan = compile(network)) {
      for (int step = 0; step < 20; step++) {
        int batch = step % 3 == 0 ? BATCH - 2 : BATCH;
        float[][] inputs = inputs(network, random, batch);
        float[][] targets = outputs(network, random, batch);
        double loss = plan.fit(inputs, targets, null, batch, random);
        library.fit(new MultiDataSet(arrays(inputs, batch), arrays(targets, batch)));
        assertThat(loss).isEqualTo(library.score(), within(1e-4 * Math.abs(library.score())));
      }
      INDArray expected = library.params();
      double difference = network.params().sub(expected).norm2Number().doubleValue();
      assertThat(difference).isLessThan(1e-4 * expected.norm2Number().doubleValue());
      assertThat(difference).isLessThan(1e-3 * expected.sub(start).norm2Number().doubleValue());
      plan.storeUpdaterState();
      INDArray state = library.updaterState();
      assertThat(network.updaterState().sub(state).norm2Number().doubleValue())
          .isLessThan(1e-3 * state.norm2Number().doubleValue());
      for (int batch : new int[] {1, 2, BATCH}) {
        float[][] inputs = inputs(network, random, batch);
        float[][] outputs = outputs(network, random, batch);
        plan.predict(inputs, batch, outputs);
        INDArray[] predicted = library.output(false, arrays(inputs, batch));
        for (int i = 0; i < outputs.length; i++) {
          assertThat(outputs[i])
              .containsExactly(predicted[i].dup('c').data().asFloat(), within(1e-3f));
        }
      }
    }
  }

  /** Frozen layers before a join and after: as Deeplearning4j, whose backward pass ends there. */
  @Test
  void frozenLayersStayAsTheyAre() {
    compare(
        graph ->
            graph
                .addInputs("vector")
                .addLayer("a", new FrozenLayer(GraphNetworks.dense(4, 6)), "vector")
                .addLayer("b", new FrozenLayer(GraphNetworks.dense(6, 6)), "a")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
                .addLayer("c", GraphNetworks.dense(6, 5), "sum")
                .addLayer("output", GraphNetworks.output(5), "c")
                .setOutputs("output"));
  }

  @Test
  void whatCannotRunIsNamed() {
    refuses(
        "frozen layer after one that is trained",
        graph ->
            graph
                .addInputs("vector")
                .addLayer("a", GraphNetworks.dense(4, 6), "vector")
                .addLayer("b", new FrozenLayer(GraphNetworks.dense(6, 6)), "a")
                .addLayer("output", GraphNetworks.output(6), "b")
                .setOutputs("output"));
    refuses(
        "vertex 'norm' (L2NormalizeVertex): the compiled engine has no block for this vertex",
        graph ->
            graph
                .addInputs("vector")
                .addLayer("a", GraphNetworks.dense(4, 6), "vector")
                .addVertex("norm", new L2NormalizeVertex(), "a")
                .addLayer("output", GraphNetworks.output(6), "norm")
                .setOutputs("output"));
    refuses(
        "join of [6] with [5]",
        graph ->
            graph
                .addInputs("vector")
                .addLayer("a", GraphNetworks.dense(4, 6), "vector")
                .addLayer("b", GraphNetworks.dense(4, 5), "vector")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
                .addLayer("output", GraphNetworks.output(6), "sum")
                .setOutputs("output"));
    refuses(
        "way to know its size",
        graph ->
            graph
                .addInputs("vector", "other")
                .addVertex(
                    "product",
                    new ElementWiseVertex(ElementWiseVertex.Op.Product),
                    "vector",
                    "other")
                .addLayer("output", GraphNetworks.output(6), "product")
                .setOutputs("output"));
  }

  private static void refuses(String words, Consumer<GraphBuilder> build) {
    ComputationGraph network =
        initialized(GraphNetworks.network(DataType.FLOAT, new Adam(1e-3), build));
    assertThatThrownBy(() -> compile(network))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(words);
  }

  /** Steps and predictions, of batches of several sizes, put nothing on the heap once they run. */
  @Test
  void aStepAllocatesNothing() {
    List<String> graphs =
        List.of("residual block with projection", "dueling", "three by Max", "three by Product");
    for (String name : graphs) {
      ComputationGraph network =
          initialized(
              GraphNetworks.network(DataType.FLOAT, new Adam(1e-3), GraphNetworks.all().get(name)));
      RandomStream random = new SeedSequence(7).stream("data");
      float[][] inputs = inputs(network, random, BATCH);
      float[][] targets = outputs(network, random, BATCH);
      float[][] outputs = outputs(network, random, BATCH);
      try (BatchPlan plan = compile(network)) {
        StepAllocation.assertNone(
            name,
            100,
            () -> {
              plan.fit(inputs, targets, null, BATCH, random);
              plan.fit(inputs, targets, null, 3, random);
              plan.fit(inputs, BATCH, GraphPlanTest::squares, random);
              plan.predict(inputs, BATCH, outputs);
              plan.predict(inputs, 1, outputs);
            });
      }
    }
  }

  /** Σ y² / 2, whose slope is y. */
  private static double squares(float[][] outputs, int batch, float[][] gradients) {
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      for (int j = 0; j < batch * GraphNetworks.OUTPUTS; j++) {
        gradients[i][j] = outputs[i][j];
        sum += outputs[i][j] * outputs[i][j] / 2;
      }
    }
    return sum;
  }

  @Test
  void copiesAndBlendsParameters() {
    ComputationGraphConfiguration configuration =
        GraphNetworks.network(DataType.FLOAT, new Adam(1e-3), GraphNetworks.all().get("dueling"));
    ComputationGraph first = initialized(configuration.clone());
    ComputationGraph second = initialized(configuration);
    second.params().addi(1);
    float[] a = first.params().toFloatVector();
    float[] b = second.params().toFloatVector();
    try (BatchPlan one = compile(first);
        BatchPlan two = compile(second)) {
      one.blendParametersFrom(two, 0.25);
      float[] blended = first.params().toFloatVector();
      for (int i = 0; i < a.length; i++) {
        assertThat(blended[i]).isEqualTo(0.75f * a[i] + 0.25f * b[i], within(1e-6f));
      }
      one.copyParametersFrom(two);
      assertThat(first.params().toFloatVector()).isEqualTo(b);
    }
  }
}
