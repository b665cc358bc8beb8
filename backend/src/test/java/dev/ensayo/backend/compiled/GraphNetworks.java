package dev.ensayo.backend.compiled;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Small graphs, one for each thing that can be asked of one. Input {@code image} is 3×6×5, {@code
 * vector} 4, {@code other} 3 numbers; outputs have 3.
 */
final class GraphNetworks {
  static final int CHANNELS = 3;
  static final int HEIGHT = 6;
  static final int WIDTH = 5;
  static final int OUTPUTS = 3;
  private static final int FILTERS = 4;

  private GraphNetworks() {}

  static Map<String, Consumer<GraphBuilder>> all() {
    Map<String, Consumer<GraphBuilder>> all = new LinkedHashMap<>();
    all.put("residual block", graph -> images(graph, block("block", "stem", 4, 1)));
    all.put("residual block with projection", graph -> images(graph, block("block", "stem", 6, 2)));
    all.put(
        "two residual blocks",
        graph ->
            images(graph, block("block1", "stem", 4, 1).andThen(block("block", "block1", 5, 2))));
    all.put("two inputs merged", GraphNetworks::twoInputsMerged);
    all.put("merged channels", GraphNetworks::mergedChannels);
    all.put("image and vector", GraphNetworks::imageAndVector);
    all.put("two outputs", GraphNetworks::twoOutputs);
    all.put("dueling", GraphNetworks::dueling);
    all.put("read three times", GraphNetworks::readThreeTimes);
    for (Op op : new Op[] {Op.Add, Op.Average, Op.Product, Op.Max}) {
      all.put("three by " + op, graph -> joined(graph, op, 3));
      all.put("two by " + op, graph -> joined(graph, op, 2));
    }
    all.put("difference", graph -> joined(graph, Op.Subtract, 2));
    all.put("images by Product", graph -> joinedImages(graph, Op.Product));
    all.put("images by Max", graph -> joinedImages(graph, Op.Max));
    all.put("subset and scale", GraphNetworks::subsets);
    all.put("loss layer", GraphNetworks::lossLayer);
    all.put("dropout", GraphNetworks::dropout);
    return all;
  }

  static DenseLayer dense(int inputs, int units) {
    return new DenseLayer.Builder().nIn(inputs).nOut(units).activation(Activation.TANH).build();
  }

  static OutputLayer output(int inputs) {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nIn(inputs)
        .nOut(OUTPUTS)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static ConvolutionLayer convolution(int inputs, int filters, int kernel, int stride) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nIn(inputs)
        .nOut(filters)
        .stride(stride, stride)
        .convolutionMode(ConvolutionMode.Same)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .build();
  }

  private static BatchNormalization normalization(int channels) {
    return new BatchNormalization.Builder()
        .nIn(channels)
        .nOut(channels)
        .decay(0.8)
        .eps(1e-3)
        .build();
  }

  private static ActivationLayer function() {
    return new ActivationLayer.Builder().activation(Activation.SOFTSIGN).build();
  }

  private static void image(GraphBuilder graph) {
    graph.addInputs("image");
    graph.addVertex(
        "shaped",
        new PreprocessorVertex(new FeedForwardToCnnPreProcessor(HEIGHT, WIDTH, CHANNELS)),
        "image");
  }

  /** A stem of four channels, something that ends in {@code block}, global pooling, an output. */
  private static void images(GraphBuilder graph, Consumer<GraphBuilder> body) {
    image(graph);
    graph.addLayer("stem", convolution(CHANNELS, FILTERS, 3, 1), "shaped");
    body.accept(graph);
    ConvolutionLayer last =
        (ConvolutionLayer)
            ((org.deeplearning4j.nn.conf.graph.LayerVertex) graph.getVertices().get("block-conv2"))
                .getLayerConf()
                .getLayer();
    graph.addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "block");
    graph.addLayer("output", output((int) last.getNOut()), "pool").setOutputs("output");
  }

  private static Consumer<GraphBuilder> block(String name, String input, int filters, int stride) {
    return graph -> {
      boolean projects = filters != FILTERS || stride != 1;
      graph
          .addLayer(name + "-conv1", convolution(FILTERS, filters, 3, stride), input)
          .addLayer(name + "-norm1", normalization(filters), name + "-conv1")
          .addLayer(name + "-function1", function(), name + "-norm1")
          .addLayer(name + "-conv2", convolution(filters, filters, 3, 1), name + "-function1")
          .addLayer(name + "-norm2", normalization(filters), name + "-conv2");
      if (projects) {
        graph
            .addLayer(name + "-conv3", convolution(FILTERS, filters, 1, stride), input)
            .addLayer(name + "-norm3", normalization(filters), name + "-conv3");
      }
      graph
          .addVertex(
              name + "-sum",
              new ElementWiseVertex(Op.Add),
              name + "-norm2",
              projects ? name + "-norm3" : input)
          .addLayer(name, function(), name + "-sum");
    };
  }

  private static void twoInputsMerged(GraphBuilder graph) {
    graph
        .addInputs("vector", "other")
        .addVertex("vector4", new ReshapeVertex(-1, 4), "vector")
        .addVertex("other3", new ReshapeVertex(-1, 3), "other")
        .addVertex("merged", new MergeVertex(), "vector4", "other3")
        .addLayer("hidden", dense(7, 6), "merged")
        .addVertex("again", new MergeVertex(), "hidden", "other3", "hidden")
        .addLayer("output", output(15), "again")
        .setOutputs("output");
  }

  private static void mergedChannels(GraphBuilder graph) {
    image(graph);
    graph
        .addLayer("left", convolution(CHANNELS, 2, 3, 1), "shaped")
        .addLayer("right", convolution(CHANNELS, 5, 2, 1), "shaped")
        .addVertex("merged", new MergeVertex(), "left", "shaped", "right")
        .addLayer("after", convolution(10, 3, 3, 2), "merged")
        .addLayer("output", output(3 * 3 * 3), new CnnToFeedForwardPreProcessor(3, 3, 3), "after")
        .setOutputs("output");
  }

  private static void imageAndVector(GraphBuilder graph) {
    image(graph);
    graph
        .addInputs("vector")
        .addLayer("stem", convolution(CHANNELS, FILTERS, 3, 1), "shaped")
        .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "stem")
        .addLayer("hidden", dense(4, 5), "vector")
        .addVertex("merged", new MergeVertex(), "pool", "hidden")
        .addLayer("output", output(9), "merged")
        .setOutputs("output");
  }

  private static void twoOutputs(GraphBuilder graph) {
    graph
        .addInputs("vector")
        .addLayer("trunk", dense(4, 6), "vector")
        .addLayer("deep", dense(6, 5), "trunk")
        .addLayer("output", output(5), "deep")
        .addLayer(
            "classes",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(6)
                .nOut(OUTPUTS)
                .activation(Activation.SOFTMAX)
                .build(),
            "trunk")
        .setOutputs("output", "classes");
  }

  private static void dueling(GraphBuilder graph) {
    DenseLayer value =
        new DenseLayer.Builder().nIn(6).nOut(1).activation(Activation.IDENTITY).build();
    DenseLayer advantage =
        new DenseLayer.Builder().nIn(6).nOut(OUTPUTS).activation(Activation.IDENTITY).build();
    graph
        .addInputs("vector")
        .addLayer("trunk", dense(4, 6), "vector")
        .addLayer("value", value, "trunk")
        .addLayer("advantage", advantage, "trunk");
    String[] each = new String[OUTPUTS];
    for (int a = 0; a < OUTPUTS; a++) {
      each[a] = "advantage" + a;
      graph.addVertex(each[a], new SubsetVertex(a, a), "advantage");
    }
    graph
        .addVertex("mean", new ElementWiseVertex(Op.Average), each)
        .addVertex("offset", new ElementWiseVertex(Op.Subtract), "value", "mean")
        .addVertex("sum", new ElementWiseVertex(Op.Add), "advantage", "offset")
        .addLayer(
            "output",
            new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
            "sum")
        .setOutputs("output");
  }

  private static void readThreeTimes(GraphBuilder graph) {
    graph
        .addInputs("vector")
        .addLayer("trunk", dense(4, 6), "vector")
        .addLayer("left", dense(6, 6), "trunk")
        .addLayer("right", dense(6, 6), "trunk")
        .addVertex("sum", new ElementWiseVertex(Op.Add), "trunk", "left", "right", "trunk")
        .addVertex("square", new ElementWiseVertex(Op.Product), "sum", "sum")
        .addLayer("output", output(6), "square")
        .setOutputs("output");
  }

  private static void joined(GraphBuilder graph, Op op, int inputs) {
    graph.addInputs("vector").addLayer("trunk", dense(4, 6), "vector");
    String[] names = new String[inputs];
    for (int i = 0; i < inputs; i++) {
      names[i] = "part" + i;
      graph.addLayer(names[i], dense(6, 5), "trunk");
    }
    graph
        .addVertex("joined", new ElementWiseVertex(op), names)
        .addLayer("output", output(5), "joined")
        .setOutputs("output");
  }

  private static void joinedImages(GraphBuilder graph, Op op) {
    image(graph);
    graph
        .addLayer("left", convolution(CHANNELS, 2, 3, 1), "shaped")
        .addLayer("right", convolution(CHANNELS, 2, 2, 1), "shaped")
        .addVertex("joined", new ElementWiseVertex(op), "left", "right")
        .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "joined")
        .addLayer("output", output(2), "pool")
        .setOutputs("output");
  }

  private static void subsets(GraphBuilder graph) {
    image(graph);
    graph
        .addLayer("stem", convolution(CHANNELS, 5, 3, 1), "shaped")
        .addVertex("some", new SubsetVertex(1, 3), "stem")
        .addVertex("half", new ScaleVertex(0.5), "some")
        .addVertex("last", new SubsetVertex(2, 4), "stem")
        .addVertex("sum", new ElementWiseVertex(Op.Add), "half", "last")
        .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "sum")
        .addLayer("output", output(3), "pool")
        .setOutputs("output");
  }

  /** With another function Deeplearning4j's score of a loss layer is wrong, its gradient is not. */
  private static void lossLayer(GraphBuilder graph) {
    graph
        .addInputs("vector")
        .addLayer("left", dense(4, OUTPUTS), "vector")
        .addLayer("right", dense(4, OUTPUTS), "vector")
        .addLayer("alone", dense(4, OUTPUTS), "vector")
        .addVertex("sum", new ElementWiseVertex(Op.Add), "left", "right")
        .addLayer(
            "classes",
            new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build(),
            "sum")
        .addLayer(
            "output",
            new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build(),
            "alone")
        .setOutputs("classes", "output");
  }

  private static void dropout(GraphBuilder graph) {
    graph
        .addInputs("vector")
        .addLayer("trunk", dense(4, 6), "vector")
        .addLayer(
            "left",
            new DenseLayer.Builder()
                .nIn(6)
                .nOut(6)
                .activation(Activation.TANH)
                .dropOut(0.6)
                .build(),
            "trunk")
        .addVertex("sum", new ElementWiseVertex(Op.Add), "trunk", "left")
        .addLayer("output", output(6), "sum")
        .setOutputs("output");
  }

  static ComputationGraphConfiguration network(
      DataType type, IUpdater updater, Consumer<GraphBuilder> build) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(updater).graphBuilder();
    build.accept(graph);
    return graph.build();
  }

  /** The length of an input. */
  static int size(String input) {
    return switch (input) {
      case "image" -> CHANNELS * HEIGHT * WIDTH;
      case "vector" -> 4;
      default -> 3;
    };
  }
}
