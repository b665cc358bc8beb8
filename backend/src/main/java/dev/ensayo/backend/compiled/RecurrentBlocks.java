package dev.ensayo.backend.compiled;

import dev.ensayo.backend.extension.Gru;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.params.SimpleRnnParamInitializer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Makes the blocks of recurrent layers and of embeddings. */
final class RecurrentBlocks {
  private RecurrentBlocks() {}

  static Block simpleRnn(BlockContext context) {
    SimpleRnn layer = (SimpleRnn) context.layer();
    if (layer.hasLayerNorm()) {
      throw Unsupported.inLayer(context.owner(), "layer normalization inside a recurrent layer");
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
        Functions.of(layer.getActivationFn(), context.owner()));
  }

  static Block lstm(BlockContext context) {
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
    return new LstmBlock(context, sizes.inputs(), sizes.units(), weights, recurrent, bias);
  }

  static Block gru(BlockContext context) {
    Gru layer = (Gru) context.layer();
    check(context, layer);
    checkTanh(context, layer);
    Sizes sizes = Sizes.of(layer);
    ParameterTensor weights = context.parameter(Gru.INPUT_WEIGHTS, sizes.inputWeights(3));
    ParameterTensor recurrent = context.parameter(Gru.RECURRENT_WEIGHTS, sizes.recurrentWeights(3));
    int biases = (layer.isResetAfter() ? 4 : 3) * sizes.units();
    ParameterTensor bias = context.parameter(Gru.BIAS, biases);
    return new GruBlock(
        context, sizes.inputs(), sizes.units(), weights, recurrent, bias, layer.isResetAfter());
  }

  static Block embedding(BlockContext context) {
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
    return new EmbeddingBlock(context, weights, bias, sizes.inputs(), sizes.units());
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
