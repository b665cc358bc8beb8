package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.arithmetic.NativeMemory;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.image.FlattenBlock;
import dev.ensayo.backend.compiled.image.ImagesBlock;
import dev.ensayo.backend.compiled.node.Arena;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ImageLayout;
import dev.ensayo.backend.compiled.node.Moments;
import dev.ensayo.backend.compiled.node.NetworkLayer;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Pass;
import dev.ensayo.backend.compiled.node.PlanMemory;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** Single blocks against numbers of PyTorch, which {@code pytorch/images.py} wrote. */
class ImageFixtureTest {
  private static final Map<String, double[]> NUMBERS = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ImageFixtureTest.class.getResourceAsStream(
                    "/dev/ensayo/backend/pytorch/images.txt"),
                StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        NUMBERS.put(
            words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
      }
    }
  }

  private static double[] numbers(String fixture, String name) {
    return NUMBERS.get(fixture + "." + name);
  }

  /** One block between rows of numbers, alone in a plan of three nodes. */
  private static final class Bench implements AutoCloseable {
    private final NativeMemory memory = new NativeMemory();
    private final Slice parameters;
    private final Slice gradient;
    private final List<Block> blocks = new ArrayList<>();
    private final Pass pass;
    private final Value input;
    private final Value output;
    private final int batch;

    Bench(Layer layer, Shape shape, int batch, double[]... parameters) {
      this.batch = batch;
      double[] all = Arrays.stream(parameters).flatMapToDouble(Arrays::stream).toArray();
      this.parameters = memory.allocate(all.length + 1);
      this.gradient = memory.allocate(all.length + 1);
      put(this.parameters, all);
      Arena arena = new Arena();
      PlanMemory plan =
          new PlanMemory(arena, this.parameters, gradient, batch, new ArrayList<>(), null);
      NeuralNetConfiguration configuration =
          new NeuralNetConfiguration.Builder().layer(layer).build();
      int length = batch * shape.size();
      input =
          new Value(
              Shape.vector(shape.size()),
              arena.permanent(length),
              arena.permanent(length),
              ImageLayout.PIXELS);
      Value value = input;
      if (shape.isImage()) {
        BlockContext context = context(plan, configuration, 0, value);
        blocks.add(new ImagesBlock(context, shape));
        value = context.output();
      }
      BlockContext context = context(plan, configuration, 1, value);
      blocks.add(Blocks.forLayer(layer, context.owner()).create(context));
      value = context.output();
      if (value.shape().isImage()) {
        BlockContext last = context(plan, configuration, 2, value);
        blocks.add(new FlattenBlock(last));
        value = last.output();
      }
      output = value;
      arena.layOut(memory);
      pass = new Pass(new Arithmetic(4096));
    }

    private static BlockContext context(
        PlanMemory plan, NeuralNetConfiguration configuration, int node, Value in) {
      NetworkLayer layer = new NetworkLayer(0, configuration, false);
      return new BlockContext(
          plan,
          Node.of(layer, "", ImmutableList.of(), null),
          new Moments(node, node + 1, 3),
          List.of(in),
          new boolean[1]);
    }

    void train(double[] x, double[] dy) {
      pass.beginTraining(batch, null);
      put(input.data().slice(), x);
      blocks.forEach(block -> block.forward(pass));
      put(output.gradient().slice(), dy);
    }

    void backward() {
      for (int i = blocks.size() - 1; i >= 0; i--) {
        blocks.get(i).backward(pass);
      }
    }

    void infer(double[] x) {
      pass.beginInference(batch);
      put(input.data().slice(), x);
      blocks.forEach(block -> block.forward(pass));
    }

    /** Float holds what float holds; double, in the copy of this class, the fixture's digits. */
    void expect(String what, Slice actual, int from, double[] expected) {
      double tolerance = Math.max(1e-10, 170 * Math.ulp(1f));
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual.get(from + i))
            .as("%s %d", what, i)
            .isEqualTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
      }
    }

    private static void put(Slice to, double[] values) {
      for (int i = 0; i < values.length; i++) {
        to.put(i, values[i]);
      }
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  private static void check(String name, Layer layer, Shape shape) {
    boolean trained = layer instanceof ConvolutionLayer;
    double[] biases = trained ? numbers(name, "biases") : new double[0];
    double[] kernels = trained ? numbers(name, "kernels") : new double[0];
    try (Bench bench = new Bench(layer, shape, 3, biases, kernels)) {
      bench.train(numbers(name, "x"), numbers(name, "dy"));
      bench.expect("y", bench.output.data().slice(), 0, numbers(name, "y"));
      bench.backward();
      bench.expect("dx", bench.input.gradient().slice(), 0, numbers(name, "dx"));
      if (trained) {
        bench.expect("biases", bench.gradient, 0, numbers(name, "dbiases"));
        bench.expect("kernels", bench.gradient, biases.length, numbers(name, "dkernels"));
      }
    }
  }

  private static ConvolutionLayer convolution(
      int channels, int filters, ConvolutionLayer.Builder layer) {
    return layer.nIn(channels).nOut(filters).activation(Activation.IDENTITY).build();
  }

  @Test
  void convolutions() {
    check("plain", convolution(2, 3, new ConvolutionLayer.Builder(3, 3)), Shape.image(2, 5, 6));
    check("wide", convolution(20, 3, new ConvolutionLayer.Builder(2, 3)), Shape.image(20, 4, 5));
    check(
        "strided",
        convolution(2, 3, new ConvolutionLayer.Builder(3, 2).stride(2, 3).padding(1, 2)),
        Shape.image(2, 7, 6));
    check(
        "dilated",
        convolution(3, 2, new ConvolutionLayer.Builder(2, 3).dilation(3, 2).padding(0, 1)),
        Shape.image(3, 8, 9));
    check(
        "dilated_rows",
        convolution(18, 2, new ConvolutionLayer.Builder(3, 3).dilation(2, 1).stride(1, 2)),
        Shape.image(18, 8, 5));
  }

  private static Deconvolution2D transposed(
      int channels, int filters, Deconvolution2D.Builder layer) {
    return layer.nIn(channels).nOut(filters).activation(Activation.IDENTITY).build();
  }

  @Test
  void transposedConvolutions() {
    check("transposed", transposed(2, 3, new Deconvolution2D.Builder(2, 3)), Shape.image(2, 4, 3));
    check(
        "transposed_strided",
        transposed(3, 2, new Deconvolution2D.Builder(2, 2).stride(2, 2)),
        Shape.image(3, 3, 4));
    check(
        "transposed_cut",
        transposed(2, 3, new Deconvolution2D.Builder(4, 3).stride(2, 3).padding(1, 2)),
        Shape.image(2, 4, 3));
    check(
        "transposed_wide",
        transposed(3, 20, new Deconvolution2D.Builder(3, 3).stride(2, 2).padding(1, 1)),
        Shape.image(3, 3, 2));
  }

  @Test
  void poolings() {
    Shape shape = Shape.image(2, 6, 7);
    check("max", pooling(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build(), shape);
    check(
        "max_overlapping",
        pooling(PoolingType.MAX).kernelSize(3, 2).stride(2, 1).padding(1, 1).build(),
        shape);
    SubsamplingLayer.Builder mean =
        pooling(PoolingType.AVG).kernelSize(3, 3).stride(2, 2).padding(1, 1);
    check("mean", mean.build(), shape);
    check("mean_of_window", mean.avgPoolIncludePadInDivisor(true).build(), shape);
  }

  private static SubsamplingLayer.Builder pooling(PoolingType type) {
    return new SubsamplingLayer.Builder(type);
  }

  @Test
  void normalizations() {
    normalization("normalized_images", Shape.image(4, 3, 2), 4, 5, 1e-3, 0.8);
    normalization("normalized_vectors", Shape.vector(6), 6, 9, 1e-5, 0.9);
  }

  private static void normalization(
      String name, Shape shape, int features, int batch, double epsilon, double decay) {
    for (boolean logarithmic : new boolean[] {false, true}) {
      Layer layer =
          new BatchNormalization.Builder()
              .nIn(features)
              .nOut(features)
              .eps(epsilon)
              .decay(decay)
              .useLogStd(logarithmic)
              .build();
      double[] mean = new double[features];
      double[] spread = new double[features];
      Arrays.fill(spread, logarithmic ? 0 : 1);
      try (Bench bench =
          new Bench(
              layer,
              shape,
              batch,
              numbers(name, "scales"),
              numbers(name, "shifts"),
              mean,
              spread)) {
        bench.train(numbers(name, "x"), numbers(name, "dy"));
        bench.expect("y", bench.output.data().slice(), 0, numbers(name, "y"));
        bench.backward();
        bench.expect("dx", bench.input.gradient().slice(), 0, numbers(name, "dx"));
        bench.expect("scales", bench.gradient, 0, numbers(name, "dscales"));
        bench.expect("shifts", bench.gradient, features, numbers(name, "dshifts"));
        bench.expect("mean", bench.parameters, 2 * features, numbers(name, "mean"));
        double[] variance = numbers(name, "variance");
        double[] stored =
            logarithmic
                ? Arrays.stream(variance).map(v -> Math.log10(Math.sqrt(v))).toArray()
                : variance;
        bench.expect("variance", bench.parameters, 3 * features, stored);
        bench.infer(numbers(name, "x"));
        bench.expect("inference", bench.output.data().slice(), 0, numbers(name, "inference"));
      }
    }
  }
}
