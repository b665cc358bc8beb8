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
import dev.ensayo.backend.compiled.recurrent.RecurrentParameters.Counts;
import dev.ensayo.backend.compiled.recurrent.RecurrentParameters.Names;
import dev.ensayo.backend.extension.AdaptiveSoftmax;
import dev.ensayo.backend.extension.BothEnds;
import dev.ensayo.backend.extension.Gru;
import dev.ensayo.backend.extension.MinGru;
import dev.ensayo.backend.extension.MinLstm;
import dev.ensayo.backend.extension.MinimalRecurrent;
import dev.ensayo.backend.extension.NormalizedLstm;
import dev.ensayo.backend.extension.NormalizedRnn;
import dev.ensayo.backend.extension.TiedEmbedding;
import dev.ensayo.backend.extension.TiedOutput;
import dev.ensayo.core.config.InvalidSettingException;
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
  private static final Counts RNN = new Counts(1, 1, 0);
  private static final Counts LSTM_CELL = new Counts(LstmCell.GATES, LstmCell.GATES, 0);
  private static final Names NORMALIZED =
      new Names(
          NormalizedLstm.INPUT_WEIGHTS,
          NormalizedLstm.RECURRENT_WEIGHTS,
          NormalizedLstm.BIAS,
          NormalizedLstm.GAIN);

  @Override
  public ImmutableMap<Class<? extends Layer>, BlockFactory> blocks() {
    return ImmutableMap.<Class<? extends Layer>, BlockFactory>builder()
        .put(SimpleRnn.class, RecurrentBlocks::simpleRnn)
        .put(LSTM.class, RecurrentBlocks::lstm)
        .put(Gru.class, RecurrentBlocks::gru)
        .put(MinGru.class, context -> scan(context, new MinGruGates()))
        .put(MinLstm.class, context -> scan(context, new MinLstmGates()))
        .put(NormalizedRnn.class, RecurrentBlocks::normalizedRnn)
        .put(NormalizedLstm.class, RecurrentBlocks::normalizedLstm)
        .put(EmbeddingSequenceLayer.class, RecurrentBlocks::embedding)
        .put(TiedEmbedding.class, RecurrentBlocks::embedding)
        .put(TiedOutput.class, RecurrentBlocks::tiedOutput)
        .put(AdaptiveSoftmax.class, RecurrentBlocks::adaptiveSoftmax)
        .put(BothEnds.class, BothEndsBlock::new)
        .build();
  }

  private static Block simpleRnn(BlockContext context) {
    SimpleRnn layer = (SimpleRnn) context.layer();
    if (layer.hasLayerNorm()) {
      // Deeplearning4j's own layer fails at its first step.
      throw Unsupported.inLayer(context.owner(), "layer normalization but in a NormalizedRnn");
    }
    check(context, layer);
    Names names =
        new Names(
            SimpleRnnParamInitializer.WEIGHT_KEY,
            SimpleRnnParamInitializer.RECURRENT_WEIGHT_KEY,
            SimpleRnnParamInitializer.BIAS_KEY,
            null);
    return simpleRnn(context, layer, RecurrentParameters.take(context, layer, RNN, names));
  }

  private static Block normalizedRnn(BlockContext context) {
    NormalizedRnn layer = (NormalizedRnn) context.layer();
    check(context, layer);
    return simpleRnn(
        context, layer, RecurrentParameters.take(context, layer, RNN.withGains(2), NORMALIZED));
  }

  private static Block simpleRnn(
      BlockContext context, BaseRecurrentLayer layer, RecurrentParameters parameters) {
    ActivationFunction function = Functions.of(layer.getActivationFn(), context.owner());
    return new RecurrentBlock(context, parameters, new SimpleRnnCell(function));
  }

  private static Block lstm(BlockContext context) {
    LSTM layer = (LSTM) context.layer();
    check(context, layer);
    checkTanh(context, layer);
    if (!(layer.getGateActivationFn() instanceof ActivationSigmoid)) {
      throw Unsupported.inLayer(
          context.owner(), "gate activation " + layer.getGateActivationFn() + " but sigmoid");
    }
    Names names =
        new Names(
            LSTMParamInitializer.INPUT_WEIGHT_KEY,
            LSTMParamInitializer.RECURRENT_WEIGHT_KEY,
            LSTMParamInitializer.BIAS_KEY,
            null);
    return lstm(context, RecurrentParameters.take(context, layer, LSTM_CELL, names));
  }

  private static Block normalizedLstm(BlockContext context) {
    NormalizedLstm layer = (NormalizedLstm) context.layer();
    check(context, layer);
    checkTanh(context, layer);
    // Those of the gates, and gains and biases of the cells.
    Counts counts = LSTM_CELL.withGains(2 * LstmCell.GATES + 2);
    return lstm(context, RecurrentParameters.take(context, layer, counts, NORMALIZED));
  }

  private static Block lstm(BlockContext context, RecurrentParameters parameters) {
    return new RecurrentBlock(context, parameters, new LstmCell(context, parameters));
  }

  private static Block gru(BlockContext context) {
    Gru layer = (Gru) context.layer();
    check(context, layer);
    checkTanh(context, layer);
    Counts counts =
        new Counts(
            GruCell.GATES,
            layer.isResetAfter() ? GruCell.GATES + 1 : GruCell.GATES,
            layer.isLayerNormalization() ? 2 * GruCell.GATES : 0);
    Names names = new Names(Gru.INPUT_WEIGHTS, Gru.RECURRENT_WEIGHTS, Gru.BIAS, Gru.GAIN);
    RecurrentParameters parameters = RecurrentParameters.take(context, layer, counts, names);
    Cell cell = new GruCell(context, parameters, layer.isResetAfter());
    return new RecurrentBlock(context, parameters, cell);
  }

  private static Block scan(BlockContext context, ScanGates gates) {
    MinimalRecurrent layer = (MinimalRecurrent) context.layer();
    check(context, layer);
    return new ScanBlock(context, layer, gates);
  }

  private static Block embedding(BlockContext context) {
    EmbeddingSequenceLayer layer = (EmbeddingSequenceLayer) context.layer();
    if (context.input().data() != null) {
      throw Unsupported.inLayer(context.owner(), "embedding of anything but the network's tokens");
    }
    int inputs = Math.toIntExact(layer.getNIn());
    int units = Math.toIntExact(layer.getNOut());
    if (!(layer.getActivationFn() instanceof ActivationIdentity)) {
      throw Unsupported.inLayer(context.owner(), "embedding with a function");
    }
    ParameterTensor weights =
        context.parameter(DefaultParamInitializer.WEIGHT_KEY, Math.multiplyExact(inputs, units));
    ParameterTensor bias =
        layer.hasBias() ? context.parameter(DefaultParamInitializer.BIAS_KEY, units) : null;
    boolean tied = layer instanceof TiedEmbedding;
    return new EmbeddingBlock(context, weights, bias, inputs, units, tied);
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

  private static Block adaptiveSoftmax(BlockContext context) {
    AdaptiveSoftmax layer = (AdaptiveSoftmax) context.layer();
    if (!(layer.getActivationFn() instanceof ActivationSoftmax)) {
      throw Unsupported.inLayer(context.owner(), "adaptive softmax with another function");
    }
    if (layer.getWeightNoise() != null) {
      throw Unsupported.inLayer(context.owner(), "weight noise");
    }
    ActivationFunction softmax = Functions.of(layer.getActivationFn(), context.owner());
    return new AdaptiveSoftmaxBlock(context, layer, softmax);
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
}
