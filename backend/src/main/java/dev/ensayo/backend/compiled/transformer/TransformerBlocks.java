package dev.ensayo.backend.compiled.transformer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.dense.DenseBlock;
import dev.ensayo.backend.compiled.dense.DropoutBlock;
import dev.ensayo.backend.compiled.dense.LayerNormalizationBlock;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.join.SumBlock;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.BlockProvider;
import dev.ensayo.backend.compiled.node.LayerNodesFactory;
import dev.ensayo.backend.compiled.node.NetworkLayer;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.extension.CausalAttention;
import dev.ensayo.backend.extension.PositionEmbedding;
import dev.ensayo.backend.extension.ResidualLayer;
import dev.ensayo.backend.extension.ResidualMlp;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/**
 * Makes the blocks of a transformer's layers. A residual layer is a node each for its
 * normalization, its dense layers, what is between them, dropout and the sum.
 */
public final class TransformerBlocks implements BlockProvider {
  private static final IActivation IDENTITY = new ActivationIdentity();

  @Override
  public ImmutableMap<Class<? extends Layer>, BlockFactory> blocks() {
    return ImmutableMap.of(PositionEmbedding.class, TransformerBlocks::positions);
  }

  @Override
  public ImmutableMap<Class<? extends Layer>, LayerNodesFactory> nodes() {
    return ImmutableMap.of(
        CausalAttention.class, TransformerBlocks::attention,
        ResidualMlp.class, TransformerBlocks::mlp);
  }

  private static Block positions(BlockContext context) {
    PositionEmbedding layer = (PositionEmbedding) context.layer();
    int size = Math.toIntExact(layer.getNOut());
    check(context, layer);
    return new PositionsBlock(
        context,
        context.parameter(ResidualLayer.WEIGHTS, Math.multiplyExact(size, layer.getContext())),
        size,
        layer.getContext());
  }

  private static void attention(
      ImmutableList.Builder<Node> nodes,
      NetworkLayer layer,
      String value,
      ImmutableList<String> inputs) {
    String input = inputs.get(0);
    CausalAttention own = (CausalAttention) layer.configuration().getLayer();
    int size = Math.toIntExact(own.getNOut());
    String begun = begin(nodes, layer, value, input, 3 * size, IDENTITY);
    String attended = value + " (attended)";
    nodes.add(
        Node.of(
            layer,
            attended,
            ImmutableList.of(begun),
            context ->
                new AttentionBlock(
                    context,
                    own.getHeads(),
                    own.getContext(),
                    own.isRotary(),
                    1 - own.getAttentionDropout())));
    end(nodes, layer, value, input, attended);
  }

  private static void mlp(
      ImmutableList.Builder<Node> nodes,
      NetworkLayer layer,
      String value,
      ImmutableList<String> inputs) {
    String input = inputs.get(0);
    ResidualMlp own = (ResidualMlp) layer.configuration().getLayer();
    String begun = begin(nodes, layer, value, input, own.getHiddenUnits(), own.getActivationFn());
    end(nodes, layer, value, input, begun);
  }

  /** Layer normalization and a dense layer; returns what its output is called. */
  private static String begin(
      ImmutableList.Builder<Node> nodes,
      NetworkLayer layer,
      String value,
      String input,
      int outputs,
      IActivation function) {
    String normalized = value + " (normalized)";
    String begun = value + " (begun)";
    nodes.add(
        Node.of(layer, normalized, ImmutableList.of(input), TransformerBlocks::normalization));
    nodes.add(
        Node.of(
            layer,
            begun,
            ImmutableList.of(normalized),
            context ->
                dense(
                    context,
                    ResidualLayer.WEIGHTS,
                    ResidualLayer.BIAS,
                    outputs,
                    Functions.of(function, context.owner()))));
    return begun;
  }

  /** A dense layer, dropout, and the sum with the input. */
  private static void end(
      ImmutableList.Builder<Node> nodes,
      NetworkLayer layer,
      String value,
      String input,
      String middle) {
    ResidualLayer own = (ResidualLayer) layer.configuration().getLayer();
    String branch = value + " (branch)";
    nodes.add(
        Node.of(
            layer,
            branch,
            ImmutableList.of(middle),
            context ->
                dense(
                    context,
                    ResidualLayer.OUTPUT_WEIGHTS,
                    ResidualLayer.OUTPUT_BIAS,
                    Math.toIntExact(own.getNOut()),
                    Functions.of(IDENTITY, context.owner()))));
    if (own.getBranchDropout() > 0) {
      String dropped = value + " (branch dropped)";
      double keep = 1 - own.getBranchDropout();
      nodes.add(
          Node.of(
              layer,
              dropped,
              ImmutableList.of(branch),
              context -> DropoutBlock.ofRows(context, keep)));
      branch = dropped;
    }
    nodes.add(
        Node.of(
            layer, value, ImmutableList.of(input, branch), context -> new SumBlock(context, 1, 1)));
  }

  private static Block normalization(BlockContext context) {
    ResidualLayer layer = (ResidualLayer) context.layer();
    check(context, layer);
    int size = Math.toIntExact(layer.getNOut());
    return new LayerNormalizationBlock(
        context,
        context.parameter(ResidualLayer.GAIN, size),
        context.parameter(ResidualLayer.SHIFT, size),
        layer.getEpsilon(),
        Functions.elementwise(IDENTITY, context.owner()));
  }

  private static Block dense(
      BlockContext context, String weights, String bias, int outputs, ActivationFunction function) {
    int inputs = context.input().shape().size();
    return new DenseBlock(
        context,
        context.parameter(weights, Math.multiplyExact(inputs, outputs)),
        context.parameter(bias, outputs),
        outputs,
        function,
        false);
  }

  private static void check(BlockContext context, ResidualLayer layer) {
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    if (context.input().shape().size() != layer.getNOut()) {
      throw Unsupported.inLayer(
          context.owner(),
          "sum of " + layer.getNOut() + " numbers with " + context.input().shape().size());
    }
  }
}
