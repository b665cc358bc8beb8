package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Plans of convolutional networks beside Deeplearning4j and beside central differences. */
class ImagePlanTest {
  private static final int BATCH = 5;

  static Stream<String> names() {
    return ImageNetworks.all().keySet().stream();
  }

  /** Without dropout, whose masks differ. */
  static Stream<String> repeatable() {
    return names().filter(name -> !name.startsWith("dropout"));
  }

  private static BatchPlan compile(MultiLayerNetwork network) {
    return Plans.compile(network, BATCH);
  }

  /**
   * Twenty steps, of full and of smaller batches, beside twenty of Deeplearning4j's own fit; then
   * predictions of several sizes. ‖θ − θ'‖ stays below 1e-4·‖θ'‖ and 1e-3 of the way it went.
   */
  @ParameterizedTest
  @MethodSource("repeatable")
  void twentyStepsAreDeeplearning4js(String name) {
    compare(ImageNetworks.all().get(name));
  }

  private static void compare(Layer... layers) {
    MultiLayerConfiguration configuration =
        ImageNetworks.network(DataType.FLOAT, new Adam(1e-3), layers);
    MultiLayerNetwork library = new MultiLayerNetwork(configuration.clone());
    library.init();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    INDArray start = library.params().dup();
    RandomStream random = new SeedSequence(7).stream("data");
    try (BatchPlan plan = compile(network)) {
      for (int step = 0; step < 20; step++) {
        int batch = step % 3 == 0 ? BATCH - 2 : BATCH;
        float[] inputs = numbers(random, batch * ImageNetworks.INPUTS);
        float[] targets = numbers(random, batch * ImageNetworks.OUTPUTS);
        plan.fit(Plans.only(inputs), Plans.only(targets), null, batch, random);
        library.fit(
            Nd4j.createFromArray(inputs).reshape(batch, ImageNetworks.INPUTS),
            Nd4j.createFromArray(targets).reshape(batch, ImageNetworks.OUTPUTS));
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
        float[] inputs = numbers(random, batch * ImageNetworks.INPUTS);
        float[] outputs = new float[batch * ImageNetworks.OUTPUTS];
        plan.predict(Plans.only(inputs), batch, Plans.only(outputs));
        INDArray predicted =
            library.output(
                Nd4j.createFromArray(inputs).reshape(batch, ImageNetworks.INPUTS), false);
        assertThat(outputs).containsExactly(predicted.dup('c').data().asFloat(), within(1e-3f));
      }
    }
  }

  /**
   * The frozen torso works as at inference, normalization and dropout included, and keeps its
   * parameters; only what comes after it is trained.
   */
  @Test
  void frozenLayersStayAsTheyAre() {
    Layer[] layers = {
      new FrozenLayer(ImageNetworks.convolution(4, 3, 3).dropOut(0.5).build()),
      new FrozenLayer(ImageNetworks.normalization().build()),
      ImageNetworks.convolution(5, 2, 2).build()
    };
    compare(layers);
    MultiLayerNetwork network =
        new MultiLayerNetwork(ImageNetworks.network(DataType.FLOAT, new Adam(1e-3), layers));
    network.init();
    network.initGradientsView();
    // 4·(1 + 3·3·3) of the convolution and 4·4 of the normalization.
    int frozen = 128;
    float[] before = network.params().toFloatVector();
    RandomStream random = new SeedSequence(7).stream("data");
    try (BatchPlan plan = compile(network)) {
      float[][] inputs = {numbers(random, BATCH * ImageNetworks.INPUTS)};
      float[][] targets = {numbers(random, BATCH * ImageNetworks.OUTPUTS)};
      plan.fit(inputs, targets, null, BATCH, random);
    }
    float[] after = network.params().toFloatVector();
    for (int i = 0; i < after.length; i++) {
      if (i < frozen) {
        assertThat(after[i]).isEqualTo(before[i]);
      }
    }
    assertThat(Arrays.copyOfRange(after, frozen, after.length))
        .isNotEqualTo(Arrays.copyOfRange(before, frozen, before.length));
  }

  @Test
  void whatCannotRunIsNamed() {
    refuses("frozen layer after one that is trained", trainedThenFrozen());
    refuses(
        "pooling with dilation",
        new SubsamplingLayer.Builder(PoolingType.MAX).dilation(2, 1).kernelSize(2, 2).build());
    refuses(
        "(7 − 3 + 2·0)/3 + 1 = 2.33 is not whole",
        ImageNetworks.convolution(4, 3, 3).stride(3, 1).build());
  }

  private static Layer[] trainedThenFrozen() {
    return new Layer[] {
      ImageNetworks.convolution(4, 3, 3).build(),
      new FrozenLayer(ImageNetworks.convolution(4, 2, 2).build())
    };
  }

  private static void refuses(String words, Layer... layers) {
    MultiLayerConfiguration configuration =
        ImageNetworks.network(DataType.FLOAT, new Adam(1e-3), layers);
    if (configuration.getConf(0).getLayer() instanceof ConvolutionLayer layer) {
      if (words.contains("whole")) {
        // Deeplearning4j itself refuses this when it is told the size of the image.
        layer.setConvolutionMode(ConvolutionMode.Strict);
      }
    }
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    assertThatThrownBy(() -> compile(network))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(words);
  }

  /** Steps and predictions, of batches of several sizes, put nothing on the heap once they run. */
  @Test
  void aStepAllocatesNothing() {
    Layer[] layers = {
      ImageNetworks.convolution(4, 3, 3).convolutionMode(ConvolutionMode.Same).build(),
      ImageNetworks.normalization().build(),
      new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build(),
      ImageNetworks.convolution(18, 2, 2).dropOut(0.8).build(),
      ImageNetworks.convolution(4, 1, 3).convolutionMode(ConvolutionMode.Same).build(),
      new GlobalPoolingLayer.Builder(PoolingType.AVG).build()
    };
    MultiLayerNetwork network =
        new MultiLayerNetwork(ImageNetworks.network(DataType.FLOAT, new Adam(1e-3), layers));
    network.init();
    network.initGradientsView();
    RandomStream random = new SeedSequence(7).stream("data");
    float[][] inputs = {numbers(random, BATCH * ImageNetworks.INPUTS)};
    float[][] targets = {numbers(random, BATCH * ImageNetworks.OUTPUTS)};
    float[][] outputs = {new float[BATCH * ImageNetworks.OUTPUTS]};
    try (BatchPlan plan = compile(network)) {
      StepAllocation.assertNone(plan, BATCH, inputs, targets, outputs);
    }
  }

  static float[] numbers(RandomStream random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
