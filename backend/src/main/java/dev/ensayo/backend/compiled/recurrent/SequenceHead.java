package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.extension.BothEnds;
import dev.ensayo.core.config.InvalidSettingException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * What a network of sequences puts out.
 *
 * @param layer its last
 * @param onePerSequence whether there is one output for each sequence, not one for each step
 * @param classes whether targets are classes, which those of a softmax with cross-entropy are; else
 *     they are vectors
 * @param whole whether an output depends on steps after its own, or on all: layers go over the
 *     steps backwards, or their outputs are pooled
 */
public record SequenceHead(
    BaseOutputLayer layer, boolean onePerSequence, boolean classes, boolean whole) {
  /**
   * Reads a configuration.
   *
   * @throws InvalidSettingException if it does not end in an {@code RnnOutputLayer} or, after a
   *     {@code LastTimeStep}, a {@link BothEnds} or a {@code GlobalPoolingLayer}, in an {@code
   *     OutputLayer}
   */
  public static SequenceHead of(MultiLayerConfiguration configuration) {
    boolean last = configuration.getConfs().stream().anyMatch(conf -> makesOneRow(conf.getLayer()));
    int index = configuration.getConfs().size() - 1;
    Layer layer = configuration.getConf(index).getLayer();
    if (!(last ? layer instanceof OutputLayer : layer instanceof RnnOutputLayer)) {
      throw new InvalidSettingException(
          "layers",
          "layer "
              + index
              + ": a model of sequences ends in an RnnOutputLayer or, after a LastTimeStep, a"
              + " BothEnds or a GlobalPoolingLayer, in an OutputLayer, not in a "
              + layer.getClass().getSimpleName());
    }
    BaseOutputLayer output = (BaseOutputLayer) layer;
    boolean whole =
        configuration.getConfs().stream()
            .map(NeuralNetConfiguration::getLayer)
            .anyMatch(own -> own instanceof Bidirectional || own instanceof GlobalPoolingLayer);
    return new SequenceHead(output, last, isOfClasses(output), whole);
  }

  /** Whether a layer leaves one row of each sequence. */
  private static boolean makesOneRow(Layer layer) {
    return layer instanceof LastTimeStep
        || layer instanceof BothEnds
        || layer instanceof GlobalPoolingLayer;
  }

  /** A softmax with cross-entropy needs no one-hot rows. */
  private static boolean isOfClasses(BaseOutputLayer layer) {
    return layer.getActivationFn() instanceof ActivationSoftmax
        && layer.getLossFn() instanceof LossMCXENT cross
        && cross.getClass() == LossMCXENT.class
        && cross.getWeights() == null;
  }

  /** Numbers O of one output: the classes V, or the length of a vector. */
  public int outputSize() {
    return Math.toIntExact(layer.getNOut());
  }
}
