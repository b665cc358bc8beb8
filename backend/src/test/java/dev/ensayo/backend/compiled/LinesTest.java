package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.compiled.node.ImageLayout;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Which images lie line by line, and that networks of them learn what Deeplearning4j's learn. */
class LinesTest {
  private static final int BATCH = 5;

  static Stream<String> names() {
    return LineNetworks.all().keySet().stream();
  }

  private static boolean chosen(MultiLayerConfiguration network, String boundary) {
    return Lines.chosen(Planes.chosen(Blueprint.of(network), boundary), boundary).nodes().stream()
        .allMatch(node -> node.layout() == ImageLayout.LINES);
  }

  private static MultiLayerConfiguration network(Layer... layers) {
    return LineNetworks.network(DataType.FLOAT, new Adam(1e-3), layers);
  }

  @ParameterizedTest
  @MethodSource("names")
  void networksFromImagesToImagesAre(String name) {
    assertThat(chosen(network(LineNetworks.all().get(name)), null)).isTrue();
  }

  @Test
  void notWhereABlockKnowsPixelsAlone() {
    Layer convolution = new ConvolutionLayer.Builder(3, 3).nOut(4).build();
    assertThat(chosen(network(convolution, new BatchNormalization()), null)).isFalse();
    assertThat(chosen(network(convolution), null)).isTrue();
  }

  @Test
  void notWhereAValueIsReadFromOutside() {
    MultiLayerConfiguration network = network(LineNetworks.all().get("same"));
    String first = Blueprint.of(network).nodes().get(1).value();
    assertThat(chosen(network, first)).isFalse();
  }

  @Test
  void notWhereNoImageIsTheOutput() {
    for (Layer[] layers : ImageNetworks.all().values()) {
      assertThat(chosen(ImageNetworks.network(DataType.FLOAT, new Adam(1e-3), layers), null))
          .isFalse();
    }
  }

  /** Twenty steps of full and of smaller batches; then predictions of several sizes. */
  @ParameterizedTest
  @MethodSource("names")
  void twentyStepsAreDeeplearning4js(String name) {
    MultiLayerConfiguration configuration = network(LineNetworks.all().get(name));
    MultiLayerNetwork library = new MultiLayerNetwork(configuration.clone());
    library.init();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    INDArray start = library.params().dup();
    long[] shape = LineNetworks.output(configuration);
    int outputs = Math.toIntExact(shape[0] * shape[1] * shape[2]);
    RandomStream random = new SeedSequence(7).stream("data");
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      for (int step = 0; step < 20; step++) {
        int batch = step % 3 == 0 ? BATCH - 2 : BATCH;
        float[] inputs = ImagePlanTest.numbers(random, batch * LineNetworks.INPUTS);
        float[] targets = classes(random, batch, shape);
        plan.fit(Plans.only(inputs), Plans.only(targets), null, batch, random);
        library.fit(
            Nd4j.createFromArray(inputs).reshape(batch, LineNetworks.INPUTS),
            Nd4j.createFromArray(targets).reshape(batch, shape[0], shape[1], shape[2]));
      }
      INDArray expected = library.params();
      double difference = network.params().sub(expected).norm2Number().doubleValue();
      assertThat(difference).isLessThan(1e-4 * expected.norm2Number().doubleValue());
      assertThat(difference).isLessThan(1e-3 * expected.sub(start).norm2Number().doubleValue());
      for (int batch : new int[] {1, 2, BATCH}) {
        float[] inputs = ImagePlanTest.numbers(random, batch * LineNetworks.INPUTS);
        float[] own = new float[batch * outputs];
        plan.predict(Plans.only(inputs), batch, Plans.only(own));
        INDArray predicted =
            library.output(Nd4j.createFromArray(inputs).reshape(batch, LineNetworks.INPUTS));
        assertThat(own).containsExactly(predicted.dup('c').data().asFloat(), within(1e-4f));
      }
    }
  }

  /** One class at each pixel, {@code [B, C, H, W]}. */
  private static float[] classes(RandomStream random, int batch, long[] shape) {
    int channels = Math.toIntExact(shape[0]);
    int pixels = Math.toIntExact(shape[1] * shape[2]);
    float[] targets = new float[batch * channels * pixels];
    for (int i = 0; i < batch * pixels; i++) {
      int plane = i / pixels * channels + random.nextInt(channels);
      targets[plane * pixels + i % pixels] = 1;
    }
    return targets;
  }

  /** What a batch was before leaves no trace in the borders of the next. */
  @Test
  void batchesOfAllSizesOnTheSameMemory() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(network(LineNetworks.all().get("stride in a border")));
    network.init();
    RandomStream random = new SeedSequence(5).stream("images");
    float[] images = ImagePlanTest.numbers(random, BATCH * LineNetworks.INPUTS);
    long[] shape = LineNetworks.output(network.getLayerWiseConfigurations());
    int outputs = Math.toIntExact(shape[0] * shape[1] * shape[2]);
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      for (int batch : new int[] {BATCH, 1, 4, 2, 3, 5}) {
        float[] own = Arrays.copyOf(images, batch * LineNetworks.INPUTS);
        float[] result = new float[batch * outputs];
        plan.predict(Plans.only(own), batch, Plans.only(result));
        INDArray expected =
            network.output(Nd4j.createFromArray(own).reshape(batch, LineNetworks.INPUTS));
        assertThat(result)
            .as("batch of %d", batch)
            .containsExactly(expected.dup('c').data().asFloat(), within(1e-5f));
      }
    }
  }

  @Test
  void aStepAllocatesNothing() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            network(
                new ConvolutionLayer.Builder(3, 3).nOut(4).padding(1, 1).build(),
                new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build(),
                new Deconvolution2D.Builder(2, 2).nOut(3).stride(2, 2).build()));
    network.init();
    network.initGradientsView();
    RandomStream random = new SeedSequence(7).stream("data");
    long[] shape = LineNetworks.output(network.getLayerWiseConfigurations());
    float[][] inputs = {ImagePlanTest.numbers(random, BATCH * LineNetworks.INPUTS)};
    float[][] targets = {classes(random, BATCH, shape)};
    float[][] outputs = {new float[targets[0].length]};
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      StepAllocation.assertNone(plan, BATCH, inputs, targets, outputs);
    }
  }
}
