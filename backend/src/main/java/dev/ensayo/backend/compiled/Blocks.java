package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.dense.DenseBlock;
import dev.ensayo.backend.compiled.dense.LossLayerBlock;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.function.LossFunction;
import dev.ensayo.backend.compiled.function.Losses;
import dev.ensayo.backend.compiled.image.ImageBlocks;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.recurrent.RecurrentBlocks;
import dev.ensayo.backend.extension.Gru;
import dev.ensayo.backend.extension.NormalizedLstm;
import dev.ensayo.backend.extension.NormalizedRnn;
import dev.ensayo.backend.extension.TiedEmbedding;
import dev.ensayo.backend.extension.TiedOutput;
import dev.ensayo.core.config.InvalidSettingException;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** The blocks by Deeplearning4j's layer classes: the one place that grows with a new block. */
final class Blocks {
  private static final ImmutableMap<Class<? extends Layer>, BlockFactory> BY_LAYER =
      ImmutableMap.<Class<? extends Layer>, BlockFactory>builder()
          .put(DenseLayer.class, Blocks::hidden)
          .put(ActivationLayer.class, ImageBlocks::activation)
          .put(BatchNormalization.class, ImageBlocks::batchNormalization)
          .put(ConvolutionLayer.class, ImageBlocks::convolution)
          .put(SubsamplingLayer.class, ImageBlocks::pooling)
          .put(GlobalPoolingLayer.class, ImageBlocks::globalPooling)
          .put(OutputLayer.class, context -> output(context, hasBias(context)))
          .put(LossLayer.class, Blocks::lossLayer)
          .put(RnnOutputLayer.class, context -> output(context, hasSequenceBias(context)))
          .put(SimpleRnn.class, RecurrentBlocks::simpleRnn)
          .put(LSTM.class, RecurrentBlocks::lstm)
          .put(Gru.class, RecurrentBlocks::gru)
          .put(NormalizedRnn.class, RecurrentBlocks::normalizedRnn)
          .put(NormalizedLstm.class, RecurrentBlocks::normalizedLstm)
          .put(EmbeddingSequenceLayer.class, RecurrentBlocks::embedding)
          .put(TiedEmbedding.class, RecurrentBlocks::embedding)
          .put(TiedOutput.class, RecurrentBlocks::tiedOutput)
          .build();

  private Blocks() {}

  /**
   * The factory for a layer.
   *
   * @throws InvalidSettingException if the layer has no block
   */
  static BlockFactory forLayer(Layer layer, String owner) {
    BlockFactory factory = BY_LAYER.get(layer.getClass());
    if (factory == null) {
      throw Unsupported.inLayer(owner, "block for this layer");
    }
    return factory;
  }

  private static Block hidden(BlockContext context) {
    DenseLayer layer = (DenseLayer) context.layer();
    if (layer.hasLayerNorm()) {
      throw Unsupported.inLayer(context.owner(), "layer normalization");
    }
    return dense(context, layer, layer.hasBias(), false);
  }

  private static boolean hasBias(BlockContext context) {
    return ((OutputLayer) context.layer()).hasBias();
  }

  private static boolean hasSequenceBias(BlockContext context) {
    return ((RnnOutputLayer) context.layer()).hasBias();
  }

  private static Block output(BlockContext context, boolean hasBias) {
    BaseOutputLayer layer = (BaseOutputLayer) context.layer();
    LossFunction loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), context.owner());
    return dense(context, layer, hasBias, loss.includesActivation());
  }

  private static Block lossLayer(BlockContext context) {
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
