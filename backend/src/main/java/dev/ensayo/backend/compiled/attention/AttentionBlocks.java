package dev.ensayo.backend.compiled.attention;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.dense.DenseBlock;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.BlockProvider;
import dev.ensayo.backend.compiled.node.LayerNodesFactory;
import dev.ensayo.backend.compiled.node.NetworkLayer;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.extension.CrossAttention;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * Makes the blocks of {@link CrossAttention}: of the additive score a dense layer each for queries
 * and keys, the latter a part of the encoder; the weighted mean beside the decoder's step; and a
 * dense layer of both.
 */
public final class AttentionBlocks implements BlockProvider {
  private static final IActivation IDENTITY = new ActivationIdentity();

  @Override
  public ImmutableMap<Class<? extends Layer>, BlockFactory> blocks() {
    return ImmutableMap.of();
  }

  @Override
  public ImmutableMap<Class<? extends Layer>, LayerNodesFactory> nodes() {
    return ImmutableMap.of(CrossAttention.class, AttentionBlocks::attention);
  }

  private static void attention(
      ImmutableList.Builder<Node> nodes,
      NetworkLayer layer,
      String value,
      ImmutableList<String> inputs) {
    CrossAttention own = (CrossAttention) layer.configuration().getLayer();
    String attended = value + " (attended)";
    if (own.isAdditive()) {
      String queries = value + " (queries)";
      String keys = value + " (keys)";
      nodes.add(dense(layer, queries, inputs.get(0), CrossAttention.QUERY_WEIGHTS, IDENTITY));
      nodes.add(dense(layer, keys, inputs.get(1), CrossAttention.KEY_WEIGHTS, IDENTITY));
      nodes.add(
          Node.of(
              layer,
              attended,
              ImmutableList.of(inputs.get(0), inputs.get(1), queries, keys),
              AttentionBlocks::additive));
    } else {
      nodes.add(Node.of(layer, attended, inputs, AttentionBlocks::dot));
    }
    nodes.add(dense(layer, value, attended, CrossAttention.WEIGHTS, own.getActivationFn()));
  }

  private static Block additive(BlockContext context) {
    checkSizes(context);
    return new CrossAttentionBlock(context, new AdditiveScores(context));
  }

  private static Block dot(BlockContext context) {
    checkSizes(context);
    int decoder = context.inputs().get(0).shape().size();
    int encoder = context.inputs().get(1).shape().size();
    if (decoder != encoder) {
      throw Unsupported.inLayer(
          context.owner(), "product of " + decoder + " numbers with " + encoder);
    }
    return new CrossAttentionBlock(context, new DotScores(context));
  }

  private static void checkSizes(BlockContext context) {
    CrossAttention layer = (CrossAttention) context.layer();
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    boolean fits =
        context.inputs().get(0).shape().size() == layer.getNOut()
            && context.inputs().get(1).shape().size() == layer.getMemorySize();
    if (!fits) {
      throw Unsupported.inLayer(context.owner(), "attention of other sizes than it says");
    }
  }

  private static Node dense(
      NetworkLayer layer, String value, String input, String weights, IActivation function) {
    return Node.of(
        layer, value, ImmutableList.of(input), context -> dense(context, weights, function));
  }

  private static Block dense(BlockContext context, String weights, IActivation activation) {
    int outputs = Math.toIntExact(((CrossAttention) context.layer()).getNOut());
    int inputs = context.input().shape().size();
    ActivationFunction function = Functions.of(activation, context.owner());
    return new DenseBlock(
        context,
        context.parameter(weights, Math.multiplyExact(inputs, outputs)),
        null,
        outputs,
        function,
        false);
  }
}
