package dev.ensayo.backend.configuration;

import com.google.common.primitives.Ints;
import dev.ensayo.backend.extension.AdaptiveSoftmax;
import dev.ensayo.backend.extension.BothEnds;
import dev.ensayo.backend.extension.TiedEmbedding;
import dev.ensayo.backend.extension.TiedOutput;
import dev.ensayo.backend.spec.InDeeplearning4j;
import dev.ensayo.backend.spec.Readout;
import dev.ensayo.backend.spec.Recurrence;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.training.OrthogonalWeights;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitNormal;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** From a {@link SequenceNetworkSpec} to Deeplearning4j's configuration. */
public final class SequenceConfigurations {
  private SequenceConfigurations() {}

  /**
   * The configuration that says all of the spec but what a {@link
   * dev.ensayo.backend.engine.SequenceTraining} says. Where dropout is locked, what is put out is
   * dropped by a layer of its own, for Deeplearning4j's output layers drop rows one by one.
   */
  public static MultiLayerConfiguration of(SequenceNetworkSpec spec, long seed) {
    NeuralNetConfiguration.ListBuilder list =
        NetworkConfigurations.base(spec.updater(), spec.regularization(), spec.clipping(), seed)
            .list();
    int inputs = spec.input().size();
    if (spec.input() instanceof SequenceInput.Tokens tokens && tokens.embeddingSize() > 0) {
      list.layer(
          isTied(spec)
              ? tiedEmbedding(inputs, tokens.embeddingSize(), tokens.range())
              : embedding(inputs, tokens.embeddingSize(), tokens.range()));
      inputs = tokens.embeddingSize();
    }
    boolean locked = spec.recurrentRegularization().lockedDropout();
    int last = spec.layers().size() - 1;
    boolean lastStep = spec.output().readout() == Readout.LAST_STEP;
    for (int i = 0; i <= last; i++) {
      RecurrentSpec layer = spec.layers().get(i);
      Layer own = recurrent(layer, inputs, locked);
      if (layer.recurrence().bidirectional()) {
        list.layer(new Bidirectional(Bidirectional.Mode.CONCAT, own));
      } else {
        list.layer(i == last && lastStep ? new LastTimeStep(own) : own);
      }
      inputs = layer.outputs();
    }
    summary(spec).ifPresent(list::layer);
    addOutput(list, spec, inputs, locked);
    MultiLayerConfiguration configuration = list.build();
    // Deeplearning4j takes the steps that a layer has made one of for steps, and rearranges them.
    configuration.getInputPreProcessors().clear();
    NetworkConfigurations.decayedOnce(configuration);
    if (spec.input() instanceof SequenceInput.Tokens tokens && !tokens.trained()) {
      NetworkConfigurations.freezeFirst(configuration);
    }
    return configuration;
  }

  private static void addOutput(
      NeuralNetConfiguration.ListBuilder list,
      SequenceNetworkSpec spec,
      int inputs,
      boolean locked) {
    Layer output = output(spec, inputs);
    if (spec.outputDropout() > 0) {
      if (locked && !spec.output().readout().onePerSequence()) {
        list.layer(new DropoutLayer(new SpatialDropout(1 - spec.outputDropout())));
      } else {
        output.setIDropout(dropout(spec.outputDropout(), false));
      }
    }
    list.layer(output);
  }

  private static boolean isTied(SequenceNetworkSpec spec) {
    return spec.output() instanceof SequenceOutput.Classes classes && classes.tied();
  }

  /** Its rows are the weights of the output, too, whose sums should start near N(0, 1). */
  private static Layer tiedEmbedding(int vocabulary, int size, double range) {
    TiedEmbedding layer = new TiedEmbedding();
    layer.setNIn(vocabulary);
    layer.setNOut(size);
    layer.setActivationFn(new ActivationIdentity());
    layer.setWeightInitFn(
        range > 0
            ? uniform(range)
            : new WeightInitDistribution(new NormalDistribution(0, 1 / Math.sqrt(size))));
    return layer;
  }

  private static Layer tiedOutput(int vocabulary, int inputs) {
    TiedOutput layer = new TiedOutput();
    layer.setNIn(inputs);
    layer.setNOut(vocabulary);
    layer.setActivationFn(new ActivationSoftmax());
    layer.setLossFn(new LossMCXENT());
    return layer;
  }

  private static Layer adaptiveSoftmax(SequenceOutput.ClusteredClasses clusters, int inputs) {
    AdaptiveSoftmax layer = new AdaptiveSoftmax();
    layer.setNIn(inputs);
    layer.setNOut(clusters.size());
    layer.setCutoffs(Ints.toArray(clusters.cutoffs()));
    layer.setDivisor(clusters.divisor());
    layer.setWeightInitFn(started(clusters.range()));
    return layer;
  }

  private static IWeightInit started(double range) {
    return range > 0 ? uniform(range) : new WeightInitXavier();
  }

  private static IWeightInit uniform(double range) {
    return new WeightInitDistribution(new UniformDistribution(-range, range));
  }

  private static Layer output(SequenceNetworkSpec spec, int inputs) {
    if (isTied(spec)) {
      return tiedOutput(spec.output().size(), inputs);
    }
    SequenceOutput output = spec.output();
    if (output instanceof SequenceOutput.ClusteredClasses clusters) {
      return adaptiveSoftmax(clusters, inputs);
    }
    ILossFunction loss =
        output instanceof SequenceOutput.Numbers numbers
            ? InDeeplearning4j.loss(numbers.loss())
            : new LossMCXENT();
    BaseOutputLayer.Builder<?> layer;
    if (output.readout().onePerSequence()) {
      layer = new OutputLayer.Builder(loss);
    } else {
      RnnOutputLayer.Builder each = new RnnOutputLayer.Builder(loss);
      layer = each.dataFormat(RNNFormat.NCW);
    }
    layer.nIn(inputs).nOut(output.size());
    layer.activation(
        output instanceof SequenceOutput.Numbers numbers
            ? InDeeplearning4j.activation(numbers.activation())
            : Activation.SOFTMAX.getActivationFunction());
    layer.weightInit(
        output instanceof SequenceOutput.Numbers numbers
            ? InDeeplearning4j.initialization(numbers.initialization(), inputs, numbers.gain())
            : started(output instanceof SequenceOutput.Classes classes ? classes.range() : 0));
    return layer.build();
  }

  /** Rows of a table. Deeplearning4j counts one input for each, so they start as N(1). */
  static Layer embedding(int vocabulary, int size, double range) {
    return new EmbeddingSequenceLayer.Builder()
        .nIn(vocabulary)
        .nOut(size)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .weightInit(range > 0 ? uniform(range) : new WeightInitNormal())
        .build();
  }

  /** What makes one row of all steps of a sequence, where no {@code LastTimeStep} does. */
  private static Optional<Layer> summary(SequenceNetworkSpec spec) {
    RecurrentSpec last = spec.layers().get(spec.layers().size() - 1);
    return switch (spec.output().readout()) {
      case EVERY_STEP -> Optional.empty();
      case LAST_STEP ->
          last.recurrence().bidirectional() ? Optional.of(new BothEnds()) : Optional.empty();
      case MEAN -> Optional.of(new GlobalPoolingLayer(PoolingType.AVG));
      case MAX -> Optional.of(new GlobalPoolingLayer(PoolingType.MAX));
    };
  }

  private static IDropout dropout(double probability, boolean locked) {
    double keep = 1 - probability;
    return locked ? new SpatialDropout(keep) : new Dropout(keep);
  }

  /**
   * A recurrent layer, which drops numbers of its input.
   *
   * @param locked whether a sequence has one mask for all steps
   */
  static Layer recurrent(RecurrentSpec spec, int inputs, boolean locked) {
    Recurrence shared = spec.recurrence();
    BaseRecurrentLayer.Builder<?> layer = spec.cell();
    layer.nIn(inputs).nOut(shared.units());
    layer.weightInit(InDeeplearning4j.initialization(shared.initialization(), inputs));
    layer.weightInitRecurrent(
        shared.orthogonal()
            ? new OrthogonalWeights()
            : InDeeplearning4j.initialization(shared.initialization(), shared.units()));
    if (shared.dropout() > 0) {
      layer.dropOut(dropout(shared.dropout(), locked));
    }
    return layer.build();
  }
}
