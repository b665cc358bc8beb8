package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LearnedConstantSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The networks of policy-gradient agents as a {@link GraphSpec} says them. */
class ActorCriticTest {
  private static final int STATE = 4;
  private static final int ACTIONS = 3;
  private static final int BATCH = 5;
  private static final double HIDDEN = Math.sqrt(2);
  private static final UpdaterSpec ADAM = new UpdaterSpec.Adam(3e-4, 0.9, 0.999, 1e-5);
  private static final GradientClipping HALF =
      new GradientClipping(OptionalDouble.of(0.5), OptionalDouble.empty());

  @TempDir Path folder;

  /** Two torsos, and standard deviations that do not depend on the state. */
  private static GraphSpec separate() {
    return GraphSpec.builder()
        .input("state", List.of(STATE))
        .layer("actor1", DenseSpec.orthogonal(64, Activation.TANH, HIDDEN), "state")
        .layer("actor2", DenseSpec.orthogonal(64, Activation.TANH, HIDDEN), "actor1")
        .layer("critic1", DenseSpec.orthogonal(64, Activation.TANH, HIDDEN), "state")
        .layer("critic2", DenseSpec.orthogonal(64, Activation.TANH, HIDDEN), "critic1")
        .output(
            "policy",
            DenseSpec.orthogonal(ACTIONS, Activation.IDENTITY, 0.01),
            Loss.SQUARED_ERROR,
            "actor2")
        .output("deviation", new LearnedConstantSpec(ACTIONS, -0.5), Loss.SQUARED_ERROR, "actor2")
        .output(
            "value", DenseSpec.orthogonal(1, Activation.IDENTITY, 1), Loss.SQUARED_ERROR, "critic2")
        .build(ADAM, Regularization.none(), HALF);
  }

  /** One torso of convolutions, two heads. */
  private static GraphSpec shared() {
    return GraphSpec.builder()
        .input("image", List.of(2, 8, 8))
        .layer("conv1", convolution(8, 3, 1), "image")
        .layer("conv2", convolution(16, 3, 2), "conv1")
        .layer("features", DenseSpec.orthogonal(32, Activation.RELU, HIDDEN), "conv2")
        .output(
            "policy",
            DenseSpec.orthogonal(ACTIONS, Activation.IDENTITY, 0.01),
            Loss.SQUARED_ERROR,
            "features")
        .output(
            "value",
            DenseSpec.orthogonal(1, Activation.IDENTITY, 1),
            Loss.SQUARED_ERROR,
            "features")
        .build(ADAM, Regularization.none(), HALF);
  }

  private static ConvolutionSpec convolution(int filters, int kernel, int stride) {
    return new ConvolutionSpec(
        filters,
        new WindowSpec(kernel, stride, Padding.VALID, 0),
        true,
        Activation.RELU,
        Initialization.ORTHOGONAL,
        0,
        HIDDEN);
  }

  private static double[] tanh(double[] values) {
    double[] results = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      results[i] = Math.tanh(values[i]);
    }
    return results;
  }

  /** Aᵀ·A of a matrix or A·Aᵀ, whichever is smaller, is gain²·I; biases are 0. */
  private static void assertOrthogonal(INDArray weights, double gain) {
    INDArray flat =
        weights.rank() == 4 ? weights.dup('c').reshape(weights.size(0), -1) : weights.dup();
    INDArray gram =
        flat.rows() < flat.columns() ? flat.mmul(flat.transpose()) : flat.transpose().mmul(flat);
    INDArray identity = Nd4j.eye(gram.rows()).muli(gain * gain);
    assertThat(gram.sub(identity).norm2Number().doubleValue()).isLessThan(1e-4 * gain * gain);
  }

  private ComputationGraph library(GraphModel model) throws IOException {
    Path zip = folder.resolve("model.zip");
    model.write(zip);
    return ModelSerializer.restoreComputationGraph(zip.toFile());
  }

  @Test
  void weightsStartOrthogonalWithTheirGains() throws IOException {
    try (GraphModel model = Models.createGraph(separate(), engine(Engine.COMPILED), 1, BATCH)) {
      ComputationGraph graph = library(model);
      for (String name : List.of("actor1", "actor2", "critic1", "critic2")) {
        assertOrthogonal(graph.getLayer(name).getParam("W"), HIDDEN);
        assertThat(graph.getLayer(name).getParam("b").norm2Number().doubleValue()).isZero();
      }
      assertOrthogonal(graph.getLayer("policy").getParam("W"), 0.01);
      assertOrthogonal(graph.getLayer("value").getParam("W"), 1);
      assertThat(graph.getLayer("deviation").getParam("b").toFloatVector())
          .containsOnly(-0.5f)
          .hasSize(ACTIONS);
    }
    try (GraphModel model = Models.createGraph(shared(), engine(Engine.COMPILED), 1, BATCH)) {
      ComputationGraph graph = library(model);
      for (String name : List.of("conv1", "conv2", "features")) {
        assertOrthogonal(graph.getLayer(name).getParam("W"), HIDDEN);
      }
    }
  }

  /** What comes out is what two separate chains of tanh layers are, written out. */
  @Test
  void separateTorsosAreSeparate() throws IOException {
    float[] state = gaussian(new SeedSequence(1).stream("state"), STATE);
    float[][] outputs = {new float[ACTIONS], new float[ACTIONS], new float[1]};
    try (GraphModel model = Models.createGraph(separate(), engine(Engine.COMPILED), 1, BATCH)) {
      model.predict(new float[][] {state}, 1, outputs);
      ComputationGraph graph = library(model);
      double[] hidden = {state[0], state[1], state[2], state[3]};
      for (String name : List.of("critic1", "critic2")) {
        hidden = tanh(product(hidden, graph.getLayer(name).getParam("W")));
      }
      double value = product(hidden, graph.getLayer("value").getParam("W"))[0];
      assertThat((double) outputs[2][0]).isEqualTo(value, within(1e-5));
      assertThat(outputs[1]).containsOnly(-0.5f);
    }
  }

  private static double[] product(double[] row, INDArray weights) {
    double[] results = new double[(int) weights.size(1)];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < results.length; j++) {
        results[j] += row[i] * weights.getDouble(i, j);
      }
    }
    return results;
  }

  /** A Gaussian policy's −ln π(a)·A moves the deviations' three numbers and none of the value's. */
  @ParameterizedTest
  @EnumSource
  void deviationsLearnByThemselves(Engine engine) {
    float[][] inputs = {gaussian(new SeedSequence(2).stream("state"), BATCH * STATE)};
    OutputLoss deviationsOnly =
        (outputs, batch, gradients) -> {
          double loss = 0;
          for (float[] gradient : gradients) {
            Arrays.fill(gradient, 0);
          }
          for (int i = 0; i < batch * ACTIONS; i++) {
            gradients[1][i] = 1f / batch;
            loss += outputs[1][i] / batch;
          }
          return loss;
        };
    try (GraphModel model = Models.createGraph(separate(), engine(engine), 1, BATCH)) {
      float[] before = model.parameters();
      FitResult result = new FitResult();
      model.fit(inputs, BATCH, deviationsOnly, result);
      assertThat(result.loss()).isEqualTo(-0.5 * ACTIONS, within(1e-6));
      assertThat(result.gradientNorm()).isEqualTo(Math.sqrt(ACTIONS), within(1e-6));
      float[] after = model.parameters();
      int moved = 0;
      for (int i = 0; i < after.length; i++) {
        moved += after[i] == before[i] ? 0 : 1;
      }
      assertThat(moved).isEqualTo(ACTIONS);
      float[][] outputs = {
        new float[BATCH * ACTIONS], new float[BATCH * ACTIONS], new float[BATCH]
      };
      model.predict(inputs, BATCH, outputs);
      // Adam's first step is the learning rate, whatever the gradient.
      assertThat(outputs[1][0]).isEqualTo(-0.5f - 3e-4f, within(1e-6f));
    }
  }

  /** Both engines move a shared torso alike. */
  @Test
  void bothEnginesMoveASharedTorsoAlike() {
    float[][] inputs = {gaussian(new SeedSequence(3).stream("image"), BATCH * 2 * 8 * 8)};
    OutputLoss squares =
        (outputs, batch, gradients) -> {
          double loss = 0;
          for (int i = 0; i < outputs.length; i++) {
            for (int j = 0; j < batch * (i == 0 ? ACTIONS : 1); j++) {
              double error = outputs[i][j] - 1;
              gradients[i][j] = (float) (error / batch);
              loss += error * error / 2 / batch;
            }
          }
          return loss;
        };
    FitResult one = new FitResult();
    FitResult two = new FitResult();
    try (GraphModel compiled = Models.createGraph(shared(), engine(Engine.COMPILED), 1, BATCH);
        GraphModel library =
            Models.createGraph(shared(), engine(Engine.DEEPLEARNING4J), 1, BATCH)) {
      for (int step = 0; step < 10; step++) {
        compiled.fit(inputs, BATCH, squares, one);
        library.fit(inputs, BATCH, squares, two);
        assertThat(two.loss()).isEqualTo(one.loss(), within(1e-4));
        assertThat(two.gradientNorm()).isEqualTo(one.gradientNorm(), within(1e-3));
      }
      assertThat(library.parameters()).containsExactly(compiled.parameters(), within(1e-4f));
    }
  }
}
