package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Label smoothing, weights and the losses of single examples against PyTorch, on both engines. */
class LossTermsTest {
  private static final int BATCH = 5;
  private static final int OUTPUTS = 4;

  @TempDir private Path folder;

  private static Map<String, float[]> fixture() throws IOException {
    Map<String, float[]> fixture = new HashMap<>();
    for (String line :
        Resources.readLines(
            Resources.getResource("dev/ensayo/backend/pytorch/losses.txt"),
            StandardCharsets.UTF_8)) {
      List<String> words = Splitter.on(' ').splitToList(line);
      float[] numbers = new float[words.size() - 1];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Float.parseFloat(words.get(i + 1));
      }
      fixture.put(words.get(0), numbers);
    }
    return fixture;
  }

  static Stream<Arguments> cases() {
    String weights = "outputWeights: [0.5, 1, 2, 4]";
    return Arrays.stream(Engine.values())
        .flatMap(
            engine ->
                Stream.of(
                    Arguments.of(
                        "smoothed",
                        engine,
                        Loss.SOFTMAX_CROSS_ENTROPY,
                        "{labelSmoothing: 0.1}",
                        "classes"),
                    Arguments.of(
                        "smoothed-soft",
                        engine,
                        Loss.SOFTMAX_CROSS_ENTROPY,
                        "{labelSmoothing: 0.3}",
                        "soft"),
                    Arguments.of(
                        "class-weights",
                        engine,
                        Loss.SOFTMAX_CROSS_ENTROPY,
                        "{" + weights + "}",
                        "classes"),
                    Arguments.of(
                        "smoothed-class-weights",
                        engine,
                        Loss.SOFTMAX_CROSS_ENTROPY,
                        "{labelSmoothing: 0.2, " + weights + "}",
                        "classes"),
                    Arguments.of(
                        "sample-weights", engine, Loss.SOFTMAX_CROSS_ENTROPY, "{}", "classes"),
                    Arguments.of(
                        "sigmoid-output-weights",
                        engine,
                        Loss.SIGMOID_CROSS_ENTROPY,
                        "{" + weights + "}",
                        "soft"),
                    Arguments.of(
                        "squared-output-weights",
                        engine,
                        Loss.MEAN_SQUARED_ERROR,
                        "{" + weights + "}",
                        "soft"),
                    Arguments.of(
                        "absolute-output-weights",
                        engine,
                        Loss.MEAN_ABSOLUTE_ERROR,
                        "{" + weights + "}",
                        "soft"),
                    Arguments.of("huber-sample-weights", engine, Loss.HUBER, "{}", "soft")));
  }

  /**
   * One layer of weights that are zero but for what the inputs make of them: example b is the unit
   * vector b and its logits are row b of the weights, so that a step of rate 1 subtracts the slope.
   */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void agreesWithPyTorch(String name, Engine engine, Loss loss, String terms, String targets)
      throws IOException {
    Map<String, float[]> fixture = fixture();
    NetworkSpec spec = spec(loss, terms);
    float[] logits = fixture.get("logits");
    float[] inputs = units();
    float[] weights = null;
    if (name.endsWith("sample-weights")) {
      weights = new float[BATCH * OUTPUTS];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = fixture.get("sample")[i / OUTPUTS];
      }
    }
    // The same targets with ones for step weights go through the other path of that engine.
    float[] ones = new float[BATCH * OUTPUTS];
    Arrays.fill(ones, 1);
    for (float[] stepWeights :
        weights == null ? new float[][] {null, ones} : new float[][] {weights}) {
      try (Model model = Models.create(spec, engine(engine), 1, BATCH)) {
        setLogits(model, logits);
        float[] before = model.parameters();
        float[] losses = new float[BATCH];
        FitResult result = new FitResult(new float[BATCH * OUTPUTS], losses);
        model.fit(inputs, fixture.get(targets), stepWeights, BATCH, result);
        float[] expected = fixture.get(name + ".losses");
        assertThat(losses).containsExactly(expected, within(2e-5f));
        double mean = 0;
        for (float one : expected) {
          mean += one / BATCH;
        }
        assertThat(result.loss()).isEqualTo(mean, within(1e-5));
        float[] slope = fixture.get(name + ".slope");
        float[] after = model.parameters();
        for (int b = 0; b < BATCH; b++) {
          for (int o = 0; o < OUTPUTS; o++) {
            // Dense weights [F, O] lie column by column.
            assertThat(before[o * BATCH + b] - after[o * BATCH + b])
                .as("slope of example %s in sum %s", b, o)
                .isEqualTo(slope[b * OUTPUTS + o], within(1e-5f));
          }
        }
      }
    }
  }

  @Test
  void smoothedLossIsWrittenAsPlainCrossEntropy() throws IOException {
    NetworkSpec spec =
        spec(Loss.SOFTMAX_CROSS_ENTROPY, "{labelSmoothing: 0.1, outputWeights: [1, 2, 3, 4]}");
    try (Model model = Models.create(spec, engine(Engine.COMPILED), 1, BATCH)) {
      Path zip = folder.resolve("model.zip");
      model.write(zip);
      MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
      assertThat(opened.getLayerWiseConfigurations().toJson())
          .doesNotContain("dev.ensayo")
          .contains("LossMCXENT");
      opened.close();
      // The weights of the classes are in it, and both engines use them.
      float[] targets = fixture().get("classes");
      for (Engine engine : Engine.values()) {
        try (Model loaded = Models.load(zip, engine(engine), 1, BATCH)) {
          FitResult result = new FitResult();
          loaded.fit(units(), targets, null, BATCH, result);
          // Zero weights: every class has probability 1/4; the targets' weights are 1, 4, 2, 2, 3.
          assertThat(result.loss()).as("%s", engine).isEqualTo(Math.log(4) * 2.4, within(1e-5));
        }
      }
    }
  }

  @Test
  void termsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> spec(Loss.HUBER, "{labelSmoothing: 0.1}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("softmax-cross-entropy, not to huber");
    assertThatThrownBy(() -> spec(Loss.HUBER, "{outputWeights: [1, 2, 3, 4]}"))
        .hasMessageContaining("cannot be had with loss huber");
    assertThatThrownBy(() -> spec(Loss.SQUARED_ERROR, "{outputWeights: [1, 2]}"))
        .hasMessageContaining("must be 4 numbers, not 2");
    assertThatThrownBy(() -> Settings.of(LossTerms.class, "{labelSmoothing: 1}"))
        .hasMessageContaining("[0, 1)");
    assertThatThrownBy(() -> Settings.of(GradientClipping.class, "{value: 1, layerNorm: 1}"))
        .hasMessageContaining("cannot be had together with value");
  }

  private static NetworkSpec spec(Loss loss, String terms) {
    Activation output =
        switch (loss) {
          case SOFTMAX_CROSS_ENTROPY -> Activation.SOFTMAX;
          case SIGMOID_CROSS_ENTROPY -> Activation.SIGMOID;
          default -> Activation.IDENTITY;
        };
    return new NetworkSpec(
        List.of(BATCH),
        List.of(DenseSpec.of(OUTPUTS, output, Initialization.ZERO)),
        loss,
        new UpdaterSpec.Sgd(1),
        Regularization.none(),
        GradientClipping.none(),
        Settings.of(LossTerms.class, terms));
  }

  private static float[] units() {
    float[] inputs = new float[BATCH * BATCH];
    for (int b = 0; b < BATCH; b++) {
      inputs[b * BATCH + b] = 1;
    }
    return inputs;
  }

  /** Teaches the weights through squared errors, whose step of rate ½·B lands on the target. */
  private static void setLogits(Model model, float[] logits) {
    NetworkSpec teacherSpec =
        new NetworkSpec(
            List.of(BATCH),
            List.of(DenseSpec.of(OUTPUTS, Activation.IDENTITY, Initialization.ZERO)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(0.25),
            Regularization.none(),
            GradientClipping.none());
    try (Model teacher = Models.create(teacherSpec, engine(Engine.COMPILED), 1, BATCH)) {
      for (int step = 0; step < 400; step++) {
        teacher.fit(units(), logits, null, BATCH, new FitResult());
      }
      float[] outputs = new float[BATCH * OUTPUTS];
      teacher.predict(units(), BATCH, outputs);
      assertThat(outputs).containsExactly(logits, within(1e-5f));
      model.copyParametersFrom(teacher);
    }
  }
}
