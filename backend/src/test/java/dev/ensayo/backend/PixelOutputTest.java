package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PixelOutputSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.TransposedConvolutionSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A transposed convolution and losses at each pixel: against PyTorch, whose numbers {@code
 * pytorch/pixels.py} wrote, and one engine against the other.
 */
class PixelOutputTest {
  private static final int BATCH = 3;
  private static final List<Integer> IMAGE = List.of(2, 4, 3);
  private static final TransposedConvolutionSpec TRANSPOSED =
      Settings.of(
          TransposedConvolutionSpec.class,
          "{filters: 4, kernel: 3, kernelWidth: 2, stride: 2, strideWidth: 3, border: 1,"
              + " borderWidth: 0, activation: identity}");

  @TempDir private Path folder;

  private static Map<String, float[]> fixture() throws IOException {
    Map<String, float[]> fixture = new HashMap<>();
    for (String line :
        Resources.readLines(
            Resources.getResource("dev/ensayo/backend/pytorch/pixels.txt"),
            StandardCharsets.UTF_8)) {
      List<String> words = Splitter.on(' ').splitToList(line);
      if (!words.get(0).equals("#")) {
        float[] numbers = new float[words.size() - 1];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Float.parseFloat(words.get(i + 1));
        }
        fixture.put(words.get(0), numbers);
      }
    }
    return fixture;
  }

  private static NetworkSpec spec(Loss loss, Activation activation, LossTerms terms) {
    return new NetworkSpec(
        IMAGE,
        List.of(TRANSPOSED, new PixelOutputSpec(activation)),
        loss,
        new UpdaterSpec.Sgd(1),
        Regularization.none(),
        GradientClipping.none(),
        terms);
  }

  static Stream<Arguments> cases() {
    LossTerms weights = new LossTerms(0, List.of(0.5, 1.0, 2.0, 4.0));
    Loss entropy = Loss.SOFTMAX_CROSS_ENTROPY;
    return Arrays.stream(Engine.values())
        .flatMap(
            engine ->
                Stream.of(
                    Arguments.of(
                        engine, "classes", spec(entropy, Activation.SOFTMAX, LossTerms.none())),
                    Arguments.of(
                        engine, "class_weights", spec(entropy, Activation.SOFTMAX, weights)),
                    Arguments.of(
                        engine,
                        "pixel_weights",
                        spec(entropy, Activation.SOFTMAX, LossTerms.none())),
                    Arguments.of(
                        engine,
                        "sigmoid",
                        spec(Loss.SIGMOID_CROSS_ENTROPY, Activation.SIGMOID, LossTerms.none())),
                    Arguments.of(
                        engine,
                        "squared",
                        spec(Loss.SQUARED_ERROR, Activation.IDENTITY, weights))));
  }

  /** A step of rate 1 subtracts the gradient. */
  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("cases")
  void agreesWithPyTorch(Engine engine, String name, NetworkSpec spec) throws IOException {
    Map<String, float[]> fixture = fixture();
    float[] ones = new float[BATCH * spec.outputs()];
    Arrays.fill(ones, 1);
    boolean weighted = name.equals("pixel_weights");
    // The same with ones for weights of the step goes through another path of the library's engine.
    for (float[] weights :
        weighted ? new float[][] {fixture.get("pixel_weights")} : new float[][] {null, ones}) {
      try (Model model = Models.create(spec, engine(engine), 1, BATCH)) {
        float[] start = joined(fixture.get("biases"), fixture.get("kernels"));
        model.setParameters(start);
        float[] outputs = new float[BATCH * spec.outputs()];
        model.predict(fixture.get("x"), BATCH, outputs);
        float[] expected = fixture.get(name + ".y");
        assertThat(outputs).containsExactly(expected, within(1e-5f));
        boolean classes = spec.loss() == Loss.SOFTMAX_CROSS_ENTROPY;
        float[] targets = fixture.get(classes ? "classes" : "soft");
        FitResult result = new FitResult(new float[outputs.length], new float[BATCH]);
        model.fit(fixture.get("x"), targets, weights, BATCH, result);
        assertThat(result.outputs()).containsExactly(expected, within(1e-5f));
        float[] losses = fixture.get(name + ".losses");
        assertThat(result.exampleLosses()).containsExactly(losses, within(2e-3f));
        double mean = (losses[0] + losses[1] + losses[2]) / 3.0;
        assertThat(result.loss()).isEqualTo(mean, within(2e-5 * mean));
        float[] slope = joined(fixture.get(name + ".dbiases"), fixture.get(name + ".dkernels"));
        float[] after = model.parameters();
        for (int i = 0; i < slope.length; i++) {
          assertThat(start[i] - after[i])
              .as("parameter %d", i)
              .isEqualTo(slope[i], within(2e-4f * (1 + Math.abs(slope[i]))));
        }
      }
    }
  }

  private static float[] joined(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** A zip of either engine is a network of the library's that says the same of images. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void zipsAreDeeplearning4js(Engine engine) throws IOException {
    NetworkSpec spec = spec(Loss.SOFTMAX_CROSS_ENTROPY, Activation.SOFTMAX, LossTerms.none());
    float[] inputs = ModelContractTest.gaussian(new SeedSequence(4).stream("x"), BATCH * 24);
    float[] outputs = new float[BATCH * spec.outputs()];
    Path zip = folder.resolve("model.zip");
    try (Model model = Models.create(spec, engine(engine), 5, BATCH)) {
      model.predict(inputs, BATCH, outputs);
      model.write(zip);
    }
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
    INDArray images = network.output(Nd4j.createFromArray(inputs).reshape('c', BATCH, 24));
    assertThat(images.shape()).containsExactly(BATCH, 4, 7, 8);
    assertThat(images.dup('c').data().asFloat()).containsExactly(outputs, within(1e-5f));
    NetworkMemory.free(network);
    for (Engine reader : Engine.values()) {
      try (Model read = Models.load(zip, engine(reader), 2, BATCH)) {
        assertThat(read.outputSize()).isEqualTo(4 * 7 * 8);
        float[] again = new float[outputs.length];
        read.predict(inputs, BATCH, again);
        assertThat(again).containsExactly(outputs, within(1e-5f));
      }
    }
  }

  /** A fully convolutional network with a sum of what is fine and what is coarse. */
  private static GraphSpec skipping() {
    WindowSpec same = new WindowSpec(3, 1, Padding.SAME, 0);
    ConvolutionSpec fine =
        new ConvolutionSpec(4, same, true, Activation.TANH, Initialization.XAVIER, 0);
    return GraphSpec.builder()
        .input("input", List.of(2, 6, 8))
        .layer("fine", fine, "input")
        .layer("pooled", PoolingSpec.of(PoolingKind.MEAN, 2), "fine")
        .layer("coarse", fine, "pooled")
        .layer(
            "up",
            TransposedConvolutionSpec.of(3, 2, Activation.IDENTITY, Initialization.XAVIER),
            "coarse")
        .layer(
            "scores", ConvolutionSpec.of(3, 1, Activation.IDENTITY, Initialization.XAVIER), "fine")
        .join("sum", JoinSpec.Kind.ADD, "up", "scores")
        .output(
            "output",
            new PixelOutputSpec(Activation.SOFTMAX),
            Loss.SOFTMAX_CROSS_ENTROPY,
            new LossTerms(0, List.of(0.1, 0.2, 0.3)),
            "sum")
        .build(
            new UpdaterSpec.Nesterovs(0.05, 0.9),
            new Regularization(0, 1e-3, OptionalDouble.of(0.8)),
            GradientClipping.none());
  }

  @Test
  void graphsLearnAlikeOnBothEngines() throws IOException {
    GraphSpec spec = skipping();
    int pixels = 48;
    try (GraphModel compiled = Models.createGraph(spec, engine(Engine.COMPILED), 3, BATCH);
        GraphModel library = Models.createGraph(spec, engine(Engine.DEEPLEARNING4J), 3, BATCH)) {
      for (int step = 0; step < 20; step++) {
        var random = new SeedSequence(step).stream("batch");
        float[][] inputs = {ModelContractTest.gaussian(random, BATCH * 2 * pixels)};
        float[] targets = new float[BATCH * 3 * pixels];
        for (int i = 0; i < BATCH * pixels; i++) {
          targets[i / pixels * 3 * pixels + random.nextInt(3) * pixels + i % pixels] = 1;
        }
        FitResult first = new FitResult();
        FitResult second = new FitResult();
        compiled.fit(inputs, new float[][] {targets}, null, BATCH, first);
        library.fit(inputs, new float[][] {targets}, null, BATCH, second);
        assertThat(first.loss()).isEqualTo(second.loss(), within(1e-4));
        assertThat(first.gradientNorm()).isEqualTo(second.gradientNorm(), within(1e-3));
      }
      assertThat(compiled.parameters()).containsExactly(library.parameters(), within(2e-5f));
      Path zip = folder.resolve("graph.zip");
      compiled.write(zip);
      try (GraphModel read = Models.loadGraph(zip, engine(Engine.COMPILED), 1, BATCH)) {
        assertThat(read.outputSize(0)).isEqualTo(3 * pixels);
        assertThat(read.parameters()).isEqualTo(compiled.parameters());
      }
    }
  }

  @Test
  void messagesShowTheArithmetic() {
    TransposedConvolutionSpec cut =
        Settings.of(TransposedConvolutionSpec.class, "{filters: 2, kernel: 2, border: 3}");
    assertThatThrownBy(() -> cut.outputShape(List.of(1, 5, 5)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(
            "along the height nothing is left: S·(N − 1) + K − 2P = 1·(5 − 1) + 2 − 2·3 = 0 is"
                + " below 1");
    assertThatThrownBy(
            () ->
                Settings.of(
                    TransposedConvolutionSpec.class,
                    "{filters: 2, kernel: 2, stride: 3, padding: same}"))
        .hasMessageContaining("must be at least the stride with padding: same");
    assertThat(TRANSPOSED.outputShape(IMAGE)).containsExactly(4, 7, 8);
    assertThatThrownBy(() -> new PixelOutputSpec(Activation.SOFTMAX).outputShape(List.of(9)))
        .hasMessageContaining("an output of pixels needs an image [C, H, W]");
  }
}
