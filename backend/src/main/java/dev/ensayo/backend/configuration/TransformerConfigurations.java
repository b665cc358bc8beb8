package dev.ensayo.backend.configuration;

import dev.ensayo.backend.extension.CausalAttention;
import dev.ensayo.backend.extension.LayerNormalization;
import dev.ensayo.backend.extension.PositionEmbedding;
import dev.ensayo.backend.extension.ResidualLayer;
import dev.ensayo.backend.extension.ResidualMlp;
import dev.ensayo.backend.extension.TiedEmbedding;
import dev.ensayo.backend.extension.TiedOutput;
import dev.ensayo.backend.spec.TransformerNetworkSpec;
import dev.ensayo.backend.spec.TransformerSpec;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** From a {@link TransformerNetworkSpec} to Deeplearning4j's configuration. */
public final class TransformerConfigurations {
  private static final double EPSILON = 1e-5;

  private TransformerConfigurations() {}

  /** The configuration that says all of the spec but the limit on the gradient's norm. */
  public static MultiLayerConfiguration of(TransformerNetworkSpec spec, long seed) {
    NeuralNetConfiguration.ListBuilder list =
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .list();
    TransformerSpec body = spec.body();
    list.layer(embedding(spec.vocabulary(), body));
    if (body.positions() == TransformerSpec.Positions.LEARNED) {
      PositionEmbedding positions = new PositionEmbedding();
      positions.setContext(body.context());
      list.layer(residual(positions, body));
    }
    for (int i = 0; i < body.layers(); i++) {
      CausalAttention attention = new CausalAttention();
      attention.setHeads(body.heads());
      attention.setContext(body.context());
      attention.setRotary(body.positions() == TransformerSpec.Positions.ROTARY);
      attention.setAttentionDropout(body.attentionDropout());
      if (i == 0 && body.embeddingDropout() > 0) {
        attention.setIDropout(new Dropout(1 - body.embeddingDropout()));
      }
      list.layer(branch(attention, body));
      ResidualMlp mlp = new ResidualMlp();
      mlp.setHiddenUnits(Math.multiplyExact(body.expansion(), body.embeddingSize()));
      list.layer(branch(mlp, body));
    }
    list.layer(
        new LayerNormalization.Builder()
            .epsilon(EPSILON)
            .nIn(body.embeddingSize())
            .nOut(body.embeddingSize())
            .activation(Activation.IDENTITY)
            .build());
    list.layer(output(spec));
    MultiLayerConfiguration configuration = NetworkConfigurations.decayedOnce(list.build());
    if (!spec.embeddingTrained()) {
      NetworkConfigurations.freezeFirst(configuration);
    }
    return configuration;
  }

  /** The most steps of a sequence that a network's attention takes; empty where it has none. */
  public static OptionalInt context(MultiLayerConfiguration configuration) {
    return configuration.getConfs().stream()
        .map(NeuralNetConfiguration::getLayer)
        .filter(CausalAttention.class::isInstance)
        .mapToInt(layer -> ((CausalAttention) layer).getContext())
        .min();
  }

  private static IWeightInit start(TransformerSpec body) {
    return new WeightInitDistribution(new NormalDistribution(0, body.initialDeviation()));
  }

  private static Layer embedding(int vocabulary, TransformerSpec body) {
    if (!body.tiedOutput()) {
      return new EmbeddingSequenceLayer.Builder()
          .nIn(vocabulary)
          .nOut(body.embeddingSize())
          .hasBias(false)
          .activation(Activation.IDENTITY)
          .weightInit(start(body))
          .build();
    }
    TiedEmbedding layer = new TiedEmbedding();
    layer.setNIn(vocabulary);
    layer.setNOut(body.embeddingSize());
    layer.setActivationFn(new ActivationIdentity());
    layer.setWeightInitFn(start(body));
    return layer;
  }

  private static Layer residual(ResidualLayer layer, TransformerSpec body) {
    layer.setSize(body.embeddingSize());
    layer.setDeviation(body.initialDeviation());
    layer.setOutputDeviation(body.initialDeviation());
    return layer;
  }

  /** The sum of 2·L branches should start no larger for being many (Radford et al., 2019). */
  private static Layer branch(ResidualLayer layer, TransformerSpec body) {
    residual(layer, body);
    layer.setEpsilon(EPSILON);
    layer.setOutputDeviation(body.initialDeviation() / Math.sqrt(2.0 * body.layers()));
    layer.setBranchDropout(body.residualDropout());
    return layer;
  }

  private static Layer output(TransformerNetworkSpec spec) {
    TransformerSpec body = spec.body();
    if (!body.tiedOutput()) {
      return new RnnOutputLayer.Builder(new LossMCXENT())
          .dataFormat(RNNFormat.NCW)
          .nIn(body.embeddingSize())
          .nOut(spec.vocabulary())
          .activation(Activation.SOFTMAX)
          .weightInit(start(body))
          .build();
    }
    TiedOutput layer = new TiedOutput();
    layer.setNIn(body.embeddingSize());
    layer.setNOut(spec.vocabulary());
    layer.setActivationFn(new ActivationSoftmax());
    layer.setLossFn(new LossMCXENT());
    return layer;
  }
}
