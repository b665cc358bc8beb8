package dev.ensayo.backend.compiled.dense;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.function.LossFunction;
import dev.ensayo.backend.compiled.function.Losses;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.BlockProvider;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.PlanesFactory;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.extension.CombinedDense;
import dev.ensayo.backend.extension.LayerNormalization;
import dev.ensayo.backend.extension.NoisyDense;
import dev.ensayo.backend.training.ActivityPenalty;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** Makes the blocks of dense layers, of functions by themselves and of losses. */
public final class DenseBlocks implements BlockProvider {
  @Override
  public ImmutableMap<Class<? extends Layer>, BlockFactory> blocks() {
    return ImmutableMap.of(
        DenseLayer.class, reads(DenseBlocks::hidden),
        NoisyDense.class, reads(DenseBlocks::noisy),
        CombinedDense.class, CombinationBlock::new,
        LayerNormalization.class, DenseBlocks::normalization,
        ActivationLayer.class, DenseBlocks::activation,
        DropoutLayer.class, DenseBlocks::unchanged,
        OutputLayer.class, reads(DenseBlocks::output),
        RnnOutputLayer.class, DenseBlocks::sequenceOutput,
        LossLayer.class, DenseBlocks::loss);
  }

  private static BlockFactory reads(BlockFactory factory) {
    return PlanesFactory.of(PlanesFactory.Use.READS, factory);
  }

  private static Block hidden(BlockContext context) {
    DenseLayer layer = (DenseLayer) context.layer();
    if (layer.hasLayerNorm()) {
      throw Unsupported.inLayer(context.owner(), "layer normalization");
    }
    return dense(context, layer, layer.hasBias(), false);
  }

  private static Block noisy(BlockContext context) {
    NoisyDense layer = (NoisyDense) context.layer();
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    int outputs = Math.toIntExact(layer.getNOut());
    int length = Math.multiplyExact(Math.toIntExact(layer.getNIn()), outputs);
    return new NoisyDenseBlock(
        context,
        context.parameter(DefaultParamInitializer.WEIGHT_KEY, length),
        context.parameter(DefaultParamInitializer.BIAS_KEY, outputs),
        context.parameter(NoisyDense.WEIGHT_DEVIATIONS, length),
        context.parameter(NoisyDense.BIAS_DEVIATIONS, outputs),
        Functions.of(layer.getActivationFn(), context.owner()));
  }

  private static Block normalization(BlockContext context) {
    LayerNormalization layer = (LayerNormalization) context.layer();
    int features = Math.toIntExact(layer.getNOut());
    Shape shape = context.input().shape();
    int there = shape.isImage() ? shape.channels() : shape.size();
    if (features != there) {
      throw Unsupported.inLayer(
          context.owner(), "normalization of " + features + " features over " + there);
    }
    return new LayerNormalizationBlock(
        context,
        context.parameter(LayerNormalization.GAIN, features),
        context.parameter(LayerNormalization.SHIFT, features),
        layer.getEpsilon(),
        Functions.elementwise(layer.getActivationFn(), context.owner()));
  }

  private static Block activation(BlockContext context) {
    ActivationLayer layer = (ActivationLayer) context.layer();
    if (layer.getActivationFn() instanceof ActivityPenalty penalty) {
      return new ActivityPenaltyBlock(context, penalty.l1());
    }
    return new ActivationBlock(
        context, Functions.elementwise(layer.getActivationFn(), context.owner()));
  }

  /** What a dropout layer does is done before it, as before any layer that has dropout. */
  private static Block unchanged(BlockContext context) {
    return new ActivationBlock(
        context, Functions.elementwise(new ActivationIdentity(), context.owner()));
  }

  private static Block output(BlockContext context) {
    OutputLayer layer = (OutputLayer) context.layer();
    return output(context, layer, layer.hasBias());
  }

  private static Block sequenceOutput(BlockContext context) {
    RnnOutputLayer layer = (RnnOutputLayer) context.layer();
    return output(context, layer, layer.hasBias());
  }

  private static Block output(BlockContext context, BaseOutputLayer layer, boolean hasBias) {
    LossFunction loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), context.owner());
    return dense(context, layer, hasBias, loss.includesActivation());
  }

  private static Block loss(BlockContext context) {
    LossLayer layer = (LossLayer) context.layer();
    if (context.input().shape().isImage()) {
      throw Unsupported.inLayer(context.owner(), "loss of an image");
    }
    LossFunction loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), context.owner());
    ActivationFunction function = Functions.of(layer.getActivationFn(), context.owner());
    return new LossLayerBlock(context, function, loss.includesActivation());
  }

  private static Block dense(
      BlockContext context, FeedForwardLayer layer, boolean hasBias, boolean lossIncludesFunction) {
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    int inputs = Math.toIntExact(layer.getNIn());
    int outputs = Math.toIntExact(layer.getNOut());
    ActivationFunction function = Functions.of(layer.getActivationFn(), context.owner());
    ParameterTensor weights =
        context.parameter(DefaultParamInitializer.WEIGHT_KEY, Math.multiplyExact(inputs, outputs));
    ParameterTensor bias =
        hasBias ? context.parameter(DefaultParamInitializer.BIAS_KEY, outputs) : null;
    return new DenseBlock(context, weights, bias, outputs, function, lossIncludesFunction);
  }
}
