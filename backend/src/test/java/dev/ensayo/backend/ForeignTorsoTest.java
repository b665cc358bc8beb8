package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.TransferSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Torsos out of networks that plain Deeplearning4j has made, with layers that Ensayo never writes.
 */
class ForeignTorsoTest {
  private static final List<Integer> IMAGE = List.of(2, 8, 7);
  private static final int INPUTS = 2 * 8 * 7;
  private static final int BATCH = 3;
  private static final int CLASSES = 3;

  @TempDir private Path folder;

  static Map<String, Layer[]> torsos() {
    Map<String, Layer[]> all = new LinkedHashMap<>();
    all.put("a dropout layer", of(convolution(4), new DropoutLayer.Builder(0.5), dense()));
    all.put("dropout first", of(new DropoutLayer.Builder(0.5), convolution(4), dense()));
    all.put("a function first", of(function(), convolution(4), dense()));
    all.put("dropout of features", of(convolution(4), dense(), new DropoutLayer.Builder(0.5)));
    all.put("dropout at the end", of(convolution(4), new DropoutLayer.Builder(0.5)));
    all.put(
        "zero padding",
        of(new ZeroPaddingLayer.Builder(1, 2), convolution(4), function(), dense()));
    all.put("cropping", of(convolution(4), new Cropping2D.Builder(1, 0, 2, 1), dense()));
    all.put("cropping first", of(new Cropping2D.Builder(1, 1), convolution(4), dense()));
    all.put("repeated pixels", of(convolution(4), new Upsampling2D.Builder(2), convolution(3)));
    all.put(
        "response normalization",
        of(
            convolution(4),
            new LocalResponseNormalization.Builder().alpha(0.1),
            pooling(),
            dense()));
    all.put(
        "normalization", of(convolution(4), new BatchNormalization.Builder(), pooling(), dense()));
    return all;
  }

  private static ConvolutionLayer.Builder convolution(int filters) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(filters)
        .activation(org.nd4j.linalg.activations.Activation.TANH);
  }

  private static SubsamplingLayer.Builder pooling() {
    return new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2);
  }

  private static ActivationLayer.Builder function() {
    return new ActivationLayer.Builder()
        .activation(org.nd4j.linalg.activations.Activation.SOFTPLUS);
  }

  private static DenseLayer.Builder dense() {
    return new DenseLayer.Builder().nOut(5).activation(org.nd4j.linalg.activations.Activation.TANH);
  }

  private static Layer[] of(Layer.Builder<?>... builders) {
    return Arrays.stream(builders).map(Layer.Builder::build).toArray(Layer[]::new);
  }

  private static MultiLayerNetwork network(DataType type, InputType input, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(4).dataType(type).updater(new Sgd(0.1)).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                        .build())
                .setInputType(input)
                .build());
    network.init();
    return network;
  }

  private static InputType images() {
    return InputType.convolutional(8, 7, 2);
  }

  private Path written(MultiLayerNetwork network) throws IOException {
    Path zip = folder.resolve("foreign.zip");
    ModelSerializer.writeModel(network, zip.toFile(), true);
    return zip;
  }

  private static TransferSpec spec(List<Integer> input, int torsoLayers) {
    return new TransferSpec(
        input,
        torsoLayers == 0 ? OptionalInt.empty() : OptionalInt.of(torsoLayers),
        OptionalInt.empty(),
        List.of(DenseSpec.of(CLASSES, Activation.SOFTMAX, Initialization.XAVIER)),
        Loss.SOFTMAX_CROSS_ENTROPY,
        new UpdaterSpec.Sgd(0.1),
        Regularization.none(),
        GradientClipping.none(),
        List.of());
  }

  private static TransferModel transfer(Path zip, TransferSpec spec, Engine engine)
      throws IOException {
    return Models.transfer(zip, spec, engine(engine), 1, BATCH);
  }

  static Stream<Arguments> torsosAndEngines() {
    return torsos().keySet().stream()
        .flatMap(name -> Stream.of(Engine.values()).map(engine -> Arguments.of(name, engine)));
  }

  /** What leaves the torso is what Deeplearning4j computes there, and a head is trained on it. */
  @ParameterizedTest
  @MethodSource("torsosAndEngines")
  void featuresAreDeeplearning4js(String name, Engine engine) throws IOException {
    MultiLayerNetwork network = network(DataType.FLOAT, images(), torsos().get(name));
    Path zip = written(network);
    float[] inputs = gaussian(new SeedSequence(3).stream("x"), BATCH * INPUTS);
    int last = network.getnLayers() - 2;
    INDArray expected =
        network
            .feedForwardToLayer(last, Nd4j.createFromArray(inputs).reshape(BATCH, 2, 8, 7), false)
            .get(last + 1);
    try (TransferModel model = transfer(zip, spec(IMAGE, 0), engine)) {
      int size = model.featureShape().stream().reduce(1, Math::multiplyExact);
      float[] features = new float[BATCH * size];
      model.features(inputs, BATCH, features);
      assertThat(features).containsExactly(expected.dup('c').data().asFloat(), within(1e-5f));
      float[] before = model.parameters();
      float[] targets = new float[BATCH * CLASSES];
      for (int row = 0; row < BATCH; row++) {
        targets[row * CLASSES + row] = 1;
      }
      model.fit(inputs, targets, null, BATCH, new FitResult());
      float[] after = model.parameters();
      int frozen = model.frozenParameters();
      assertThat(Arrays.copyOf(after, frozen)).isEqualTo(Arrays.copyOf(before, frozen));
      assertThat(after).isNotEqualTo(before);
    }
  }

  /** Rounding to single precision costs nothing that counts. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void doublePrecisionIsRounded(Engine engine) throws IOException {
    MultiLayerNetwork network = network(DataType.DOUBLE, images(), torsos().get("a dropout layer"));
    Path zip = written(network);
    float[] inputs = gaussian(new SeedSequence(3).stream("x"), BATCH * INPUTS);
    INDArray rows = Nd4j.createFromArray(inputs).castTo(DataType.DOUBLE);
    INDArray expected = network.feedForwardToLayer(2, rows.reshape(BATCH, 2, 8, 7), false).get(3);
    try (TransferModel model = transfer(zip, spec(IMAGE, 0), engine)) {
      float[] features = new float[BATCH * 5];
      model.features(inputs, BATCH, features);
      assertThat(features).containsExactly(expected.dup('c').data().asFloat(), within(1e-5f));
    }
  }

  @Test
  void numbersBeyondSinglePrecisionAreRefused() throws IOException {
    MultiLayerNetwork network = network(DataType.DOUBLE, InputType.feedForward(4), of(dense()));
    network.params().putScalar(0, 1e300);
    Path zip = written(network);
    assertThatThrownBy(() -> transfer(zip, spec(List.of(4), 0), Engine.COMPILED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("DOUBLE up to 1.0E300; networks are computed in single precision");
  }

  @Test
  void whatDoesNotPassNamesBothShapesOnce() throws IOException {
    Path plain = written(network(DataType.FLOAT, images(), torsos().get("zero padding")));
    refuses(
        plain,
        List.of(3, 9, 9),
        "the network was made for inputs of another shape; those of [3, 9, 9] do not fit: layer"
            + " '1' (ConvolutionLayer) takes 2 channels and would get [3, 11, 13]");
    Path flat =
        written(
            network(
                DataType.FLOAT,
                InputType.convolutionalFlat(8, 7, 2),
                torsos().get("a dropout layer")));
    refuses(
        flat,
        List.of(3, 9, 9),
        "the network was made for inputs of [2, 8, 7]; those of [3, 9, 9] do not fit: layer '0'"
            + " (ConvolutionLayer) takes 2 channels and would get [3, 9, 9]");
    refuses(
        flat,
        List.of(2, 2, 2),
        "the network was made for inputs of [2, 8, 7]; those of [2, 2, 2] do not fit: layer '0'"
            + " (ConvolutionLayer) would get [2, 2, 2], which is too small for it");
    refuses(
        flat,
        List.of(5),
        "the network was made for inputs of [2, 8, 7]; those of [5] do not fit: layer '0'");
    Path vectors = written(network(DataType.FLOAT, InputType.feedForward(4), of(dense())));
    refuses(
        vectors,
        IMAGE,
        "the network was made for inputs of [4]; those of [2, 8, 7] do not fit: layer '0'"
            + " (DenseLayer) takes vectors and would get [2, 8, 7]");
    Path first = written(network(DataType.FLOAT, images(), of(convolution(4), dense())));
    refuses(
        first,
        List.of(3, 9, 9),
        "the network was made for inputs of [2, any height, any width]; those of [3, 9, 9]");
  }

  static Stream<Arguments> channelsLast() {
    Layer[] chain = {
      convolution(4).dataFormat(CNN2DFormat.NHWC).build(),
      new BatchNormalization.Builder().dataFormat(CNN2DFormat.NHWC).build(),
      new ZeroPaddingLayer.Builder(1, 1).dataFormat(CNN2DFormat.NHWC).build(),
      pooling().dataFormat(CNN2DFormat.NHWC).build(),
      dense().build(),
      dense().build()
    };
    Layer[] dropped = {
      convolution(4).dataFormat(CNN2DFormat.NHWC).build(),
      new DropoutLayer.Builder(0.5).build(),
      dense().build()
    };
    return Stream.of(chain, dropped)
        .flatMap(
            layers ->
                Stream.of(Engine.values()).map(engine -> Arguments.of((Object) layers, engine)));
  }

  /** A network for [H, W, C] computes the same of [C, H, W]. */
  @ParameterizedTest
  @MethodSource("channelsLast")
  void channelsComeFirst(Layer[] layers, Engine engine) throws IOException {
    InputType last = InputType.convolutional(8, 7, 2, CNN2DFormat.NHWC);
    MultiLayerNetwork network = network(DataType.FLOAT, last, layers);
    Path zip = written(network);
    float[] inputs = gaussian(new SeedSequence(3).stream("x"), BATCH * INPUTS);
    INDArray images = Nd4j.createFromArray(inputs).reshape(BATCH, 2, 8, 7).permute(0, 2, 3, 1);
    int end = layers.length - 1;
    INDArray expected = network.feedForwardToLayer(end, images.dup('c'), false).get(end + 1);
    try (TransferModel model = transfer(zip, spec(IMAGE, 0), engine)) {
      float[] features = new float[BATCH * 5];
      model.features(inputs, BATCH, features);
      assertThat(features).containsExactly(expected.dup('c').data().asFloat(), within(1e-5f));
    }
  }

  /** A layer that one engine alone has is told with the way to run it. */
  @Test
  void whatTheCompiledEngineLacksIsNamed() throws IOException {
    Path zip =
        written(
            network(
                DataType.FLOAT,
                images(),
                new SeparableConvolution2D.Builder(3, 3).nOut(4).build(),
                dense().build()));
    refuses(zip, IMAGE, "engine: deeplearning4j runs it");
    transfer(zip, spec(IMAGE, 0), Engine.DEEPLEARNING4J).close();
  }

  private static void refuses(Path zip, List<Integer> input, String message) {
    assertThatThrownBy(() -> transfer(zip, spec(input, 0), Engine.COMPILED))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void damagedFilesAreNamedWithWhatIsWrong() throws IOException {
    byte[] whole =
        Files.readAllBytes(written(network(DataType.FLOAT, images(), torsos().get("cropping"))));
    RandomStream random = new SeedSequence(1).stream("damage");
    for (int i = 0; i < 20; i++) {
      byte[] damaged = whole.clone();
      int at = 40 + random.nextInt(whole.length / 2);
      damaged[at] ^= 0x55;
      damaged[at + 1] ^= 0x33;
      Path zip = Files.write(folder.resolve("damaged.zip"), damaged);
      assertThatThrownBy(() -> transfer(zip, spec(IMAGE, 0), Engine.COMPILED))
          .as("byte %s", at)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged.zip");
    }
    Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length - 100));
    assertThatThrownBy(() -> transfer(cut, spec(IMAGE, 0), Engine.COMPILED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no zip or is damaged");
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
    assertThatThrownBy(() -> transfer(text, spec(IMAGE, 0), Engine.COMPILED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no zip or is damaged");
  }
}
