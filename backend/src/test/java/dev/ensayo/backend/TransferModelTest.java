package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.NetworkOutline;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GlobalPoolingSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.ResidualSpec;
import dev.ensayo.backend.spec.TransferSpec;
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
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Trained networks that become others. */
class TransferModelTest {
  private static final int BATCH = 6;
  private static final List<Integer> IMAGE = List.of(2, 8, 7);
  private static final int INPUTS = 2 * 8 * 7;
  private static final int CLASSES = 4;
  private static final UpdaterSpec ADAM = new UpdaterSpec.Adam(1e-3, 0.9, 0.999, 1e-8);
  private static final List<LayerSpec> HEAD =
      List.of(
          DenseSpec.of(5, dev.ensayo.backend.spec.Activation.TANH, Initialization.XAVIER),
          DenseSpec.of(CLASSES, dev.ensayo.backend.spec.Activation.SOFTMAX, Initialization.XAVIER));

  @TempDir Path folder;

  /** Everything that could move a parameter. */
  private static final Regularization ALL = new Regularization(0.01, 0.1, OptionalDouble.of(0.5));

  private static final GradientClipping CLIPPING =
      new GradientClipping(OptionalDouble.of(0.3), OptionalDouble.of(0.05));

  private static NetworkSpec source(LayerSpec... layers) {
    return new NetworkSpec(
        IMAGE, List.of(layers), Loss.SQUARED_ERROR, ADAM, ALL, GradientClipping.none());
  }

  private static ConvolutionSpec convolution(int filters, double dropout) {
    return new ConvolutionSpec(
        filters,
        new WindowSpec(3, 1, Padding.SAME, 0),
        true,
        dev.ensayo.backend.spec.Activation.TANH,
        Initialization.RELU,
        dropout);
  }

  private static DenseSpec linear(int units) {
    return DenseSpec.of(units, dev.ensayo.backend.spec.Activation.IDENTITY, Initialization.XAVIER);
  }

  /** Deeplearning4j's layers: 0 convolution, 1 normalization, 2 function, 3 pooling, 4 dense, 5. */
  private Path sequence(double dropout) throws IOException {
    return trained(
        "sequence",
        source(
            convolution(4, 0),
            new BatchNormalizationSpec(0.9, 1e-5, dev.ensayo.backend.spec.Activation.RELU),
            PoolingSpec.of(PoolingKind.MAX, 2),
            new DenseSpec(
                7, dev.ensayo.backend.spec.Activation.TANH, Initialization.XAVIER, dropout),
            linear(3)));
  }

  private Path residual() throws IOException {
    return trained(
        "residual",
        source(
            convolution(4, 0),
            ResidualSpec.of(4, 1),
            ResidualSpec.of(5, 2),
            new GlobalPoolingSpec(PoolingKind.MEAN),
            linear(3)));
  }

  private Path trained(String name, NetworkSpec spec) throws IOException {
    Path zip = folder.resolve(name + ".zip");
    try (Model model = Models.create(spec, engine(Engine.COMPILED), 5, BATCH)) {
      RandomStream random = new SeedSequence(3).stream("source");
      FitResult result = new FitResult();
      for (int i = 0; i < 5; i++) {
        float[] inputs = gaussian(random, BATCH * INPUTS);
        model.fit(inputs, gaussian(random, BATCH * 3), null, BATCH, result);
      }
      model.write(zip);
    }
    return zip;
  }

  private static TransferSpec spec(OptionalInt torso, OptionalInt frozen, UpdaterSpec updater) {
    boolean decays = updater instanceof UpdaterSpec.AdamW;
    return new TransferSpec(
        IMAGE,
        torso,
        frozen,
        HEAD,
        Loss.SOFTMAX_CROSS_ENTROPY,
        updater,
        decays ? new Regularization(0.01, 0, OptionalDouble.of(0.5)) : ALL,
        CLIPPING,
        List.of());
  }

  private static TransferModel transfer(Path zip, TransferSpec spec, Engine engine)
      throws IOException {
    return Models.transfer(zip, spec, engine(engine), 17, BATCH);
  }

  /**
   * With penalties, decay, clipping, limits on norms and momentum all on, not a bit of the frozen
   * layers moves; the rest does.
   */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void frozenParametersAndStatisticsDoNotMoveByOneBit(Engine engine) throws IOException {
    UpdaterSpec decaying = new UpdaterSpec.AdamW(1e-3, 0.9, 0.999, 1e-8, 0.5);
    UpdaterSpec momentum = new UpdaterSpec.Nesterovs(0.01, 0.9);
    Path sequence = sequence(0.3);
    Path residual = residual();
    freezes(engine, sequence, 2, ADAM);
    freezes(engine, sequence, 5, decaying);
    freezes(engine, residual, 3, momentum);
    freezes(engine, residual, 8, decaying);
  }

  private static void freezes(Engine engine, Path zip, int frozen, UpdaterSpec updater)
      throws IOException {
    TransferSpec spec = spec(OptionalInt.empty(), OptionalInt.of(frozen), updater);
    try (TransferModel model = transfer(zip, spec, engine)) {
      float[] before = model.parameters();
      train(model, 4);
      float[] after = model.parameters();
      int fixed = model.frozenParameters();
      assertThat(fixed).isBetween(1, before.length - 1);
      assertThat(Arrays.copyOf(after, fixed)).isEqualTo(Arrays.copyOf(before, fixed));
      for (int i = fixed; i < fixed + 4; i++) {
        assertThat(after[i]).isNotEqualTo(before[i]);
      }
    }
  }

  /** The torso is that of the source, and a normalization in it uses what it has stored. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void featuresAreWhatTheSourceComputes(Engine engine) throws IOException {
    float[] inputs = gaussian(new SeedSequence(4).stream("x"), BATCH * INPUTS);
    INDArray rows = Nd4j.createFromArray(inputs).reshape(BATCH, INPUTS);
    Path zip = sequence(0.3);
    MultiLayerNetwork source = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
    for (int frozen : new int[] {1, 3, 5}) {
      TransferSpec spec = spec(OptionalInt.empty(), OptionalInt.of(frozen), ADAM);
      try (TransferModel model = transfer(zip, spec, engine)) {
        train(model, 2);
        float[] features = new float[BATCH * ImageShape.size(model.featureShape())];
        model.features(inputs, BATCH, features);
        INDArray expected = source.feedForwardToLayer(frozen - 1, rows, false).get(frozen).dup('c');
        assertThat(features).containsExactly(expected.data().asFloat(), within(1e-4f));
      }
    }
  }

  /** Steps and predictions from kept features are those from the inputs. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aStepOnFeaturesIsTheStepOnInputs(Engine engine) throws IOException {
    for (Path zip : List.of(sequence(0.3), residual())) {
      for (OptionalInt frozen : List.of(OptionalInt.empty(), OptionalInt.of(1))) {
        TransferSpec spec = spec(OptionalInt.empty(), frozen, ADAM);
        try (TransferModel whole = transfer(zip, spec, engine);
            TransferModel kept = transfer(zip, spec, engine)) {
          RandomStream random = new SeedSequence(3).stream("x");
          FitResult wholeResult = new FitResult(new float[BATCH * CLASSES]);
          FitResult keptResult = new FitResult(new float[BATCH * CLASSES]);
          float[] features = new float[BATCH * ImageShape.size(kept.featureShape())];
          float[] wholeOutputs = new float[BATCH * CLASSES];
          float[] keptOutputs = new float[BATCH * CLASSES];
          for (int i = 0; i < 3; i++) {
            float[] inputs = gaussian(random, BATCH * INPUTS);
            float[] targets = classes(random);
            kept.features(inputs, BATCH, features);
            whole.predict(inputs, BATCH, wholeOutputs);
            kept.predictFeatures(features, BATCH, keptOutputs);
            assertThat(keptOutputs).containsExactly(wholeOutputs, within(1e-5f));
            whole.fit(inputs, targets, null, BATCH, wholeResult);
            kept.fitFeatures(features, targets, null, BATCH, keptResult);
            assertThat(keptResult.loss()).isEqualTo(wholeResult.loss(), within(1e-5));
            assertThat(keptResult.gradientNorm())
                .isEqualTo(wholeResult.gradientNorm(), within(1e-4));
          }
          float[] expected = whole.parameters();
          assertThat(distance(kept.parameters(), expected) / distance(expected, zeros(expected)))
              .isLessThan(1e-5);
          assertThat(state(kept).length).isEqualTo(state(whole).length);
        }
      }
    }
  }

  /** Residual and sequential torsos, some of it frozen, every layer at its own rate. */
  @Test
  void enginesAgreeAfterTwentySteps() throws IOException {
    for (Path zip : List.of(sequence(0), residual())) {
      for (int frozen : new int[] {zip.endsWith("sequence.zip") ? 0 : 2}) {
        NetworkOutline outline = Models.outline(zip, IMAGE);
        TransferSpec spec =
            new TransferSpec(
                IMAGE,
                OptionalInt.empty(),
                OptionalInt.of(frozen),
                HEAD,
                Loss.SOFTMAX_CROSS_ENTROPY,
                new UpdaterSpec.Sgd(0.02),
                new Regularization(0.001, 0.01),
                GradientClipping.none(),
                outline.geometricFactors(3, 0.5));
        try (TransferModel compiled = transfer(zip, spec, Engine.COMPILED);
            TransferModel library = transfer(zip, spec, Engine.DEEPLEARNING4J)) {
          float[] start = library.parameters();
          assertThat(compiled.parameters()).isEqualTo(start);
          train(compiled, 20);
          train(library, 20);
          float[] expected = library.parameters();
          double difference = distance(compiled.parameters(), expected);
          assertThat(difference / distance(expected, zeros(expected))).isLessThan(1e-4);
          assertThat(difference / distance(expected, start)).isLessThan(1e-3);
        }
      }
    }
  }

  /**
   * One step of plain gradient descent without penalties: the gradient is the same, so each layer
   * goes its factor of the way.
   */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void eachLayerLearnsAtItsOwnRate(Engine engine) throws IOException {
    Path zip = sequence(0);
    List<Double> factors = List.of(0.25, 0.5, 1.0, 1.0, 2.0);
    float[][] ways = new float[2][];
    NetworkOutline outline = null;
    for (int i = 0; i < 2; i++) {
      TransferSpec spec =
          new TransferSpec(
              IMAGE,
              OptionalInt.empty(),
              OptionalInt.of(0),
              HEAD,
              Loss.SOFTMAX_CROSS_ENTROPY,
              new UpdaterSpec.Sgd(0.1),
              Regularization.none(),
              GradientClipping.none(),
              i == 0 ? List.of() : factors);
      try (TransferModel model = transfer(zip, spec, engine)) {
        outline = model.outline();
        float[] before = model.parameters();
        train(model, 1);
        ways[i] = model.parameters();
        for (int j = 0; j < before.length; j++) {
          ways[i][j] -= before[j];
        }
      }
    }
    int at = 0;
    double gone = 0;
    for (int layer = 0; layer < outline.layers().size(); layer++) {
      double factor = layer < factors.size() ? factors.get(layer) : 1;
      // The stored statistics of the normalization, its last half, move by themselves.
      int parameters = outline.layers().get(layer).parameters();
      int learned = layer == 1 ? parameters / 2 : parameters;
      for (int i = at; i < at + learned; i++) {
        assertThat((double) ways[1][i]).isEqualTo(factor * ways[0][i], within(1e-6));
        gone += Math.abs(ways[0][i]);
      }
      at += parameters;
    }
    assertThat(at).isEqualTo(ways[0].length);
    assertThat(gone).isGreaterThan(0.1);
  }

  /** Without a head the network goes on as it is, output layer included. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void withoutAHeadTheWholeNetworkIsKept(Engine engine) throws IOException {
    for (Path zip : List.of(sequence(0), residual())) {
      TransferSpec spec =
          new TransferSpec(
              IMAGE,
              OptionalInt.empty(),
              OptionalInt.of(1),
              List.of(),
              Loss.HUBER,
              ADAM,
              ALL,
              CLIPPING,
              List.of());
      float[] inputs = gaussian(new SeedSequence(4).stream("x"), BATCH * INPUTS);
      float[] expected = new float[BATCH * 3];
      float[] outputs = new float[BATCH * 3];
      try (Model source = Models.load(zip, engine(engine), 1, BATCH);
          TransferModel model = transfer(zip, spec, engine)) {
        source.predict(inputs, BATCH, expected);
        model.predict(inputs, BATCH, outputs);
        assertThat(outputs).containsExactly(expected, within(1e-5f));
        assertThat(model.parameters()).isEqualTo(source.parameters());
        FitResult result = new FitResult();
        double first = Double.NaN;
        for (int i = 0; i < 10; i++) {
          model.fit(inputs, new float[BATCH * 3], null, BATCH, result);
          first = i == 0 ? result.loss() : first;
        }
        assertThat(result.loss()).isLessThan(first);
      }
    }
  }

  /** The head depends on the seed, the torso does not; a torso cut early has fewer layers. */
  @Test
  void theSeedMakesTheHeadAndTorsoLayersTheTorso() throws IOException {
    Path zip = sequence(0);
    TransferSpec spec = spec(OptionalInt.of(4), OptionalInt.empty(), ADAM);
    try (TransferModel one = Models.transfer(zip, spec, engine(Engine.COMPILED), 1, BATCH);
        TransferModel same = Models.transfer(zip, spec, engine(Engine.COMPILED), 1, BATCH);
        TransferModel other = Models.transfer(zip, spec, engine(Engine.COMPILED), 2, BATCH)) {
      assertThat(one.parameters()).isEqualTo(same.parameters());
      assertThat(one.outputSize()).isEqualTo(CLASSES);
      assertThat(one.frozenLayers()).isEqualTo(4);
      assertThat(one.featureShape()).containsExactly(4, 4, 3);
      assertThat(one.outline().layers().stream().map(NetworkOutline.Layer::kind))
          .containsExactly(
              "ConvolutionLayer",
              "BatchNormalization",
              "ActivationLayer",
              "SubsamplingLayer",
              "DenseLayer",
              "OutputLayer");
      // 4 kernels of 2·3·3 with biases, 4·4 of the normalization.
      int fixed = 4 * 18 + 4 + 16;
      assertThat(one.frozenParameters()).isEqualTo(fixed);
      assertThat(Arrays.copyOf(one.parameters(), fixed))
          .isEqualTo(Arrays.copyOf(other.parameters(), fixed));
      assertThat(one.parameters()).isNotEqualTo(other.parameters());
    }
  }

  /**
   * Beside Deeplearning4j's own transfer learning, on a network that plain Deeplearning4j made for
   * images [B, C, H, W]: the same frozen layers and, given the same head, the same ten steps.
   */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void tenStepsAreDeeplearning4jsTransferLearning(Engine engine) throws IOException {
    Path zip = folder.resolve("plain.zip");
    MultiLayerNetwork plain = plain();
    ModelSerializer.writeModel(plain, zip.toFile(), true);
    TransferSpec spec =
        new TransferSpec(
            IMAGE,
            OptionalInt.of(3),
            OptionalInt.of(2),
            List.of(HEAD.get(1)),
            Loss.SOFTMAX_CROSS_ENTROPY,
            ADAM,
            Regularization.none(),
            GradientClipping.none(),
            List.of());
    MultiLayerNetwork library =
        new TransferLearning.Builder(plain)
            .fineTuneConfiguration(
                new FineTuneConfiguration.Builder().updater(new Adam(1e-3)).build())
            .setFeatureExtractor(1)
            .removeOutputLayer()
            .addLayer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(6)
                    .nOut(CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    try (TransferModel model = transfer(zip, spec, engine)) {
      library.setParams(Nd4j.createFromArray(model.parameters()).reshape(library.params().shape()));
      float[] start = model.parameters();
      RandomStream random = new SeedSequence(3).stream("x");
      FitResult result = new FitResult();
      for (int i = 0; i < 10; i++) {
        float[] inputs = gaussian(random, BATCH * INPUTS);
        float[] targets = classes(random);
        model.fit(inputs, targets, null, BATCH, result);
        library.fit(
            new DataSet(
                Nd4j.createFromArray(inputs).reshape(BATCH, 2, 8, 7),
                Nd4j.createFromArray(targets).reshape(BATCH, CLASSES)));
      }
      float[] expected = library.params().toFloatVector();
      double difference = distance(model.parameters(), expected);
      assertThat(difference / distance(expected, zeros(expected))).isLessThan(1e-4);
      assertThat(difference / distance(expected, start)).isLessThan(1e-3);
    }
  }

  private static MultiLayerNetwork plain() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Sgd(0.1))
                .l2(0.0)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build())
                .layer(
                    new SubsamplingLayer.Builder(PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new DenseLayer.Builder().nOut(6).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(3)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(8, 7, 2))
                .build());
    network.init();
    return network;
  }

  /** The zip opens in Deeplearning4j with its frozen layers and predicts the same. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void writesWhatDeeplearning4jOpens(Engine engine) throws IOException {
    TransferSpec spec = spec(OptionalInt.empty(), OptionalInt.of(3), ADAM);
    Path written = folder.resolve("written.zip");
    float[] inputs = gaussian(new SeedSequence(4).stream("x"), BATCH * INPUTS);
    float[] outputs = new float[BATCH * CLASSES];
    try (TransferModel model = transfer(sequence(0), spec, engine)) {
      train(model, 3);
      model.predict(inputs, BATCH, outputs);
      model.write(written);
      ComputationGraph opened = ModelSerializer.restoreComputationGraph(written.toFile(), true);
      assertThat(opened.getConfiguration().toJson())
          .contains("FrozenLayer")
          .doesNotContain("dev.ensayo");
      assertThat(opened.params().toFloatVector()).isEqualTo(model.parameters());
      INDArray rows = Nd4j.createFromArray(inputs).reshape(BATCH, INPUTS);
      assertThat(outputs)
          .containsExactly(opened.outputSingle(rows).dup('c').data().asFloat(), within(1e-4f));
      // And it is a source again.
      try (TransferModel next = transfer(written, spec, engine);
          Model loaded = Models.load(written, engine(engine), 1, BATCH)) {
        assertThat(next.outline().layers()).hasSize(8);
        float[] again = new float[BATCH * CLASSES];
        loaded.predict(inputs, BATCH, again);
        assertThat(again).containsExactly(outputs, within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void continuesBitForBitFromACheckpoint(Engine engine) throws IOException {
    Path zip = residual();
    TransferSpec spec = spec(OptionalInt.empty(), OptionalInt.of(2), ADAM);
    try (TransferModel straight = transfer(zip, spec, engine);
        TransferModel resumed = Models.transfer(zip, spec, engine(engine), 99, BATCH)) {
      train(straight, 4);
      resumed.loadState(new StateReader(new ByteArrayInputStream(state(straight))));
      train(straight, 4);
      train(resumed, 4);
      assertThat(state(resumed)).isEqualTo(state(straight));
    }
  }

  @Test
  void aTorsoOfConvolutionsTakesImagesOfAnotherSize() throws IOException {
    List<Integer> larger = List.of(2, 11, 9);
    TransferSpec spec =
        new TransferSpec(
            larger,
            OptionalInt.of(4),
            OptionalInt.empty(),
            HEAD,
            Loss.SOFTMAX_CROSS_ENTROPY,
            ADAM,
            Regularization.none(),
            GradientClipping.none(),
            List.of());
    try (TransferModel model = transfer(sequence(0), spec, Engine.COMPILED)) {
      assertThat(model.inputSize()).isEqualTo(2 * 11 * 9);
      assertThat(model.featureShape()).containsExactly(4, 5, 4);
    }
  }

  /** A network of rows of numbers takes images of as many, which come as rows, and no others. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void imagesAreRowsToANetworkOfRows(Engine engine) throws IOException {
    NetworkSpec dense =
        new NetworkSpec(
            INPUTS,
            List.of(
                DenseSpec.of(5, dev.ensayo.backend.spec.Activation.TANH, Initialization.XAVIER),
                DenseSpec.of(
                    3, dev.ensayo.backend.spec.Activation.IDENTITY, Initialization.XAVIER)),
            Loss.SQUARED_ERROR,
            ADAM,
            Regularization.none(),
            GradientClipping.none());
    Path zip = trained("dense", dense);
    TransferSpec spec = spec(OptionalInt.of(1), OptionalInt.empty(), ADAM);
    assertThat(spec.inputShape()).isEqualTo(IMAGE);
    float[] inputs = gaussian(new SeedSequence(5).stream("x"), BATCH * INPUTS);
    MultiLayerNetwork source = MultiLayerNetwork.load(zip.toFile(), false);
    INDArray rows = Nd4j.createFromArray(inputs).reshape(BATCH, INPUTS);
    float[] expected = source.feedForwardToLayer(0, rows, false).get(1).dup('c').data().asFloat();
    try (TransferModel model = transfer(zip, spec, engine)) {
      float[] features = new float[BATCH * 5];
      model.features(inputs, BATCH, features);
      assertThat(features).containsExactly(expected, within(1e-5f));
    }
    assertThatThrownBy(() -> Models.outline(zip, List.of(2, 8, 8)))
        .hasMessageContaining("made for inputs of [" + INPUTS + "]")
        .hasMessageContaining("those of [2, 8, 8] do not fit");
  }

  @Test
  void whatDoesNotFitIsNamedWithBothShapes() throws IOException {
    Path zip = sequence(0);
    assertThatThrownBy(() -> Models.outline(zip, List.of(3, 8, 7)))
        .isInstanceOf(InvalidSettingException.class)
        .hasFieldOrPropertyWithValue("key", "inputShape")
        .hasMessageContaining("made for inputs of [2, 8, 7]")
        .hasMessageContaining("those of [3, 8, 7] do not fit")
        .hasMessageContaining("layer '0' (ConvolutionLayer) takes 2 channels");
    assertThatThrownBy(() -> Models.outline(zip, List.of(2, 12, 12)))
        .hasMessageContaining("[2, 8, 7]")
        .hasMessageContaining("[2, 12, 12]")
        .hasMessageContaining("layer '4' (DenseLayer) takes 48 numbers and would get [144]");
    refused(
        zip, spec(OptionalInt.of(9), OptionalInt.empty(), ADAM), "torsoLayers", "6 layers, not 9");
    refused(
        zip,
        spec(OptionalInt.of(3), OptionalInt.of(4), ADAM),
        "frozenLayers",
        "the torso has 3 layers, 4 cannot be frozen");
    TransferSpec pooled =
        new TransferSpec(
            IMAGE,
            OptionalInt.empty(),
            OptionalInt.empty(),
            List.of(PoolingSpec.of(PoolingKind.MAX, 2), HEAD.get(1)),
            Loss.SOFTMAX_CROSS_ENTROPY,
            ADAM,
            Regularization.none(),
            GradientClipping.none(),
            List.of());
    refused(zip, pooled, "head[0].type", "needs an image [C, H, W], not an input of shape [7]");
    TransferSpec noRate =
        new TransferSpec(
            IMAGE,
            OptionalInt.empty(),
            OptionalInt.of(0),
            HEAD,
            Loss.SOFTMAX_CROSS_ENTROPY,
            new UpdaterSpec.AdaDelta(0.95, 1e-6),
            Regularization.none(),
            GradientClipping.none(),
            List.of(0.5));
    refused(zip, noRate, "learningRateFactors", "no learning rate");
    TransferSpec linear =
        new TransferSpec(
            IMAGE,
            OptionalInt.empty(),
            OptionalInt.of(0),
            List.of(),
            Loss.SOFTMAX_CROSS_ENTROPY,
            ADAM,
            Regularization.none(),
            GradientClipping.none(),
            List.of());
    refused(zip, linear, "loss", "whose activation is identity; give it a head");
  }

  /** What the loss is told does what targets and weights that say so do, with a head or without. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void smoothedLabelsAndWeightsOfClasses(Engine engine) throws IOException {
    Path whole = folder.resolve("whole.zip");
    try (TransferModel model =
        transfer(sequence(0), spec(OptionalInt.empty(), OptionalInt.of(0), ADAM), engine)) {
      model.write(whole);
    }
    List<Double> classWeights = new ArrayList<>();
    for (int k = 0; k < CLASSES; k++) {
      classWeights.add(0.5 + k);
    }
    for (List<LayerSpec> head : List.of(HEAD, List.<LayerSpec>of())) {
      Path zip = head.isEmpty() ? whole : sequence(0);
      LossTerms told = new LossTerms(0.2, classWeights);
      try (TransferModel one = transfer(zip, withTerms(head, told), engine);
          TransferModel other = transfer(zip, withTerms(head, LossTerms.none()), engine)) {
        RandomStream random = new SeedSequence(3).stream("train");
        float[] weights = new float[BATCH * CLASSES];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = classWeights.get(i % CLASSES).floatValue();
        }
        FitResult first = new FitResult();
        FitResult second = new FitResult();
        for (int step = 0; step < 5; step++) {
          float[] inputs = gaussian(random, BATCH * INPUTS);
          float[] targets = classes(random);
          one.fit(inputs, targets, null, BATCH, first);
          for (int i = 0; i < targets.length; i++) {
            targets[i] = 0.8f * targets[i] + 0.2f / CLASSES;
          }
          other.fit(inputs, targets, weights, BATCH, second);
          assertThat(first.loss()).isEqualTo(second.loss(), within(1e-5 * second.loss()));
        }
        float[] expected = other.parameters();
        assertThat(distance(one.parameters(), expected))
            .isLessThan(1e-5 * distance(expected, zeros(expected)));
      }
      refused(
          zip,
          withTerms(head, new LossTerms(0, List.of(1.0))),
          "lossTerms.outputWeights",
          "must be " + CLASSES + " numbers, not 1");
    }
  }

  private static TransferSpec withTerms(List<LayerSpec> head, LossTerms terms) {
    return new TransferSpec(
        IMAGE,
        OptionalInt.empty(),
        OptionalInt.of(0),
        head,
        Loss.SOFTMAX_CROSS_ENTROPY,
        new UpdaterSpec.Sgd(0.02),
        Regularization.none(),
        GradientClipping.none(),
        List.of(),
        terms);
  }

  /** Frozen to the middle of a block: it trains, but has no features. */
  @Test
  void aBlockCutInTheMiddleHasNoFeatures() throws IOException {
    TransferSpec spec = spec(OptionalInt.empty(), OptionalInt.of(3), ADAM);
    try (TransferModel model = transfer(residual(), spec, Engine.COMPILED)) {
      train(model, 2);
      assertThatThrownBy(model::featureShape)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("end inside a block");
    }
  }

  private void refused(Path zip, TransferSpec spec, String key, String words) {
    assertThatThrownBy(
            () -> {
              try (TransferModel model = transfer(zip, spec, Engine.COMPILED)) {
                train(model, 1);
              }
            })
        .isInstanceOf(InvalidSettingException.class)
        .hasFieldOrPropertyWithValue("key", key)
        .hasMessageContaining(words);
  }

  private static void train(Model model, int steps) {
    RandomStream random = new SeedSequence(3).stream("train");
    FitResult result = new FitResult();
    for (int i = 0; i < steps; i++) {
      float[] inputs = gaussian(random, BATCH * INPUTS);
      model.fit(inputs, classes(random), null, BATCH, result);
    }
  }

  private static float[] classes(RandomStream random) {
    float[] targets = new float[BATCH * CLASSES];
    for (int row = 0; row < BATCH; row++) {
      targets[row * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return targets;
  }

  private static float[] zeros(float[] like) {
    return new float[like.length];
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
