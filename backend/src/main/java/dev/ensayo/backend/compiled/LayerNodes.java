package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.dense.DropoutBlock;
import dev.ensayo.backend.compiled.function.Losses;
import dev.ensayo.backend.compiled.image.Preprocessors;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.NetworkLayer;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.node.Walk;
import dev.ensayo.backend.compiled.recurrent.BothWaysBlock;
import dev.ensayo.backend.compiled.recurrent.LastStepBlock;
import dev.ensayo.backend.compiled.recurrent.ReversalBlock;
import java.util.Optional;
import java.util.OptionalInt;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What one layer of Deeplearning4j is made of here: what rearranges its input, dropout before it
 * (Deeplearning4j drops the layer's input, whatever the layer is), the layer, and what keeps the
 * last step of its output. Each is a node of its own. Of a bidirectional layer there are two.
 */
final class LayerNodes {
  /** How the name of a value ends that dropout has left of another. */
  static final String DROPPED = " (dropped)";

  /** How the name of a value ends of which the last step alone is the layer's output. */
  static final String EVERY_STEP = " (every step)";

  private final NeuralNetConfiguration configuration;
  private final InputPreProcessor preprocessor;
  private final NetworkLayer layer;
  private final Layer own;

  /**
   * @param index position of the layer in the network
   * @param configuration as it stands in the network, wrapped or not
   * @param preprocessor of the layer's input; null for none
   */
  LayerNodes(int index, NeuralNetConfiguration configuration, InputPreProcessor preprocessor) {
    this(index, configuration, preprocessor, Walk.CARRIED);
  }

  private LayerNodes(
      int index, NeuralNetConfiguration configuration, InputPreProcessor preprocessor, Walk walk) {
    this.configuration = configuration;
    this.preprocessor = preprocessor;
    this.layer = new NetworkLayer(index, unwrapped(configuration), isFrozen(configuration), walk);
    this.own = layer.configuration().getLayer();
  }

  private static boolean isFrozen(NeuralNetConfiguration configuration) {
    return configuration.getLayer() instanceof FrozenLayer;
  }

  /** The configuration of the very layer that another wraps, or the given one. */
  private static NeuralNetConfiguration unwrapped(NeuralNetConfiguration configuration) {
    if (configuration.getLayer() instanceof FrozenLayer frozen) {
      return frozen.getInnerConf(configuration);
    }
    if (configuration.getLayer() instanceof LastTimeStep last) {
      return with(last.getUnderlying(), configuration);
    }
    if (configuration.getLayer() instanceof Bidirectional both) {
      return with(both.getFwd(), configuration);
    }
    return configuration;
  }

  private static NeuralNetConfiguration with(Layer layer, NeuralNetConfiguration configuration) {
    NeuralNetConfiguration copy = configuration.clone();
    copy.setLayer(layer);
    return copy;
  }

  /** Names the layer in messages. */
  String owner() {
    return layer.owner();
  }

  /**
   * Adds the nodes to a network's.
   *
   * @param value what the layer's output is called
   * @param reads what its input is called
   */
  void addTo(ImmutableList.Builder<Node> nodes, String value, String reads) {
    if (configuration.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
      throw Unsupported.inLayer(owner(), configuration.getOptimizationAlgo().toString());
    }
    String input = reads;
    if (preprocessor != null) {
      String rearranged = value + " (rearranged)";
      nodes.add(
          Node.of(
              layer, rearranged, ImmutableList.of(input), Preprocessors.of(preprocessor, owner())));
      input = rearranged;
    }
    if (configuration.getLayer() instanceof Bidirectional both) {
      addWalks(nodes, both, value, input);
      return;
    }
    IDropout dropout = dropout();
    if (dropout != null) {
      String dropped = value + DROPPED;
      nodes.add(Node.of(layer, dropped, ImmutableList.of(input), dropping(dropout)));
      input = dropped;
    }
    boolean lastStep = configuration.getLayer() instanceof LastTimeStep;
    String output = lastStep ? value + EVERY_STEP : value;
    Blocks.addNodes(nodes, layer, output, ImmutableList.of(input));
    if (lastStep) {
      nodes.add(Node.of(layer, value, ImmutableList.of(output), LastStepBlock::new));
    }
  }

  /** Adds the nodes of a layer of several inputs, which are neither rearranged nor dropped. */
  void addTo(ImmutableList.Builder<Node> nodes, String value, ImmutableList<String> reads) {
    if (reads.size() == 1) {
      addTo(nodes, value, reads.get(0));
      return;
    }
    if (preprocessor != null || dropout() != null) {
      throw Unsupported.inLayer(owner(), "dropout or a preprocessor of several inputs");
    }
    Blocks.addNodes(nodes, layer, value, reads);
  }

  private void addWalks(
      ImmutableList.Builder<Node> nodes, Bidirectional both, String value, String input) {
    if (both.getMode() != Bidirectional.Mode.CONCAT) {
      throw Unsupported.inLayer(owner(), "mode " + both.getMode() + " of two walks");
    }
    String forward = value + " (forward)";
    String reversed = value + " (reversed)";
    String backward = value + " (backward)";
    walk(both.getFwd(), Walk.FORWARD).addTo(nodes, forward, input);
    nodes.add(Node.of(owner(), reversed, ImmutableList.of(input), ReversalBlock::new));
    walk(both.getBwd(), Walk.BACKWARD).addTo(nodes, backward, reversed);
    nodes.add(Node.of(owner(), value, ImmutableList.of(forward, backward), BothWaysBlock::new));
  }

  private LayerNodes walk(Layer walking, Walk walk) {
    return new LayerNodes(layer.index(), with(walking, configuration), null, walk);
  }

  /** Deeplearning4j has dropout in no other kind of layer, whatever is set. */
  private IDropout dropout() {
    boolean drops =
        own instanceof BaseLayer && !(own instanceof BatchNormalization) && !layer.frozen();
    return drops ? own.getIDropout() : null;
  }

  private BlockFactory dropping(IDropout dropout) {
    if (dropout instanceof Dropout each && each.getPSchedule() == null) {
      return context -> DropoutBlock.ofRows(context, each.getP());
    }
    if (dropout instanceof SpatialDropout locked && locked.getPSchedule() == null) {
      return context -> {
        if (!context.ofWindows()) {
          throw Unsupported.inLayer(owner(), "dropout " + dropout);
        }
        return DropoutBlock.locked(context, locked.getP());
      };
    }
    throw Unsupported.inLayer(owner(), "dropout " + dropout);
  }

  /** Numbers of one example that the layer reads, if it tells. */
  OptionalInt inputSize() {
    if (preprocessor != null) {
      return inputSize(preprocessor);
    }
    return own instanceof FeedForwardLayer dense && !(own instanceof ConvolutionLayer)
        ? OptionalInt.of(Math.toIntExact(dense.getNIn()))
        : OptionalInt.empty();
  }

  /** Numbers of one example that are rearranged, if that is told. */
  static OptionalInt inputSize(InputPreProcessor preprocessor) {
    return preprocessor instanceof FeedForwardToCnnPreProcessor images
        ? OptionalInt.of(Preprocessors.shape(images).size())
        : OptionalInt.empty();
  }

  /**
   * The output that the layer is, if it is one.
   *
   * @param value what it is called
   */
  Optional<Blueprint.Output> output(String value) {
    ILossFunction loss = null;
    if (configuration.getLayer() instanceof BaseOutputLayer output) {
      loss = output.getLossFn();
    } else if (configuration.getLayer() instanceof LossLayer output) {
      loss = output.getLossFn();
    } else if (configuration.getLayer() instanceof CnnLossLayer output) {
      loss = output.getLossFn();
    }
    if (loss == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Blueprint.Output(
            value,
            Losses.of(loss, ((BaseLayer) own).getActivationFn(), owner()),
            configuration.isMiniBatch()));
  }
}
