package dev.ensayo.backend.configuration;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns a graph that reads images as {@code [H, W, C]}, as those that TensorFlow made, into one
 * that reads them as {@code [C, H, W]} and computes the same. Deeplearning4j keeps kernels in one
 * order for both, so what changes beside the formats is the order of the weights that read a
 * flattened image.
 */
final class ChannelsFirst {
  private final ComputationGraphConfiguration configuration;
  private final ComputationGraph network;

  private ChannelsFirst(ComputationGraphConfiguration configuration, ComputationGraph network) {
    this.configuration = configuration;
    this.network = network;
  }

  /**
   * The graph itself where it has no such layers, else another; the given one is then closed.
   *
   * @throws InvalidSettingException for {@code inputShape} if a flattened image goes where the
   *     order of its numbers cannot be followed
   */
  static ComputationGraph of(ComputationGraph source) {
    ComputationGraphConfiguration own = source.getConfiguration();
    boolean last =
        own.getVertices().values().stream()
            .map(GraphShapes::inner)
            .anyMatch(
                vertex ->
                    vertex instanceof LayerVertex layer
                        && ImageFormats.channelsLast(GraphShapes.layer(layer)));
    if (!last) {
      return source;
    }
    ComputationGraphConfiguration configuration = own.clone();
    ImmutableList.Builder<Flattened> flattened = ImmutableList.builder();
    for (Map.Entry<String, GraphVertex> entry : configuration.getVertices().entrySet()) {
      CnnToFeedForwardPreProcessor flattening = turn(GraphShapes.inner(entry.getValue()));
      if (flattening != null) {
        flattened.add(new Flattened(entry.getKey(), flattening));
      }
    }
    ComputationGraph network = new ComputationGraph(configuration);
    network.init(source.params().dup(), false);
    ChannelsFirst turned = new ChannelsFirst(configuration, network);
    Set<String> done = new HashSet<>();
    flattened.build().forEach(image -> turned.reorder(image, done));
    NetworkMemory.free(source);
    return network;
  }

  /**
   * An image that becomes a row.
   *
   * @param vertex that flattens it, or whose preprocessor does
   */
  private record Flattened(String vertex, CnnToFeedForwardPreProcessor image) {
    int size() {
      return Math.toIntExact(
          image.getInputHeight() * image.getInputWidth() * image.getNumChannels());
    }

    /** For each number of {@code [C, H, W]} where it was in {@code [H, W, C]}. */
    int[] order() {
      int channels = Math.toIntExact(image.getNumChannels());
      int pixels = size() / channels;
      int[] order = new int[size()];
      for (int i = 0; i < order.length; i++) {
        order[i] = i % pixels * channels + i / pixels;
      }
      return order;
    }
  }

  /** Changes a vertex; returns how it flattens images with their channels last, or null. */
  private static CnnToFeedForwardPreProcessor turn(GraphVertex vertex) {
    if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == 3) {
      merge.setMergeAxis(1);
    }
    if (vertex instanceof LayerVertex layer) {
      ImageFormats.setChannelsFirst(GraphShapes.layer(layer));
      if (GraphShapes.layer(layer) instanceof GlobalPoolingLayer pooling
          && pooling.getPoolingDimensions() != null
          && pooling.getPoolingDimensions().length == 2) {
        pooling.setPoolingDimensions(new int[] {2, 3});
      }
      InputPreProcessor before = layer.getPreProcessor();
      layer.setPreProcessor(turned(before));
      return flattening(before);
    }
    if (vertex instanceof PreprocessorVertex rearranging) {
      InputPreProcessor before = rearranging.getPreProcessor();
      rearranging.setPreProcessor(turned(before));
      return flattening(before);
    }
    return null;
  }

  private static CnnToFeedForwardPreProcessor flattening(InputPreProcessor preprocessor) {
    return preprocessor instanceof CnnToFeedForwardPreProcessor flattening
            && flattening.getFormat() == CNN2DFormat.NHWC
        ? flattening
        : null;
  }

  private static InputPreProcessor turned(InputPreProcessor preprocessor) {
    if (preprocessor instanceof CnnToFeedForwardPreProcessor flat) {
      return new CnnToFeedForwardPreProcessor(
          flat.getInputHeight(), flat.getInputWidth(), flat.getNumChannels());
    }
    if (preprocessor instanceof FeedForwardToCnnPreProcessor image) {
      return new FeedForwardToCnnPreProcessor(
          image.getInputHeight(), image.getInputWidth(), image.getNumChannels());
    }
    return preprocessor;
  }

  private void reorder(Flattened image, Set<String> done) {
    if (configuration.getVertices().get(image.vertex()) instanceof PreprocessorVertex) {
      reorderReaders(image.vertex(), image, done);
    } else {
      reorder(image.vertex(), image, done);
    }
  }

  private void reorderReaders(String name, Flattened image, Set<String> done) {
    for (String reader : configuration.getVertices().keySet()) {
      if (configuration.getVertexInputs().get(reader).contains(name)) {
        reorder(reader, image, done);
      }
    }
  }

  /** Follows a row to the weights that read it. */
  private void reorder(String name, Flattened image, Set<String> done) {
    if (!done.add(name)) {
      return;
    }
    GraphVertex vertex = GraphShapes.inner(configuration.getVertices().get(name));
    Layer layer = vertex instanceof LayerVertex own ? GraphShapes.layer(own) : null;
    if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
      INDArray weights = network.getLayer(name).getParam(DefaultParamInitializer.WEIGHT_KEY);
      weights.assign(Nd4j.pullRows(weights.dup(), 1, image.order()));
    } else if (layer instanceof BatchNormalization) {
      network
          .getLayer(name)
          .paramTable()
          .values()
          .forEach(row -> row.assign(inOrder(row, image.order())));
      reorderReaders(name, image, done);
    } else if (vertex instanceof ElementWiseVertex
        || (layer != null && GraphShapes.keepsShape(layer))) {
      reorderReaders(name, image, done);
    } else {
      throw new InvalidSettingException(
          "inputShape",
          "the network reads images as [H, W, C], and one that was flattened goes into '"
              + name
              + "' ("
              + GraphShapes.kind(vertex)
              + "), where its numbers cannot be brought into the order of [C, H, W]");
    }
  }

  private static INDArray inOrder(INDArray row, int[] order) {
    float[] from = row.dup().data().asFloat();
    float[] to = new float[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[order[i]];
    }
    return Nd4j.createFromArray(to).reshape(row.shape());
  }
}
