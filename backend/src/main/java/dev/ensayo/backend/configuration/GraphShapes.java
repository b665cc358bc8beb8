package dev.ensayo.backend.configuration;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToBatchLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/**
 * The shapes of a graph's values, from those of its inputs. What rearranges values is told their
 * sizes on the way, so that a torso of convolutions takes images of another size.
 */
public final class GraphShapes {
  private final ComputationGraphConfiguration configuration;
  private final Map<String, List<Integer>> shapes = new HashMap<>();

  private GraphShapes(ComputationGraphConfiguration configuration) {
    this.configuration = configuration;
  }

  /** The same of a graph as it was read, which says itself what it was made for. */
  public static Map<String, List<Integer>> of(
      ComputationGraphConfiguration configuration,
      Map<String, List<Integer>> inputs,
      Set<String> kept) {
    return of(configuration, inputs, kept, madeFor(configuration));
  }

  /**
   * Walks through a graph, whose preprocessors are changed to fit.
   *
   * @param configuration of a graph that has been initialized
   * @param inputs their shapes by name
   * @param kept the vertices that count
   * @param made what the network was made for, as {@link #madeFor} says it
   * @throws InvalidSettingException for {@code inputShape} if they do not fit
   */
  static Map<String, List<Integer>> of(
      ComputationGraphConfiguration configuration,
      Map<String, List<Integer>> inputs,
      Set<String> kept,
      String made) {
    GraphShapes walk = new GraphShapes(configuration);
    walk.shapes.putAll(inputs);
    for (String name : configuration.getTopologicalOrderStr()) {
      if (!inputs.containsKey(name) && kept.contains(name)) {
        List<List<Integer>> entering = new ArrayList<>();
        for (String input : configuration.getVertexInputs().get(name)) {
          entering.add(walk.shapes.get(input));
        }
        try {
          walk.shapes.put(name, walk.shape(name, entering));
        } catch (ShapeMismatch e) {
          String given = inputs.values().iterator().next().toString();
          throw new InvalidSettingException(
              "inputShape",
              (made.equals(given)
                      ? "inputs of " + given + " do not pass: layer '"
                      : "the network was made for inputs of "
                          + made
                          + "; those of "
                          + given
                          + " do not fit: layer '")
                  + name
                  + "' ("
                  + kind(configuration.getVertices().get(name))
                  + ") "
                  + e.getMessage());
        }
      }
    }
    return walk.shapes;
  }

  /**
   * What a graph was made for, in words: a shape, or as much of it as the graph tells.
   *
   * @param configuration before anything was put into it
   */
  static String madeFor(ComputationGraphConfiguration configuration) {
    Optional<List<Integer>> shape = known(configuration);
    if (shape.isPresent()) {
      return shape.get().toString();
    }
    String input = configuration.getNetworkInputs().get(0);
    for (String name : configuration.getVertices().keySet()) {
      if (configuration.getVertexInputs().get(name).contains(input)
          && inner(configuration.getVertices().get(name)) instanceof LayerVertex vertex
          && layer(vertex) instanceof ConvolutionLayer convolution) {
        return "[" + convolution.getNIn() + ", any height, any width]";
      }
    }
    return "another shape";
  }

  /** The shape of the first input, as far as the graph tells it. */
  public static Optional<List<Integer>> known(ComputationGraphConfiguration configuration) {
    return known(configuration, configuration.getNetworkInputs().get(0));
  }

  /** The shape of one input, as far as the graph tells it. */
  public static Optional<List<Integer>> known(
      ComputationGraphConfiguration configuration, String input) {
    for (String name : configuration.getVertices().keySet()) {
      if (!configuration.getVertexInputs().get(name).contains(input)) {
        continue;
      }
      GraphVertex vertex = inner(configuration.getVertices().get(name));
      InputPreProcessor preprocessor = preprocessor(vertex);
      if (preprocessor instanceof FeedForwardToCnnPreProcessor images) {
        return Optional.of(
            ImmutableList.of(
                Math.toIntExact(images.getNumChannels()),
                Math.toIntExact(images.getInputHeight()),
                Math.toIntExact(images.getInputWidth())));
      }
      if (vertex instanceof ReshapeVertex reshape && reshape.getNewShape().length == 2) {
        return Optional.of(ImmutableList.of(reshape.getNewShape()[1]));
      }
      if (vertex instanceof LayerVertex layer
          && layer(layer) instanceof FeedForwardLayer dense
          && !(dense instanceof ConvolutionLayer)
          && !(dense instanceof BatchNormalization)
          && !keepsShape(dense)) {
        return Optional.of(ImmutableList.of(Math.toIntExact(dense.getNIn())));
      }
    }
    return Optional.empty();
  }

  /**
   * What a graph takes such inputs for: images are rows of C·H·W numbers to one that was made for
   * as many numbers, since every input is a row.
   */
  static List<Integer> asRead(ComputationGraphConfiguration configuration, List<Integer> shape) {
    List<Integer> row = ImmutableList.of(ImageShape.size(shape));
    return known(configuration).filter(row::equals).orElse(shape);
  }

  /** The layer of a vertex, frozen or not. */
  static Layer layer(LayerVertex vertex) {
    Layer layer = vertex.getLayerConf().getLayer();
    return layer instanceof FrozenLayer frozen ? frozen.getLayer() : layer;
  }

  /** The vertex that a frozen one wraps, or the vertex itself. */
  static GraphVertex inner(GraphVertex vertex) {
    return vertex instanceof FrozenVertex frozen ? frozen.getUnderlying() : vertex;
  }

  /** Whether a vertex only rearranges what enters it. */
  static boolean rearranges(GraphVertex vertex) {
    return inner(vertex) instanceof PreprocessorVertex || inner(vertex) instanceof ReshapeVertex;
  }

  /** What a vertex is, in Deeplearning4j's words. */
  static String kind(GraphVertex wrapped) {
    GraphVertex vertex = inner(wrapped);
    return vertex instanceof LayerVertex layer
        ? layer(layer).getClass().getSimpleName()
        : vertex.getClass().getSimpleName();
  }

  private static InputPreProcessor preprocessor(GraphVertex vertex) {
    if (vertex instanceof LayerVertex layer) {
      return layer.getPreProcessor();
    }
    return vertex instanceof PreprocessorVertex own ? own.getPreProcessor() : null;
  }

  private List<Integer> shape(String name, List<List<Integer>> entering) throws ShapeMismatch {
    GraphVertex vertex = inner(configuration.getVertices().get(name));
    List<Integer> shape = entering.get(0);
    if (vertex instanceof LayerVertex layer) {
      if (layer.getPreProcessor() != null) {
        layer.setPreProcessor(fitting(layer.getPreProcessor(), shape));
        shape = rearranged(layer.getPreProcessor(), shape);
      }
      return layerShape(layer(layer), shape);
    }
    if (vertex instanceof PreprocessorVertex rearranging) {
      rearranging.setPreProcessor(fitting(rearranging.getPreProcessor(), shape));
      return rearranged(rearranging.getPreProcessor(), shape);
    }
    if (vertex instanceof ReshapeVertex reshape) {
      int[] to = reshape.getNewShape();
      if (to.length != 2 || to[0] != -1 || to[1] != ImageShape.size(shape)) {
        throw new ShapeMismatch("makes rows of " + to[to.length - 1] + ", not " + shape);
      }
      return ImmutableList.of(to[1]);
    }
    if (vertex instanceof MergeVertex) {
      return joined(JoinSpec.Kind.MERGE, entering);
    }
    if (vertex instanceof ElementWiseVertex) {
      List<List<Integer>> wide =
          entering.stream().filter(one -> !one.equals(ImmutableList.of(1))).toList();
      return wide.size() < 2 ? (wide.isEmpty() ? shape : wide.get(0)) : sum(wide);
    }
    if (vertex instanceof SubsetVertex subset) {
      return withFeatures(shape, subset.getTo() - subset.getFrom() + 1);
    }
    if (vertex instanceof ScaleVertex) {
      return shape;
    }
    throw new ShapeMismatch("is a vertex whose shape is not known here");
  }

  private static List<Integer> sum(List<List<Integer>> entering) throws ShapeMismatch {
    return joined(JoinSpec.Kind.ADD, entering);
  }

  private static List<Integer> joined(JoinSpec.Kind kind, List<List<Integer>> entering)
      throws ShapeMismatch {
    try {
      return new JoinSpec(kind, Activation.IDENTITY).outputShape(entering);
    } catch (InvalidSettingException e) {
      throw new ShapeMismatch("joins " + entering);
    }
  }

  private static List<Integer> withFeatures(List<Integer> shape, int features) {
    return ImmutableList.<Integer>builder()
        .add(features)
        .addAll(shape.subList(1, shape.size()))
        .build();
  }

  /** A preprocessor for the size there is. */
  private static InputPreProcessor fitting(InputPreProcessor preprocessor, List<Integer> shape)
      throws ShapeMismatch {
    if (preprocessor instanceof CnnToFeedForwardPreProcessor && shape.size() == 3) {
      return PlaceInGraph.flattening(shape);
    }
    if (preprocessor instanceof FeedForwardToCnnPreProcessor images) {
      if (shape.size() == 3) {
        return new FeedForwardToCnnPreProcessor(shape.get(1), shape.get(2), shape.get(0));
      }
      if (images.getNumChannels() * images.getInputHeight() * images.getInputWidth()
          == shape.get(0)) {
        return images;
      }
    }
    throw new ShapeMismatch(
        "is preceded by a " + preprocessor.getClass().getSimpleName() + " and would get " + shape);
  }

  private static List<Integer> rearranged(InputPreProcessor preprocessor, List<Integer> shape) {
    if (preprocessor instanceof FeedForwardToCnnPreProcessor images) {
      return ImmutableList.of(
          Math.toIntExact(images.getNumChannels()),
          Math.toIntExact(images.getInputHeight()),
          Math.toIntExact(images.getInputWidth()));
    }
    return ImmutableList.of(ImageShape.size(shape));
  }

  private static List<Integer> layerShape(Layer layer, List<Integer> shape) throws ShapeMismatch {
    if (keepsShape(layer)) {
      return shape;
    }
    if (takesImagesAlone(layer) && shape.size() != 3) {
      throw new ShapeMismatch("takes images and would get " + shape);
    }
    if (shape.size() == 3 && ImageFormats.channelsLast(layer)) {
      throw new ShapeMismatch("reads images as [H, W, C]; here they are [C, H, W]");
    }
    if (layer instanceof FeedForwardLayer weights) {
      boolean byChannel = layer instanceof ConvolutionLayer || layer instanceof BatchNormalization;
      if (!byChannel && shape.size() == 3) {
        throw new ShapeMismatch("takes vectors and would get " + shape);
      }
      if (weights.getNIn() != shape.get(0)) {
        throw new ShapeMismatch(
            "takes "
                + weights.getNIn()
                + (shape.size() == 3 ? " channels" : " numbers")
                + " and would get "
                + shape);
      }
    }
    try {
      InputType type =
          shape.size() == 3
              ? InputType.convolutional(shape.get(1), shape.get(2), shape.get(0))
              : InputType.feedForward(shape.get(0));
      InputType result = layer.getOutputType(0, type);
      if (result instanceof InputType.InputTypeConvolutional image) {
        if (image.getHeight() < 1 || image.getWidth() < 1) {
          throw new ShapeMismatch("would get " + shape + ", which is too small for it");
        }
        return ImmutableList.of(
            Math.toIntExact(image.getChannels()),
            Math.toIntExact(image.getHeight()),
            Math.toIntExact(image.getWidth()));
      }
      if (result instanceof InputType.InputTypeFeedForward vector) {
        return ImmutableList.of(Math.toIntExact(vector.getSize()));
      }
      throw new ShapeMismatch("makes " + result);
    } catch (RuntimeException e) {
      // What the library's own arithmetic says, of whatever class it is.
      throw new ShapeMismatch("would get " + shape + ": " + e.getMessage());
    }
  }

  /** Whether a layer gives out what it gets, number by number. */
  static boolean keepsShape(Layer layer) {
    return layer instanceof LossLayer
        || layer instanceof CnnLossLayer
        || layer instanceof DropoutLayer
        || layer instanceof ActivationLayer;
  }

  /** Whether a layer has no use for vectors. */
  static boolean takesImagesAlone(Layer layer) {
    return layer instanceof ConvolutionLayer
        || layer instanceof SubsamplingLayer
        || layer instanceof ZeroPaddingLayer
        || layer instanceof Cropping2D
        || layer instanceof Upsampling2D
        || layer instanceof SpaceToDepthLayer
        || layer instanceof SpaceToBatchLayer
        || layer instanceof LocalResponseNormalization;
  }

  /** Values that cannot enter a vertex. */
  private static final class ShapeMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    ShapeMismatch(String message) {
      super(message);
    }
  }
}
