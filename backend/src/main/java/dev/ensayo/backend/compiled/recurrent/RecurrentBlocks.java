package dev.ensayo.backend.compiled.recurrent;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.BlockProvider;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.extension.Gru;
import dev.ensayo.backend.extension.NormalizedLstm;
import dev.ensayo.backend.extension.NormalizedRnn;
import dev.ensayo.backend.extension.TiedEmbedding;
import dev.ensayo.backend.extension.TiedOutput;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.params.SimpleRnnParamInitializer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Makes the blocks of recurrent layers and of embeddings. */
public final class RecurrentBlocks implements BlockProvider {
  @Override
  public ImmutableMap<Class<? extends Layer>, BlockFactory> blocks() {
    return ImmutableMap.<Class<? extends Layer>, BlockFactory>builder()
        .put(SimpleRnn.class, RecurrentBlocks::simpleRnn)
        .put(LSTM.class, RecurrentBlocks::lstm)
        .put(Gru.class, RecurrentBlocks::gru)
        .put(NormalizedRnn.class, RecurrentBlocks::normalizedRnn)
        .put(NormalizedLstm.class, RecurrentBlocks::normalizedLstm)
        .put(EmbeddingSequenceLayer.class, RecurrentBlocks::embedding)
        .put(TiedEmbedding.class, RecurrentBlocks::embedding)
        .put(TiedOutput.class, RecurrentBlocks::tiedOutput)
        .build();
  }

  private static Block simpleRnn(BlockContext context) {
    SimpleRnn layer = (SimpleRnn) context.layer();
    if (layer.hasLayerNorm()) {
      // Deeplearning4j's own layer fails at its first step.
      throw Unsupported.inLayer(context.owner(), "layer normalization but in a NormalizedRnn");
    }
    check(context, layer);
    Sizes sizes = Sizes.of(layer);
    ParameterTensor weights =
        context.parameter(SimpleRnnParamInitializer.WEIGHT_KEY, sizes.inputWeights(1));
    ParameterTensor recurrent =
        context.parameter(
            SimpleRnnParamInitializer.RECURRENT_WEIGHT_KEY, sizes.recurrentWeights(1));
    ParameterTensor bias = context.parameter(SimpleRnnParamInitializer.BIAS_KEY, sizes.units());
    return new SimpleRnnBlock(
        context,
        sizes.inputs(),
        sizes.units(),
        weights,
        recurrent,
        bias,
        Functions.ofCell(layer.getActivationFn(), context.owner()),
        null);
  }

  private static Block normalizedRnn(BlockContext context) {
    NormalizedRnn layer = (NormalizedRnn) context.layer();
    check(context, layer);
    Sizes sizes = Sizes.of(layer);
    int units = sizes.units();
    ParameterTensor weights =
        context.parameter(NormalizedLstm.INPUT_WEIGHTS, sizes.inputWeights(1));
    ParameterTensor recurrent =
        context.parameter(NormalizedLstm.RECURRENT_WEIGHTS, sizes.recurrentWeights(1));
    ParameterTensor bias = context.parameter(NormalizedLstm.BIAS, units);
    RecurrentBlock.Normalization normalization =
        new RecurrentBlock.Normalization(
            context.parameter(NormalizedLstm.GAIN, 2 * units), List.of(units));
    return new SimpleRnnBlock(
        context,
        sizes.inputs(),
        units,
        weights,
        recurrent,
        bias,
        Functions.ofCell(layer.getActivationFn(), context.owner()),
        normalization);
  }

  private static Block lstm(BlockContext context) {
    LSTM layer = (LSTM) context.layer();
    check(context, layer);
    checkTanh(context, layer);
    if (!(layer.getGateActivationFn() instanceof ActivationSigmoid)) {
      throw Unsupported.inLayer(
          context.owner(), "gate activation " + layer.getGateActivationFn() + " but sigmoid");
    }
    Sizes sizes = Sizes.of(layer);
    ParameterTensor weights =
        context.parameter(LSTMParamInitializer.INPUT_WEIGHT_KEY, sizes.inputWeights(4));
    ParameterTensor recurrent =
        context.parameter(LSTMParamInitializer.RECURRENT_WEIGHT_KEY, sizes.recurrentWeights(4));
    ParameterTensor bias = context.parameter(LSTMParamInitializer.BIAS_KEY, 4 * sizes.units());
    return new LstmBlock(context, sizes.inputs(), sizes.units(), weights, recurrent, bias, null);
  }

  private static Block normalizedLstm(BlockContext context) {
    NormalizedLstm layer = (NormalizedLstm) context.layer();
    check(context, layer);
    checkTanh(context, layer);
    Sizes sizes = Sizes.of(layer);
    int units = sizes.units();
    ParameterTensor weights =
        context.parameter(NormalizedLstm.INPUT_WEIGHTS, sizes.inputWeights(4));
    ParameterTensor recurrent =
        context.parameter(NormalizedLstm.RECURRENT_WEIGHTS, sizes.recurrentWeights(4));
    ParameterTensor bias = context.parameter(NormalizedLstm.BIAS, 4 * units);
    RecurrentBlock.Normalization normalization =
        new RecurrentBlock.Normalization(
            context.parameter(NormalizedLstm.GAIN, 10 * units), List.of(4 * units));
    return new LstmBlock(context, sizes.inputs(), units, weights, recurrent, bias, normalization);
  }

  private static Block gru(BlockContext context) {
    Gru layer = (Gru) context.layer();
    check(context, layer);
    checkTanh(context, layer);
    Sizes sizes = Sizes.of(layer);
    ParameterTensor weights = context.parameter(Gru.INPUT_WEIGHTS, sizes.inputWeights(3));
    ParameterTensor recurrent = context.parameter(Gru.RECURRENT_WEIGHTS, sizes.recurrentWeights(3));
    int biases = (layer.isResetAfter() ? 4 : 3) * sizes.units();
    ParameterTensor bias = context.parameter(Gru.BIAS, biases);
    RecurrentBlock.Normalization normalization = null;
    if (layer.isLayerNormalization()) {
      normalization =
          new RecurrentBlock.Normalization(
              context.parameter(Gru.GAIN, 6 * sizes.units()),
              List.of(2 * sizes.units(), sizes.units()));
    }
    return new GruBlock(
        context,
        sizes.inputs(),
        sizes.units(),
        weights,
        recurrent,
        bias,
        layer.isResetAfter(),
        normalization);
  }

  private static Block embedding(BlockContext context) {
    EmbeddingSequenceLayer layer = (EmbeddingSequenceLayer) context.layer();
    if (context.input().data() != null) {
      throw Unsupported.inLayer(context.owner(), "embedding of anything but the network's tokens");
    }
    Sizes sizes = new Sizes(Math.toIntExact(layer.getNIn()), Math.toIntExact(layer.getNOut()));
    if (!(layer.getActivationFn() instanceof ActivationIdentity)) {
      throw Unsupported.inLayer(context.owner(), "embedding with a function");
    }
    ParameterTensor weights =
        context.parameter(DefaultParamInitializer.WEIGHT_KEY, sizes.inputWeights(1));
    ParameterTensor bias =
        layer.hasBias() ? context.parameter(DefaultParamInitializer.BIAS_KEY, sizes.units()) : null;
    boolean tied = layer instanceof TiedEmbedding;
    return new EmbeddingBlock(context, weights, bias, sizes.inputs(), sizes.units(), tied);
  }

  private static Block tiedOutput(BlockContext context) {
    TiedOutput layer = (TiedOutput) context.layer();
    ParameterTensor matrix = context.firstParameter();
    int inputs = Math.toIntExact(layer.getNIn());
    int outputs = Math.toIntExact(layer.getNOut());
    boolean embedded =
        matrix != null
            && matrix.configuration().getLayer() instanceof TiedEmbedding embedding
            && embedding.getNIn() == outputs
            && embedding.getNOut() == inputs;
    if (!embedded) {
      throw new InvalidSettingException(
          "layers",
          context.owner()
              + ": is tied to a TiedEmbedding of ["
              + outputs
              + ", "
              + inputs
              + "] at the beginning of the network, which is not there");
    }
    if (!(layer.getActivationFn() instanceof ActivationSoftmax)) {
      throw Unsupported.inLayer(context.owner(), "tied output without softmax");
    }
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    ParameterTensor bias = context.parameter(DefaultParamInitializer.BIAS_KEY, outputs);
    ActivationFunction softmax = Functions.of(layer.getActivationFn(), context.owner());
    return new TiedOutputBlock(context, matrix, bias, outputs, softmax);
  }

  private static void check(BlockContext context, BaseRecurrentLayer layer) {
    if (layer.getRnnDataFormat() == RNNFormat.NWC) {
      throw Unsupported.inLayer(context.owner(), "data format NWC");
    }
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
      throw Unsupported.inLayer(context.owner(), "constraints on parameters");
    }
  }

  private static void checkTanh(BlockContext context, BaseRecurrentLayer layer) {
    if (!(layer.getActivationFn() instanceof ActivationTanH)) {
      throw Unsupported.inLayer(
          context.owner(), "activation " + layer.getActivationFn() + " in a gated cell");
    }
  }

  /** Units of the layer before and of this one. */
  private record Sizes(int inputs, int units) {
    static Sizes of(BaseRecurrentLayer layer) {
      return new Sizes(Math.toIntExact(layer.getNIn()), Math.toIntExact(layer.getNOut()));
    }

    int inputWeights(int gates) {
      return Math.multiplyExact(inputs, gates * units);
    }

    int recurrentWeights(int gates) {
      return Math.multiplyExact(units, gates * units);
    }
  }
}
