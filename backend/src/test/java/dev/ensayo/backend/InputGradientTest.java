package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.NoisyDenseSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients of inputs, beside central differences of what is predicted. */
class InputGradientTest {
  private static final int BATCH = 3;
  private static final float STEP = 1e-2f;
  private static final UpdaterSpec SGD = new UpdaterSpec.Sgd(0.1);

  private static DenseSpec tanh(int units, double dropout) {
    return new DenseSpec(units, Activation.TANH, Initialization.XAVIER, dropout);
  }

  private static DenseSpec linear(int units) {
    return DenseSpec.of(units, Activation.IDENTITY, Initialization.XAVIER);
  }

  /** A critic of an image and an action, which is read twice, with noise and dropout. */
  private static GraphSpec critic() {
    return GraphSpec.builder()
        .input("image", List.of(2, 5, 4))
        .input("action", List.of(3))
        .layer("conv", ConvolutionSpec.of(3, 3, Activation.TANH, Initialization.XAVIER), "image")
        .layer("seen", tanh(6, 0.5), "conv")
        .join("both", JoinSpec.Kind.MERGE, "seen", "action")
        .layer("hidden", new NoisyDenseSpec(7, Activation.TANH, 0.5), "both")
        .layer("again", tanh(4, 0), "action")
        .output("q", linear(2), Loss.SQUARED_ERROR, "hidden")
        .output(
            "p",
            new DenseSpec(3, Activation.SOFTMAX, Initialization.XAVIER, 0.3),
            Loss.SOFTMAX_CROSS_ENTROPY,
            "again")
        .build(SGD, Regularization.none(), GradientClipping.none());
  }

  @ParameterizedTest
  @EnumSource
  void areTheSlopesOfThePrediction(Engine engine) {
    RandomStream random = new SeedSequence(1).stream("data");
    float[][] inputs = {gaussian(random, BATCH * 40), gaussian(random, BATCH * 3)};
    float[][] factors = {gaussian(random, BATCH * 2), gaussian(random, BATCH * 3)};
    try (GraphModel model = Models.createGraph(critic(), engine(engine), 4, BATCH)) {
      model.drawNoise(random);
      for (int batch : new int[] {BATCH, 1}) {
        check(model, inputs, batch, factors);
      }
      // New parameters and new noise are seen.
      float[][] targets = {new float[BATCH * 2], new float[BATCH * 3]};
      model.fit(inputs, targets, null, BATCH, new FitResult());
      model.drawNoise(random);
      float[] before = model.parameters();
      check(model, inputs, 1, factors);
      check(model, inputs, BATCH, new float[][] {factors[0], null});
      assertThat(model.parameters()).isEqualTo(before);
    }
  }

  private static void check(GraphModel model, float[][] inputs, int batch, float[][] factors) {
    for (int input = 0; input < inputs.length; input++) {
      float[] gradient = new float[batch * model.inputSize(input)];
      model.inputGradient(inputs, batch, input, factors, gradient);
      for (int i = 0; i < gradient.length; i++) {
        float value = inputs[input][i];
        inputs[input][i] = value + STEP;
        double above = weighted(model, inputs, batch, factors);
        inputs[input][i] = value - STEP;
        double below = weighted(model, inputs, batch, factors);
        inputs[input][i] = value;
        // Of float outputs of about 1: roundings of 1e-7 over the step, and its square.
        assertThat((double) gradient[i])
            .as("number %d of input %d", i, input)
            .isEqualTo((above - below) / (2 * STEP), within(2e-4));
      }
    }
  }

  private static double weighted(GraphModel model, float[][] inputs, int batch, float[][] factors) {
    float[][] outputs = {new float[batch * 2], new float[batch * 3]};
    model.predict(inputs, batch, outputs);
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      for (int j = 0; j < outputs[i].length && factors[i] != null; j++) {
        sum += (double) factors[i][j] * outputs[i][j];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void ofAChainToo(Engine engine) {
    NetworkSpec spec =
        new NetworkSpec(
            List.of(2, 5, 4),
            List.of(
                ConvolutionSpec.of(3, 3, Activation.TANH, Initialization.XAVIER),
                tanh(5, 0.4),
                linear(2)),
            Loss.HUBER,
            SGD,
            Regularization.none(),
            GradientClipping.none());
    RandomStream random = new SeedSequence(2).stream("data");
    float[] inputs = gaussian(random, BATCH * 40);
    float[] factors = gaussian(random, BATCH * 2);
    float[] gradient = new float[BATCH * 40];
    try (Model model = Models.create(spec, engine(engine), 4, BATCH)) {
      model.inputGradient(inputs, BATCH, factors, gradient);
      for (int i = 0; i < gradient.length; i++) {
        float value = inputs[i];
        inputs[i] = value + STEP;
        double above = weighted(model, inputs, factors);
        inputs[i] = value - STEP;
        double below = weighted(model, inputs, factors);
        inputs[i] = value;
        assertThat((double) gradient[i]).isEqualTo((above - below) / (2 * STEP), within(2e-4));
      }
    }
  }

  private static double weighted(Model model, float[] inputs, float[] factors) {
    float[] outputs = new float[factors.length];
    model.predict(inputs, BATCH, outputs);
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += (double) factors[i] * outputs[i];
    }
    return sum;
  }
}
