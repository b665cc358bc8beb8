package dev.ensayo.backend.configuration;

import dev.ensayo.backend.extension.CrossAttention;
import dev.ensayo.backend.extension.CrossAttentionVertex;
import dev.ensayo.backend.spec.Attention;
import dev.ensayo.backend.spec.EncoderDecoderSpec;
import dev.ensayo.backend.spec.RecurrentSpec;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** From an {@link EncoderDecoderSpec} to Deeplearning4j's configuration. */
public final class EncoderDecoderConfigurations {
  /** The input of the tokens that are read. */
  public static final String SOURCE = "source";

  /** The input of the tokens that were written. */
  public static final String TARGET = "target";

  /** The output. */
  public static final String OUTPUT = "output";

  /** The attention of the decoder, where it has one. */
  public static final String ATTENTION = "attention";

  private static final String SUMMARY = "summary";
  private static final String REPEATED = "repeated-summary";
  private static final String DECODER_INPUT = "decoder-input";

  private EncoderDecoderConfigurations() {}

  /** The configuration that says all of the spec but the limit on the gradient's norm. */
  public static ComputationGraphConfiguration of(EncoderDecoderSpec spec, long seed) {
    ComputationGraphConfiguration.GraphBuilder graph =
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .graphBuilder();
    graph.addInputs(SOURCE, TARGET);
    int size = spec.embeddingSize();
    String read = embedded(graph, SOURCE, spec.sourceVocabulary(), size);
    String encoded = recurrent(graph, "encoder-", spec.encoder(), read, size);
    graph.addVertex(SUMMARY, new LastTimeStepVertex(SOURCE), encoded);
    graph.addVertex(REPEATED, new DuplicateToTimeSeriesVertex(TARGET), SUMMARY);
    String written = embedded(graph, TARGET, spec.targetVocabulary(), size);
    graph.addVertex(DECODER_INPUT, new MergeVertex(), written, REPEATED);
    int inputs = size + units(spec.encoder());
    String decoded = recurrent(graph, "decoder-", spec.decoder(), DECODER_INPUT, inputs);
    if (spec.attention() != Attention.NONE) {
      graph.addVertex(ATTENTION, attention(spec, seed), decoded, encoded);
      decoded = ATTENTION;
    }
    RnnOutputLayer.Builder output = new RnnOutputLayer.Builder(new LossMCXENT());
    output.dataFormat(RNNFormat.NCW).nIn(units(spec.decoder())).nOut(spec.targetVocabulary());
    output.activation(Activation.SOFTMAX.getActivationFunction());
    output.weightInit(new WeightInitXavier());
    if (spec.outputDropout() > 0) {
      output.dropOut(1 - spec.outputDropout());
    }
    graph.addLayer(OUTPUT, output.build(), decoded);
    graph.setOutputs(OUTPUT);
    return GraphConfigurations.decayedOnce(graph.build());
  }

  private static CrossAttentionVertex attention(EncoderDecoderSpec spec, long seed) {
    CrossAttention layer = new CrossAttention();
    layer.setLayerName(ATTENTION);
    layer.setSize(units(spec.decoder()));
    layer.setMemorySize(units(spec.encoder()));
    layer.setAdditive(spec.attention() == Attention.ADDITIVE);
    return new CrossAttentionVertex(
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .layer(layer)
            .build());
  }

  private static int units(List<RecurrentSpec> layers) {
    return layers.get(layers.size() - 1).units();
  }

  private static String embedded(
      ComputationGraphConfiguration.GraphBuilder graph, String input, int vocabulary, int size) {
    String name = input + "-embedding";
    graph.addLayer(name, SequenceConfigurations.embedding(vocabulary, size, 0), input);
    return name;
  }

  /** Appends recurrent layers; returns the name of the last. */
  private static String recurrent(
      ComputationGraphConfiguration.GraphBuilder graph,
      String prefix,
      List<RecurrentSpec> layers,
      String input,
      int inputSize) {
    String before = input;
    int inputs = inputSize;
    for (int i = 0; i < layers.size(); i++) {
      String name = prefix + i;
      Layer layer = SequenceConfigurations.recurrent(layers.get(i), inputs, false);
      graph.addLayer(name, layer, before);
      inputs = layers.get(i).units();
      before = name;
    }
    return before;
  }
}
