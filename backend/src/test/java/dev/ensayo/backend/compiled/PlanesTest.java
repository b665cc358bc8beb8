package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.configuration.GraphConfigurations;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.DuelingSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where images lie as planes, and that it makes no difference. */
class PlanesTest {
  private static final int BATCH = 6;
  private static final List<Integer> IMAGE = List.of(4, 7, 6);
  private static final int PIXELS = 4 * 7 * 6;

  private static ConvolutionSpec convolution(int filters) {
    return ConvolutionSpec.of(filters, 3, Activation.RELU, Initialization.RELU);
  }

  private static DenseSpec dense(int units) {
    return DenseSpec.of(units, Activation.TANH, Initialization.XAVIER);
  }

  private static ComputationGraph network(LayerSpec... layers) {
    NetworkSpec spec =
        new NetworkSpec(
            IMAGE,
            List.of(layers),
            Loss.HUBER,
            new UpdaterSpec.Sgd(0.1),
            Regularization.none(),
            GradientClipping.none());
    ComputationGraph network =
        new ComputationGraph(GraphConfigurations.of(GraphSpec.of(spec), 3, DataType.FLOAT));
    network.init();
    network.initGradientsView();
    network.getUpdater();
    return network;
  }

  /** The values that lie as planes, and those that are left of the others. */
  private static List<String> values(ComputationGraph network, String boundary, boolean planes) {
    return Planes.chosen(Blueprint.of(network.getConfiguration()), boundary).nodes().stream()
        .filter(node -> node.planes() == planes)
        .map(Node::value)
        .toList();
  }

  @Test
  void betweenThinConvolutionsAndDenseLayers() {
    ComputationGraph network = network(convolution(5), convolution(3), dense(8), dense(2));
    assertThat(values(network, null, true)).hasSize(3);
    // Nothing makes rows of the last image.
    assertThat(values(network, null, false)).hasSize(2);
  }

  @Test
  void beforeBothStreamsOfADuelingOutput() {
    ComputationGraph network =
        network(
            convolution(5),
            DuelingSpec.of(2, 1, 6, Activation.RELU, Initialization.RELU, OptionalDouble.empty()));
    assertThat(values(network, null, true)).hasSize(2);
  }

  @Test
  void notWhereAnotherLayerReadsPixels() {
    PoolingSpec pooling = PoolingSpec.of(PoolingKind.MAX, 2);
    assertThat(values(network(convolution(5), pooling, dense(2)), null, true)).isEmpty();
    ComputationGraph wide = network(convolution(20), convolution(3), dense(2));
    assertThat(values(wide, null, true)).isEmpty();
    DenseSpec dropped = new DenseSpec(3, Activation.TANH, Initialization.XAVIER, 0.5);
    assertThat(values(network(convolution(5), dropped, dense(2)), null, true)).isEmpty();
  }

  @Test
  void notWhereTheValueIsReadFromOutside() {
    ComputationGraph network = network(convolution(5), dense(2));
    List<String> nodes =
        Blueprint.of(network.getConfiguration()).nodes().stream().map(Node::value).toList();
    String image = values(network, null, true).get(1);
    assertThat(values(network, image, true)).isEmpty();
    String rows = nodes.get(nodes.indexOf(image) + 1);
    assertThat(values(network, rows, true)).isEmpty();
  }

  /** Batches of every size, one after the other on the same memory. */
  @Test
  void predictsWhatDeeplearning4jPredicts() {
    ComputationGraph network = network(convolution(5), convolution(3), dense(8), dense(2));
    RandomStream random = new SeedSequence(5).stream("images");
    float[] images = new float[BATCH * PIXELS];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      for (int batch : new int[] {BATCH, 1, 4, 2, 3, 5, BATCH}) {
        float[] own = Arrays.copyOf(images, batch * PIXELS);
        float[] outputs = new float[batch * 2];
        plan.predict(own, batch, outputs);
        INDArray rows = Nd4j.createFromArray(own).reshape(batch, PIXELS);
        float[] expected = network.outputSingle(rows).dup('c').data().asFloat();
        assertThat(outputs).as("batch of %d", batch).containsExactly(expected, within(1e-5f));
      }
    }
  }

  /** Rows of zeros are passed over; with a trace of something in them they are not. */
  @Test
  void rowsOfZerosMakeNoDifference() {
    ComputationGraph network = network(convolution(5), dense(8), dense(2));
    RandomStream random = new SeedSequence(5).stream("images");
    float[] images = new float[BATCH * PIXELS];
    for (int i = 0; i < images.length; i++) {
      int channel = i % PIXELS / 42;
      int row = i % 42 / 6;
      boolean filled = (channel == 0 && row == 6) || (channel == 2 && row == 2) || channel == 3;
      images[i] = filled && row > 1 ? (float) random.nextGaussian() : 0;
    }
    float[] traces = images.clone();
    for (int i = 0; i < traces.length; i++) {
      traces[i] = traces[i] == 0 ? 1e-20f : traces[i];
    }
    float[] nothing = new float[images.length];
    try (BatchPlan plan = Plans.compile(network, BATCH)) {
      for (float[] given : List.of(images, traces, nothing)) {
        float[] outputs = new float[BATCH * 2];
        plan.predict(given, BATCH, outputs);
        INDArray rows = Nd4j.createFromArray(given).reshape(BATCH, PIXELS);
        float[] expected = network.outputSingle(rows).dup('c').data().asFloat();
        assertThat(outputs).containsExactly(expected, within(1e-5f));
      }
      float[] own = gradient(plan, images, random);
      assertThat(own).containsExactly(gradient(plan, traces, random), within(1e-6f));
      assertThat(own).isNotEqualTo(gradient(plan, nothing, random));
    }
  }

  private static float[] gradient(BatchPlan plan, float[] images, RandomStream random) {
    float[] targets = new float[BATCH * 2];
    Arrays.fill(targets, 3);
    plan.computeGradient(
        new float[][] {images}, new float[][] {targets}, new float[1][], BATCH, random);
    float[] gradient = new float[plan.gradient().length()];
    plan.gradient().store(gradient, gradient.length);
    return gradient;
  }

  @Test
  void theNormIsThatOfTheGradient() {
    ComputationGraph network = network(convolution(5), dense(8), dense(2));
    RandomStream random = new SeedSequence(5).stream("images");
    float[][] images = {new float[BATCH * PIXELS]};
    for (int i = 0; i < images[0].length; i++) {
      images[0][i] = (float) random.nextGaussian();
    }
    for (double size : new double[] {1, 1e21}) {
      float[][] targets = {new float[BATCH * 2]};
      float[][] weights = {new float[BATCH * 2]};
      Arrays.fill(targets[0], 3);
      Arrays.fill(weights[0], (float) size);
      try (BatchPlan plan = Plans.compile(network, BATCH)) {
        plan.computeGradient(images, targets, weights, BATCH, random);
        double sum = 0;
        for (int i = 0; i < plan.gradient().length(); i++) {
          sum += plan.gradient().get(i) * plan.gradient().get(i);
        }
        plan.fit(images, targets, weights, BATCH, random);
        double norm = Math.sqrt(sum);
        assertThat(norm).isGreaterThan(0.1 * size);
        assertThat(plan.gradientNorm()).isEqualTo(norm, within(1e-5 * norm));
      }
    }
  }
}
