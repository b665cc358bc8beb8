package dev.ensayo.backend.compiled;

import dev.ensayo.backend.extension.AdaptiveSoftmax;
import dev.ensayo.backend.extension.Gru;
import dev.ensayo.backend.extension.MinGru;
import dev.ensayo.backend.extension.MinLstm;
import dev.ensayo.backend.extension.NormalizedLstm;
import dev.ensayo.backend.extension.NormalizedRnn;
import dev.ensayo.backend.extension.TiedEmbedding;
import dev.ensayo.backend.extension.TiedOutput;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.random.RandomStream;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Small language models as Deeplearning4j configurations. */
final class SequenceNetworks {
  /** The recurrent layers there are. */
  enum Cell {
    RNN_TANH,
    RNN_RELU,
    LSTM,
    GRU_RESET_AFTER,
    GRU_RESET_BEFORE,
    RNN_NORMALIZED,
    LSTM_NORMALIZED,
    GRU_NORMALIZED,
    MIN_GRU,
    MIN_GRU_PLAIN,
    MIN_LSTM,
    MIN_LSTM_PLAIN;

    Layer layer(int inputs, int units, double keep) {
      return switch (this) {
        case RNN_TANH ->
            drop(new SimpleRnn.Builder().activation(Activation.TANH), inputs, units, keep);
        case RNN_RELU ->
            drop(new SimpleRnn.Builder().activation(Activation.RELU), inputs, units, keep);
        case LSTM -> drop(new LSTM.Builder().activation(Activation.TANH), inputs, units, keep);
        case GRU_RESET_AFTER -> drop(gru(true), inputs, units, keep);
        case GRU_RESET_BEFORE -> drop(gru(false), inputs, units, keep);
        case RNN_NORMALIZED ->
            drop(new NormalizedRnn.Builder().activation(Activation.TANH), inputs, units, keep);
        case LSTM_NORMALIZED ->
            drop(new NormalizedLstm.Builder().activation(Activation.TANH), inputs, units, keep);
        case GRU_NORMALIZED -> drop(gru(true).layerNormalization(true), inputs, units, keep);
        case MIN_GRU ->
            drop(new MinGru.Builder().activation(Activation.IDENTITY), inputs, units, keep);
        case MIN_GRU_PLAIN ->
            drop(
                new MinGru.Builder().positive(false).activation(Activation.IDENTITY),
                inputs,
                units,
                keep);
        case MIN_LSTM ->
            drop(new MinLstm.Builder().activation(Activation.IDENTITY), inputs, units, keep);
        case MIN_LSTM_PLAIN ->
            drop(
                new MinLstm.Builder().positive(false).activation(Activation.IDENTITY),
                inputs,
                units,
                keep);
      };
    }

    private static Gru.Builder gru(boolean resetAfter) {
      return new Gru.Builder().resetAfter(resetAfter).activation(Activation.TANH);
    }

    private static Layer drop(
        org.deeplearning4j.nn.conf.layers.FeedForwardLayer.Builder<?> layer,
        int inputs,
        int units,
        double keep) {
      layer.nIn(inputs).nOut(units);
      return keep < 1 ? layer.dropOut(keep).build() : layer.build();
    }
  }

  private SequenceNetworks() {}

  static NeuralNetConfiguration.Builder base(IUpdater updater, DataType type) {
    return new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(updater);
  }

  static Layer output(int units, int vocabulary) {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nIn(units)
        .nOut(vocabulary)
        .activation(Activation.SOFTMAX)
        .dataFormat(RNNFormat.NCW)
        .build();
  }

  static Layer embedding(int vocabulary, int size, boolean bias) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(vocabulary)
        .nOut(size)
        .hasBias(bias)
        .activation(Activation.IDENTITY)
        .build();
  }

  /** An embedding whose matrix {@link #tiedOutput} uses as well. */
  static Layer tiedEmbedding(int vocabulary, int size) {
    TiedEmbedding layer = new TiedEmbedding();
    layer.setNIn(vocabulary);
    layer.setNOut(size);
    layer.setActivationFn(new ActivationIdentity());
    return layer;
  }

  static Layer tiedOutput(int units, int vocabulary) {
    TiedOutput layer = new TiedOutput();
    layer.setNIn(units);
    layer.setNOut(vocabulary);
    layer.setActivationFn(new ActivationSoftmax());
    layer.setLossFn(new LossMCXENT());
    return layer;
  }

  static Layer adaptiveSoftmax(int units, int vocabulary, double divisor, int... cutoffs) {
    AdaptiveSoftmax layer = new AdaptiveSoftmax();
    layer.setNIn(units);
    layer.setNOut(vocabulary);
    layer.setDivisor(divisor);
    layer.setCutoffs(cutoffs);
    return layer;
  }

  static MultiLayerConfiguration network(IUpdater updater, DataType type, List<Layer> layers) {
    NeuralNetConfiguration.ListBuilder list = base(updater, type).list();
    // Building a network writes its updater into the layers.
    layers.forEach(layer -> list.layer(layer.clone()));
    return list.build();
  }

  static MultiLayerNetwork initialized(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.initGradientsView();
    network.getUpdater();
    return network;
  }

  /** A plan of tokens. */
  static SequencePlan compile(MultiLayerNetwork network, int sequences, int steps) {
    return compile(network, true, sequences, steps, 0);
  }

  static SequencePlan compile(
      MultiLayerNetwork network, boolean tokens, int sequences, int steps, double labelSmoothing) {
    WindowLimits windows = new WindowLimits(sequences, steps);
    return compile(network, tokens, windows, labelSmoothing, WindowRegularization.NONE);
  }

  /** A plan of tokens in which something is dropped or penalized beside what the layers say. */
  static SequencePlan compile(
      MultiLayerNetwork network, int sequences, int steps, WindowRegularization regularization) {
    return compile(network, true, new WindowLimits(sequences, steps), 0, regularization);
  }

  private static SequencePlan compile(
      MultiLayerNetwork network,
      boolean tokens,
      WindowLimits windows,
      double labelSmoothing,
      WindowRegularization regularization) {
    return SequencePlan.compile(
        network.getLayerWiseConfigurations(),
        NetworkBuffers.of(network),
        windows,
        tokens,
        OptionalDouble.empty(),
        labelSmoothing,
        regularization);
  }

  /** A window of tokens and classes, all of which is learned from. */
  static SequenceWindow window(int[] tokens, int[] targets, float[] mask, int steps) {
    return new SequenceWindow().steps(steps).tokens(tokens).targets(targets).mask(mask);
  }

  /** A state of zeros. */
  static SequenceState state(SequencePlan plan, int sequences) {
    return new SequenceState(sequences, plan.stateSize());
  }

  /** A state of its own with the numbers of another. */
  static SequenceState copy(SequenceState state) {
    SequenceState copy = new SequenceState(state.sequences(), state.size());
    copy.copyFrom(state);
    return copy;
  }

  static int[] tokens(RandomStream random, int count, int vocabulary) {
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = random.nextInt(vocabulary);
    }
    return tokens;
  }
}
