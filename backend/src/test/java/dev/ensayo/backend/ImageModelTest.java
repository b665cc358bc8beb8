package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GlobalPoolingSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Models of images, on both engines. */
class ImageModelTest {
  private static final int BATCH = 6;
  private static final List<Integer> IMAGE = List.of(2, 8, 7);
  private static final int INPUTS = 2 * 8 * 7;
  private static final int OUTPUTS = 3;
  private static final UpdaterSpec ADAM =
      Settings.of(UpdaterSpec.Adam.class, "{learningRate: 1e-3}");
  private static final GradientClipping BOTH =
      new GradientClipping(OptionalDouble.of(0.3), OptionalDouble.of(0.05));

  @TempDir Path folder;

  private record Case(String name, NetworkSpec spec) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static NetworkSpec spec(
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping,
      LayerSpec... hidden) {
    List<LayerSpec> layers = new ArrayList<>(List.of(hidden));
    layers.add(DenseSpec.of(OUTPUTS, Activation.IDENTITY, Initialization.XAVIER));
    return new NetworkSpec(IMAGE, layers, Loss.HUBER, updater, regularization, clipping);
  }

  private static ConvolutionSpec convolution(int filters, Activation activation) {
    return ConvolutionSpec.of(filters, 3, activation, Initialization.RELU);
  }

  /** Every kind of layer, dropout in two of them. */
  private static NetworkSpec everything(double dropout) {
    return spec(
        ADAM,
        Regularization.none(),
        GradientClipping.none(),
        new ConvolutionSpec(
            4,
            new WindowSpec(3, 1, Padding.SAME, 0),
            false,
            Activation.IDENTITY,
            Initialization.RELU,
            0),
        new BatchNormalizationSpec(0.9, 1e-5, Activation.RELU),
        PoolingSpec.of(PoolingKind.MAX, 2),
        new ConvolutionSpec(
            5,
            new WindowSpec(2, 1, Padding.VALID, 1),
            true,
            Activation.TANH,
            Initialization.XAVIER,
            dropout),
        new DenseSpec(7, Activation.TANH, Initialization.XAVIER, dropout));
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Regularization no = Regularization.none();
    GradientClipping none = GradientClipping.none();
    for (Activation activation : Activation.values()) {
      // Two layers of poles or exponentials cannot be compared; ActivationTest has one of each.
      if (activation != Activation.SOFTMAX
          && activation != Activation.RECIPROCAL
          && activation != Activation.EXPONENTIAL) {
        cases.add(
            new Case(
                "convolution " + activation,
                spec(ADAM, no, none, convolution(4, activation), convolution(3, activation))));
      }
    }
    Map<String, String> settings =
        Map.of(
            "sgd", "learningRate: 0.05",
            "nesterovs", "learningRate: 0.02",
            "rmsprop", "learningRate: 0.001, decay: 0.95, epsilon: 1e-2",
            "amsgrad", "beta2: 0.99",
            "adamw", "weightDecay: 0.5");
    for (String yaml : EveryKind.updaters(settings)) {
      UpdaterSpec updater = EveryKind.updater(yaml);
      Regularization penalty =
          new Regularization(0.01, updater.decoupledDecay().isPresent() ? 0 : 0.1);
      cases.add(
          new Case(
              "pooling, " + updater,
              spec(
                  updater,
                  penalty,
                  none,
                  convolution(4, Activation.RELU),
                  PoolingSpec.of(PoolingKind.MAX, 2))));
      cases.add(
          new Case(
              "normalization, " + updater,
              spec(
                  updater,
                  no,
                  BOTH,
                  convolution(4, Activation.TANH),
                  new BatchNormalizationSpec(0.8, 1e-3, Activation.RELU),
                  new PoolingSpec(PoolingKind.MEAN, 3, 2, Padding.SAME))));
      cases.add(
          new Case(
              "global pooling, " + updater,
              spec(
                  updater,
                  penalty,
                  BOTH,
                  convolution(4, Activation.SWISH),
                  new GlobalPoolingSpec(PoolingKind.MEAN))));
    }
    // Kernels of 2·3·3 numbers with the variance 2/18 have norms near 1.4.
    cases.add(
        new Case(
            "largest norm and decay",
            spec(
                new UpdaterSpec.AdamW(0.001, 0.9, 0.999, 1e-8, 0.5),
                new Regularization(0, 0, OptionalDouble.of(1.2)),
                none,
                convolution(4, Activation.RELU),
                convolution(3, Activation.TANH))));
    cases.add(
        new Case(
            "windows that are not square",
            spec(
                ADAM,
                no,
                new GradientClipping(
                    OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(0.05)),
                Settings.of(
                    ConvolutionSpec.class,
                    "{filters: 4, kernel: 2, kernelWidth: 3, border: 0, borderWidth: 2,"
                        + " dilation: 1, dilationWidth: 2, activation: tanh}"),
                Settings.of(
                    PoolingSpec.class,
                    "{kind: mean, kernel: 3, kernelWidth: 2, stride: 2, strideWidth: 1, border: 1}"),
                Settings.of(
                    ConvolutionSpec.class,
                    "{filters: 3, kernel: 2, stride: 1, strideWidth: 2, activation: tanh}"))));
    cases.add(
        new Case(
            "norms",
            spec(
                ADAM,
                no,
                none,
                convolution(4, Activation.TANH),
                Settings.of(PoolingSpec.class, "{kind: norm, kernel: 2, stride: 1}"),
                Settings.of(GlobalPoolingSpec.class, "{kind: norm, exponent: 3}"))));
    cases.add(new Case("everything", everything(0)));
    cases.add(
        new Case(
            "normalized vectors",
            new NetworkSpec(
                INPUTS,
                List.of(
                    new BatchNormalizationSpec(0.9, 1e-5, Activation.IDENTITY),
                    DenseSpec.of(9, Activation.TANH, Initialization.XAVIER),
                    new BatchNormalizationSpec(0.9, 1e-5, Activation.RELU),
                    DenseSpec.of(OUTPUTS, Activation.IDENTITY, Initialization.XAVIER)),
                Loss.MEAN_SQUARED_ERROR,
                ADAM,
                no,
                BOTH)));
    return cases.stream();
  }

  /** As for dense networks: below 1e-4 of the parameters and 1e-3 of the way they went. */
  @ParameterizedTest
  @MethodSource("cases")
  void enginesAgreeAfterTwentySteps(Case one) {
    try (Model compiled = Models.create(one.spec, engine(Engine.COMPILED), 11, BATCH);
        Model library = Models.create(one.spec, engine(Engine.DEEPLEARNING4J), 11, BATCH)) {
      float[] start = library.parameters();
      assertThat(compiled.parameters()).isEqualTo(start);
      assertThat(compiled.inputSize()).isEqualTo(INPUTS);
      double[][] compiledSteps = train(compiled, 20, "steps");
      double[][] librarySteps = train(library, 20, "steps");
      float[] expected = library.parameters();
      double difference = distance(compiled.parameters(), expected);
      assertThat(difference / distance(expected, new float[expected.length])).isLessThan(1e-4);
      assertThat(difference / distance(expected, start)).isLessThan(1e-3);
      for (int step = 0; step < 20; step++) {
        for (int i = 0; i < 2; i++) {
          double number = librarySteps[step][i];
          assertThat(compiledSteps[step][i])
              .isEqualTo(number, within(1e-3 * Math.max(1e-2, number)));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void continuesBitForBitFromACheckpoint(Engine engine) throws IOException {
    try (Model straight = Models.create(everything(0.3), engine(engine), 5, BATCH);
        Model resumed = Models.create(everything(0.3), engine(engine), 99, BATCH)) {
      train(straight, 5, "before");
      resumed.loadState(new StateReader(new ByteArrayInputStream(state(straight))));
      assertThat(train(resumed, 5, "after")).isDeepEqualTo(train(straight, 5, "after"));
      assertThat(state(resumed)).isEqualTo(state(straight));
    }
  }

  /** Ten steps on one engine, its whole state handed over, ten on the other: as twenty on one. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void enginesTakeOverFromEachOther(Engine first) throws IOException {
    Engine second = first == Engine.COMPILED ? Engine.DEEPLEARNING4J : Engine.COMPILED;
    try (Model before = Models.create(everything(0), engine(first), 11, BATCH);
        Model after = Models.create(everything(0), engine(second), 12, BATCH);
        Model straight = Models.create(everything(0), engine(first), 11, BATCH)) {
      float[] start = before.parameters();
      train(before, 10, "before");
      after.loadState(new StateReader(new ByteArrayInputStream(state(before))));
      train(after, 10, "after");
      train(straight, 10, "before");
      train(straight, 10, "after");
      float[] expected = straight.parameters();
      assertThat(distance(after.parameters(), expected) / distance(expected, start))
          .isLessThan(1e-3);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void writesWhatDeeplearning4jAndTheOtherEngineOpen(Engine engine) throws IOException {
    Engine other = engine == Engine.COMPILED ? Engine.DEEPLEARNING4J : Engine.COMPILED;
    Path zip = folder.resolve("model.zip");
    float[] inputs = gaussian(new SeedSequence(4).stream("x"), BATCH * INPUTS);
    float[] outputs = new float[BATCH * OUTPUTS];
    try (Model model = Models.create(everything(0), engine(engine), 5, BATCH)) {
      train(model, 4, "before");
      model.write(zip);
      model.predict(inputs, BATCH, outputs);
      MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
      assertThat(opened.getLayerWiseConfigurations().toJson()).doesNotContain("dev.ensayo");
      assertThat(opened.params().toFloatVector()).isEqualTo(model.parameters());
      INDArray expected =
          opened.output(Nd4j.createFromArray(inputs).reshape(BATCH, INPUTS), false).dup('c');
      assertThat(outputs).containsExactly(expected.data().asFloat(), within(1e-4f));
      try (Model loaded = Models.load(zip, engine(other), 5, BATCH)) {
        assertThat(loaded.inputSize()).isEqualTo(INPUTS);
        float[] again = new float[BATCH * OUTPUTS];
        loaded.predict(inputs, BATCH, again);
        assertThat(again).containsExactly(outputs, within(1e-4f));
      }
    }
  }

  /** The batch is the innermost dimension inside; nothing of one image reaches another. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void predictsEachImageByItself(Engine engine) {
    float[] inputs = gaussian(new SeedSequence(1).stream("rows"), BATCH * INPUTS);
    try (Model model = Models.create(everything(0), engine(engine), 1, BATCH)) {
      train(model, 3, "before");
      float[] together = new float[BATCH * OUTPUTS];
      model.predict(inputs, BATCH, together);
      for (int b = 0; b < BATCH; b++) {
        float[] row = new float[INPUTS];
        System.arraycopy(inputs, INPUTS * b, row, 0, INPUTS);
        float[] alone = new float[OUTPUTS];
        model.predict(row, 1, alone);
        for (int o = 0; o < OUTPUTS; o++) {
          assertThat(alone[o]).isEqualTo(together[OUTPUTS * b + o], within(1e-5f));
        }
      }
    }
  }

  @Test
  void sizesThatDoNotFitShowTheArithmetic() {
    assertThatThrownBy(
            () ->
                spec(
                    ADAM,
                    Regularization.none(),
                    GradientClipping.none(),
                    ConvolutionSpec.of(4, 5, Activation.RELU, Initialization.RELU),
                    ConvolutionSpec.of(4, 5, Activation.RELU, Initialization.RELU)))
        .hasMessageContaining("height")
        .hasMessageContaining("(N − F + 2P)/S + 1 = (4 − 5 + 2·0)/1 + 1 = 0.0")
        .hasFieldOrPropertyWithValue("key", "layers[1].kernel");
    assertThatThrownBy(
            () ->
                spec(
                    ADAM,
                    Regularization.none(),
                    GradientClipping.none(),
                    new GlobalPoolingSpec(PoolingKind.MAX),
                    convolution(4, Activation.RELU)))
        .hasMessageContaining("needs an image [C, H, W], not an input of shape [2]")
        .hasFieldOrPropertyWithValue("key", "layers[1].type");
    assertThatThrownBy(
            () ->
                new NetworkSpec(
                    IMAGE,
                    List.of(PoolingSpec.of(PoolingKind.MAX, 2)),
                    Loss.HUBER,
                    ADAM,
                    Regularization.none(),
                    GradientClipping.none()))
        .hasMessageContaining("must be dense");
    assertThatThrownBy(
            () ->
                Settings.of(
                    ConvolutionSpec.class, "{filters: 3, kernel: 3, padding: same, border: 1}"))
        .hasMessageContaining("border");
  }

  @Test
  void shapesAreThoseOfTheLayers() {
    assertThat(everything(0).shapes())
        .containsExactly(
            IMAGE,
            List.of(4, 8, 7),
            List.of(4, 8, 7),
            List.of(4, 4, 3),
            List.of(5, 5, 4),
            List.of(7),
            List.of(3));
    // (29 − 5 + 2·2)/3 + 1 = 10.33, cut to 10; with dilation 4 a kernel of 5 spans 17.
    ConvolutionSpec strided =
        Settings.of(ConvolutionSpec.class, "{filters: 6, kernel: 5, stride: 3, border: 2}");
    assertThat(strided.outputShape(List.of(1, 29, 29))).containsExactly(6, 10, 10);
    ConvolutionSpec dilated =
        Settings.of(ConvolutionSpec.class, "{filters: 6, kernel: 5, dilation: 4}");
    assertThat(dilated.outputShape(List.of(1, 29, 30))).containsExactly(6, 13, 14);
    ConvolutionSpec wide =
        Settings.of(
            ConvolutionSpec.class,
            "{filters: 6, kernel: 5, kernelWidth: 3, stride: 3, strideWidth: 1, borderWidth: 2}");
    assertThat(wide.outputShape(List.of(1, 29, 29))).containsExactly(6, 9, 31);
    PoolingSpec flat = Settings.of(PoolingSpec.class, "{kernelWidth: 1, strideWidth: 1}");
    assertThat(flat.outputShape(List.of(6, 8, 8))).containsExactly(6, 4, 8);
    assertThatThrownBy(() -> Settings.of(PoolingSpec.class, "{kernel: 2, border: 2}"))
        .hasMessageContaining("less than the window");
    assertThat(new PoolingSpec(PoolingKind.MAX, 3, 2, Padding.SAME).outputShape(List.of(6, 7, 8)))
        .containsExactly(6, 4, 4);
  }

  private static double[][] train(Model model, int steps, String stream) {
    RandomStream random = new SeedSequence(3).stream(stream);
    FitResult result = new FitResult();
    double[][] numbers = new double[steps][];
    for (int i = 0; i < steps; i++) {
      float[] inputs = gaussian(random, BATCH * INPUTS);
      model.fit(inputs, gaussian(random, BATCH * OUTPUTS), null, BATCH, result);
      numbers[i] = new double[] {result.loss(), result.gradientNorm()};
    }
    return numbers;
  }

  private static byte[] state(Model model) throws IOException {
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
