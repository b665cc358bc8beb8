package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.DuelingSpec;
import dev.ensayo.backend.spec.GlobalPoolingSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.ResidualSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Models of graphs, on both engines. */
class GraphModelTest {
  private static final int BATCH = 6;
  private static final List<Integer> IMAGE = List.of(2, 6, 5);
  private static final int OUTPUTS = 3;
  private static final UpdaterSpec ADAM = new UpdaterSpec.Adam(1e-3, 0.9, 0.999, 1e-8);
  private static final GradientClipping BOTH =
      new GradientClipping(OptionalDouble.of(0.3), OptionalDouble.of(0.05));

  @TempDir Path folder;

  private record Case(String name, GraphSpec spec) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static DenseSpec dense(int units) {
    return DenseSpec.of(units, Activation.TANH, Initialization.XAVIER);
  }

  private static DenseSpec linear(int units) {
    return DenseSpec.of(units, Activation.IDENTITY, Initialization.XAVIER);
  }

  private static GraphSpec residual(UpdaterSpec updater, GradientClipping clipping) {
    return GraphSpec.of(residualNetwork(updater, clipping));
  }

  private static NetworkSpec residualNetwork(UpdaterSpec updater, GradientClipping clipping) {
    return new NetworkSpec(
        IMAGE,
        List.of(
            new ConvolutionSpec(
                4,
                new WindowSpec(3, 1, Padding.SAME, 0),
                true,
                Activation.TANH,
                Initialization.RELU,
                0),
            ResidualSpec.of(4, 1),
            ResidualSpec.of(5, 2),
            new GlobalPoolingSpec(PoolingKind.MEAN),
            linear(OUTPUTS)),
        Loss.HUBER,
        updater,
        Regularization.none(),
        clipping);
  }

  static NetworkSpec dueling(int hidden) {
    return new NetworkSpec(
        7,
        List.of(dense(8), new DuelingSpec(OUTPUTS, hidden, Activation.TANH, Initialization.XAVIER)),
        Loss.HUBER,
        ADAM,
        Regularization.none(),
        GradientClipping.none());
  }

  private static GraphSpec twoOutputs(double dropout) {
    return GraphSpec.builder()
        .input("vector", List.of(7))
        .layer("trunk", dense(8), "vector")
        .layer("deep", new DenseSpec(6, Activation.RELU, Initialization.RELU, dropout), "trunk")
        .output("value", linear(1), Loss.MEAN_SQUARED_ERROR, "deep")
        .output(
            "classes",
            DenseSpec.of(OUTPUTS, Activation.SOFTMAX, Initialization.XAVIER),
            Loss.SOFTMAX_CROSS_ENTROPY,
            "trunk")
        .build(ADAM, new Regularization(0.01, 0.02), GradientClipping.none());
  }

  private static GraphSpec twoInputs() {
    return GraphSpec.builder()
        .input("image", IMAGE)
        .input("vector", List.of(4))
        .layer("conv", ConvolutionSpec.of(3, 3, Activation.TANH, Initialization.RELU), "image")
        .layer("features", dense(5), "conv")
        .join("merged", JoinSpec.Kind.MERGE, "features", "vector")
        .output("values", linear(OUTPUTS), Loss.SQUARED_ERROR, "merged")
        .build(new UpdaterSpec.Nesterovs(0.01, 0.9), Regularization.none(), BOTH);
  }

  private static GraphSpec joins() {
    GraphSpec.Builder graph =
        GraphSpec.builder()
            .input("vector", List.of(4))
            .input("gate", List.of(4))
            .layer("a", dense(5), "vector")
            .layer("b", dense(5), "gate");
    return graph
        .join("product", JoinSpec.Kind.PRODUCT, "a", "b")
        .join("difference", JoinSpec.Kind.SUBTRACT, Activation.TANH, "a", "b")
        .join("mean", JoinSpec.Kind.AVERAGE, "product", "difference", "a")
        .join("largest", JoinSpec.Kind.MAX, "mean", "b")
        .join("sum", JoinSpec.Kind.ADD, Activation.SOFTSIGN, "largest", "product")
        .output("values", linear(OUTPUTS), Loss.SQUARED_ERROR, "sum")
        .build(
            new UpdaterSpec.AdamW(0.001, 0.9, 0.999, 1e-8, 0.5),
            new Regularization(0, 0, OptionalDouble.of(1.2)),
            GradientClipping.none());
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    List<UpdaterSpec> updaters =
        List.of(
            new UpdaterSpec.Sgd(0.02),
            new UpdaterSpec.RmsProp(0.001, 0.95, 1e-2, true),
            new UpdaterSpec.AmsGrad(0.001, 0.9, 0.99, 1e-8));
    for (UpdaterSpec updater : updaters) {
      cases.add(new Case("residual, " + updater, residual(updater, BOTH)));
    }
    cases.add(new Case("dueling", GraphSpec.of(dueling(0))));
    cases.add(new Case("dueling with hidden units", GraphSpec.of(dueling(5))));
    cases.add(new Case("two outputs", twoOutputs(0)));
    cases.add(new Case("two inputs", twoInputs()));
    cases.add(new Case("joins", joins()));
    return cases.stream();
  }

  /** As for sequential networks: below 1e-4 of the parameters and 1e-3 of the way they went. */
  @ParameterizedTest
  @MethodSource("cases")
  void enginesAgreeAfterTwentySteps(Case one) {
    try (GraphModel compiled = Models.createGraph(one.spec, engine(Engine.COMPILED), 11, BATCH);
        GraphModel library =
            Models.createGraph(one.spec, engine(Engine.DEEPLEARNING4J), 11, BATCH)) {
      float[] start = library.parameters();
      assertThat(compiled.parameters()).isEqualTo(start);
      double[][] compiledSteps = train(compiled, 20, "steps", true);
      double[][] librarySteps = train(library, 20, "steps", true);
      float[] expected = library.parameters();
      double difference = distance(compiled.parameters(), expected);
      assertThat(difference / distance(expected, new float[expected.length])).isLessThan(1e-4);
      assertThat(difference / distance(expected, start)).isLessThan(1e-3);
      for (int step = 0; step < 20; step++) {
        for (int i = 0; i < librarySteps[step].length; i++) {
          double number = librarySteps[step][i];
          assertThat(compiledSteps[step][i])
              .isEqualTo(number, within(1e-3 * Math.max(1e-2, Math.abs(number))));
        }
      }
      float[][] inputs = arrays(compiled, new SeedSequence(8).stream("x"), 4, true);
      float[][] ours = arrays(compiled, new SeedSequence(8).stream("y"), 4, false);
      float[][] theirs = arrays(compiled, new SeedSequence(8).stream("y"), 4, false);
      compiled.predict(inputs, 4, ours);
      library.predict(inputs, 4, theirs);
      for (int i = 0; i < ours.length; i++) {
        assertThat(ours[i]).containsExactly(theirs[i], within(1e-3f));
      }
    }
  }

  /** Q(a) − mean Q = A(a) − mean A and mean Q = V, whatever the parameters are. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void duelingOutputsAreValueAndCenteredAdvantages(Engine engine) {
    try (Model model = Models.create(dueling(0), engine(engine), 3, BATCH)) {
      float[] x = gaussian(new SeedSequence(1).stream("x"), 7);
      float[] q = new float[OUTPUTS];
      model.predict(x, 1, q);
      float[] theta = model.parameters();
      double[] h = new double[8];
      for (int j = 0; j < 8; j++) {
        // Weights [7, 8] column by column, then 8 biases.
        double sum = theta[56 + j];
        for (int i = 0; i < 7; i++) {
          sum += theta[7 * j + i] * x[i];
        }
        h[j] = Math.tanh(sum);
      }
      double value = theta[64 + 8];
      double[] advantage = new double[OUTPUTS];
      for (int j = 0; j < 8; j++) {
        value += theta[64 + j] * h[j];
      }
      double mean = 0;
      for (int a = 0; a < OUTPUTS; a++) {
        advantage[a] = theta[73 + 8 * OUTPUTS + a];
        for (int j = 0; j < 8; j++) {
          advantage[a] += theta[73 + 8 * a + j] * h[j];
        }
        mean += advantage[a] / OUTPUTS;
      }
      for (int a = 0; a < OUTPUTS; a++) {
        assertThat((double) q[a]).isEqualTo(value + advantage[a] - mean, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void continuesBitForBitFromACheckpoint(Engine engine) throws IOException {
    for (GraphSpec spec : List.of(twoOutputs(0.3), residual(ADAM, BOTH))) {
      try (GraphModel straight = Models.createGraph(spec, engine(engine), 5, BATCH);
          GraphModel resumed = Models.createGraph(spec, engine(engine), 99, BATCH)) {
        train(straight, 5, "before", false);
        resumed.loadState(new StateReader(new ByteArrayInputStream(state(straight))));
        assertThat(train(resumed, 5, "after", false))
            .isDeepEqualTo(train(straight, 5, "after", false));
        assertThat(state(resumed)).isEqualTo(state(straight));
      }
    }
  }

  /**
   * Ten steps here, the zip, ten steps of plain Deeplearning4j, and the reverse: as twenty here.
   */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void tenStepsHereAndTenInPlainDeeplearning4j(Engine engine) throws IOException {
    for (GraphSpec spec : List.of(twoOutputs(0), GraphSpec.of(dueling(0)), residual(ADAM, BOTH))) {
      if (spec.outputs().containsValue(Loss.HUBER)) {
        // Written as LossL2, with which plain Deeplearning4j would go on.
        spec = withSquaredError(spec);
      }
      try (GraphModel straight = Models.createGraph(spec, engine(engine), 11, BATCH);
          GraphModel before = Models.createGraph(spec, engine(engine), 11, BATCH)) {
        float[] start = straight.parameters();
        train(straight, 10, "before", false);
        train(straight, 10, "after", false);
        train(before, 10, "before", false);
        Path zip = folder.resolve("model.zip");
        before.write(zip);
        ComputationGraph plain = ModelSerializer.restoreComputationGraph(zip.toFile(), true);
        assertThat(plain.getConfiguration().toJson()).doesNotContain("dev.ensayo");
        train(plain, before, 10, "after");
        assertClose(plain.params().toFloatVector(), straight.parameters(), start);

        before.write(zip);
        ComputationGraph first = ModelSerializer.restoreComputationGraph(zip.toFile(), true);
        first.setParams(Nd4j.createFromArray(start).reshape(1, start.length));
        first.getUpdater().getStateViewArray().assign(0);
        first.getConfiguration().setIterationCount(0);
        train(first, before, 10, "before");
        Path again = folder.resolve("again.zip");
        ModelSerializer.writeModel(first, again.toFile(), true);
        try (GraphModel after = Models.loadGraph(again, engine(engine), 5, BATCH)) {
          train(after, 10, "after", false);
          assertClose(after.parameters(), straight.parameters(), start);
        }
      }
    }
  }

  private static GraphSpec withSquaredError(GraphSpec spec) {
    String output = spec.outputs().keySet().iterator().next();
    return new GraphSpec(
        spec.inputs(),
        spec.nodes(),
        java.util.Map.of(output, Loss.SQUARED_ERROR),
        java.util.Map.of(),
        spec.updater(),
        spec.regularization(),
        GradientClipping.none());
  }

  private static void assertClose(float[] actual, float[] expected, float[] start) {
    double difference = distance(actual, expected);
    assertThat(difference / distance(expected, new float[expected.length])).isLessThan(1e-4);
    assertThat(difference / distance(expected, start)).isLessThan(1e-3);
  }

  private static void train(ComputationGraph plain, GraphModel shapes, int steps, String stream) {
    RandomStream random = new SeedSequence(3).stream(stream);
    for (int i = 0; i < steps; i++) {
      INDArray[] inputs = ndarrays(shapes, arrays(shapes, random, BATCH, true), true);
      INDArray[] targets = ndarrays(shapes, arrays(shapes, random, BATCH, false), false);
      plain.fit(new MultiDataSet(inputs, targets));
    }
  }

  private static INDArray[] ndarrays(GraphModel shapes, float[][] values, boolean inputs) {
    INDArray[] arrays = new INDArray[values.length];
    for (int i = 0; i < arrays.length; i++) {
      int columns = inputs ? shapes.inputSize(i) : shapes.outputSize(i);
      arrays[i] = Nd4j.createFromArray(values[i]).reshape(BATCH, columns);
    }
    return arrays;
  }

  /** A network with branches is a {@link Model} like any other. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aNetworkWithBranchesIsAModel(Engine engine) throws IOException {
    Path zip = folder.resolve("model.zip");
    NetworkSpec spec = residualNetwork(ADAM, GradientClipping.none());
    try (Model model = Models.create(spec, engine(engine), 5, BATCH);
        Model other = Models.create(spec, engine(engine), 6, BATCH)) {
      assertThat(model.inputSize()).isEqualTo(60);
      assertThat(model.outputSize()).isEqualTo(OUTPUTS);
      RandomStream random = new SeedSequence(3).stream("x");
      float[] inputs = gaussian(random, BATCH * 60);
      float[] outputs = new float[BATCH * OUTPUTS];
      float[] fitted = new float[BATCH * OUTPUTS];
      FitResult result = new FitResult(fitted);
      model.fit(inputs, gaussian(random, BATCH * OUTPUTS), null, BATCH, result);
      assertThat(result.gradientNorm()).isPositive();
      assertThat(fitted[0]).isNotZero();
      model.predict(inputs, BATCH, outputs);
      other.blendParametersFrom(model, 0.5);
      other.copyParametersFrom(model);
      assertThat(other.parameters()).isEqualTo(model.parameters());
      model.write(zip);
      try (Model loaded = Models.load(zip, engine(engine), 5, BATCH)) {
        float[] again = new float[BATCH * OUTPUTS];
        loaded.predict(inputs, BATCH, again);
        assertThat(again).containsExactly(outputs, within(1e-5f));
      }
    }
  }

  /** ∂/∂weights of a weighted loss is as many times that of the plain one. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void weightsAreFactorsOfTheLosses(Engine engine) {
    GraphSpec spec = twoOutputs(0);
    try (GraphModel plain = Models.createGraph(spec, engine(engine), 5, BATCH);
        GraphModel weighted = Models.createGraph(spec, engine(engine), 5, BATCH)) {
      RandomStream random = new SeedSequence(3).stream("x");
      float[][] inputs = arrays(plain, random, BATCH, true);
      float[][] targets = arrays(plain, random, BATCH, false);
      float[] three = new float[BATCH * OUTPUTS];
      java.util.Arrays.fill(three, 3);
      FitResult result = new FitResult();
      plain.fit(inputs, targets, null, BATCH, result);
      weighted.fit(inputs, targets, new float[][] {null, three}, BATCH, result);
      assertThat(weighted.loss(0)).isEqualTo(plain.loss(0), within(1e-6));
      assertThat(weighted.loss(1)).isEqualTo(3 * plain.loss(1), within(1e-5));
      assertThat(result.loss()).isEqualTo(plain.loss(0) + 3 * plain.loss(1), within(1e-5));
    }
  }

  @Test
  void specsThatCannotBeAreRefused() {
    GraphSpec.Builder unknown =
        GraphSpec.builder().input("x", List.of(4)).output("b", linear(6), Loss.SQUARED_ERROR, "y");
    refused(() -> build(unknown), "nodes.b.inputs", "'y' is no input");
    GraphSpec.Builder mismatch =
        GraphSpec.builder()
            .input("x", List.of(4))
            .layer("a", dense(5), "x")
            .join("sum", JoinSpec.Kind.ADD, "x", "a")
            .output("out", linear(2), Loss.SQUARED_ERROR, "sum");
    refused(() -> build(mismatch), "nodes.sum.inputs", "shapes [4] and [5] cannot be joined");
    GraphSpec.Builder dangling =
        GraphSpec.builder()
            .input("x", List.of(4))
            .layer("a", dense(5), "x")
            .output("out", linear(2), Loss.SQUARED_ERROR, "x");
    refused(() -> build(dangling), "nodes.a", "no node reads it");
    GraphSpec.Builder early =
        GraphSpec.builder()
            .input("x", List.of(4))
            .output("out", linear(2), Loss.SQUARED_ERROR, "x")
            .layer("after", dense(3), "out");
    refused(() -> build(early), "outputs.out", "no node may read an output");
    GraphSpec.Builder softmax =
        GraphSpec.builder()
            .input("x", List.of(4))
            .output("out", linear(2), Loss.SOFTMAX_CROSS_ENTROPY, "x");
    refused(() -> build(softmax), "nodes.out.activation", "must be softmax");
    refused(
        () ->
            new NetworkSpec(
                4,
                List.of(dueling(0).layers().get(1), linear(3)),
                Loss.HUBER,
                ADAM,
                Regularization.none(),
                GradientClipping.none()),
        "layers[0].type",
        "dueling belongs to the output layer");
    assertThatThrownBy(() -> Models.create(twoOutputs(0), engine(Engine.COMPILED), 1, BATCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one input and one output");
  }

  private static GraphSpec build(GraphSpec.Builder graph) {
    return graph.build(ADAM, Regularization.none(), GradientClipping.none());
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String key, String words) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidSettingException.class)
        .hasFieldOrPropertyWithValue("key", key)
        .hasMessageContaining(words);
  }

  @Test
  void wrongArraysAreRefusedWithBothShapes() {
    try (GraphModel model = Models.createGraph(twoInputs(), engine(Engine.COMPILED), 1, BATCH)) {
      float[][] outputs = {new float[6]};
      assertThatThrownBy(() -> model.predict(new float[][] {new float[120]}, 2, outputs))
          .hasMessage("inputs must be 2 arrays, not 1");
      assertThatThrownBy(
              () -> model.predict(new float[][] {new float[120], new float[7]}, 2, outputs))
          .hasMessage("inputs must hold [2, 4] = 8 values, not [7]");
    }
  }

  private static double[][] train(GraphModel model, int steps, String stream, boolean weighted) {
    RandomStream random = new SeedSequence(3).stream(stream);
    FitResult result = new FitResult();
    double[][] numbers = new double[steps][];
    for (int i = 0; i < steps; i++) {
      float[][] inputs = arrays(model, random, BATCH, true);
      float[][] targets = arrays(model, random, BATCH, false);
      float[][] weights = weighted && i % 2 == 0 ? arrays(model, random, BATCH, false) : null;
      model.fit(inputs, targets, weights, BATCH, result);
      numbers[i] = new double[2 + model.outputs()];
      numbers[i][0] = result.loss();
      numbers[i][1] = result.gradientNorm();
      for (int o = 0; o < model.outputs(); o++) {
        numbers[i][2 + o] = model.loss(o);
      }
    }
    return numbers;
  }

  /** Inputs are normal; outputs are distributions, which serve every loss. */
  private static float[][] arrays(GraphModel model, RandomStream random, int rows, boolean inputs) {
    float[][] arrays = new float[inputs ? model.inputs() : model.outputs()][];
    for (int i = 0; i < arrays.length; i++) {
      if (inputs) {
        arrays[i] = gaussian(random, rows * model.inputSize(i));
      } else {
        int columns = model.outputSize(i);
        arrays[i] = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
          arrays[i][row * columns + random.nextInt(columns)] = 1;
        }
      }
    }
    return arrays;
  }

  private static byte[] state(GraphModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    model.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
