package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.compiled.PairLimits;
import dev.ensayo.backend.configuration.EncoderDecoderConfigurations;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.extension.CrossAttentionLayer;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.training.WeightedLoss;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code engine: deeplearning4j}: the {@link ComputationGraph} computes. It carries no state, so
 * that of a sequence here is how many tokens were written, and which: all of them are read anew for
 * each that follows.
 */
public final class DeeplearningTransductionModel extends NetworkTransductionModel {
  private final ComputationGraph graph;
  private final OptionalDouble largestNorm;
  private final WeightedLoss loss;
  private final boolean dropsOut;
  private SequenceWindow encoded;
  private int lastSteps;
  private int lastSequences;

  private DeeplearningTransductionModel(
      GraphNetwork network,
      PairLimits windows,
      OptionalDouble largestNorm,
      RandomStream dropoutStream) {
    super(network, 1 + windows.targetSteps(), windows, dropoutStream);
    this.graph = network.network();
    this.largestNorm = largestNorm;
    this.dropsOut =
        network.layers().stream()
            .flatMap(layer -> NetworkConfigurations.inner(layer).stream())
            .anyMatch(layer -> layer.getIDropout() != null);
    BaseOutputLayer output =
        (BaseOutputLayer) graph.getLayer(EncoderDecoderConfigurations.OUTPUT).conf().getLayer();
    this.loss = new WeightedLoss(output.getLossFn());
    output.setLossFn(loss);
  }

  /**
   * @param network now owned by the model
   * @param windows how large they get
   * @param largestNorm limit on the L2 norm of the gradient over all parameters
   */
  public static DeeplearningTransductionModel of(
      GraphNetwork network,
      PairLimits windows,
      OptionalDouble largestNorm,
      RandomStream dropoutStream) {
    return new DeeplearningTransductionModel(network, windows, largestNorm, dropoutStream);
  }

  private static WindowArrays arrays(SequenceWindow window, int sequences) {
    return new WindowArrays(window, sequences, 0, window.steps());
  }

  @Override
  void step(SequenceWindow source, SequenceWindow target, SequenceState state, FitResult result) {
    WindowArrays read = arrays(source, state.sequences());
    WindowArrays written = arrays(target, state.sequences());
    if (dropsOut) {
      // Nd4j's generator belongs to the thread, and whoever used it last left it anywhere.
      Nd4j.getRandom().setSeed(dropoutStream().nextLong());
    }
    INDArray mask = written.mask();
    graph.setLayerMaskArrays(new INDArray[] {read.mask(), mask}, new INDArray[] {mask});
    network()
        .computeGradient(
            new INDArray[] {read.ids(), written.ids()},
            new INDArray[] {written.labels(targetVocabulary(), false)});
    graph.clearLayerMaskArrays();
    double count = mask.sumNumber().doubleValue();
    INDArray gradient = graph.gradient().gradient();
    if (count > 0) {
      gradient.divi(count);
    }
    double norm = gradient.norm2Number().doubleValue();
    if (largestNorm.isPresent() && norm > largestNorm.getAsDouble()) {
      gradient.muli(largestNorm.getAsDouble() / norm);
    }
    network().update(1);
    result.set(count == 0 ? 0 : loss.lastScore() / count, norm);
  }

  @Override
  double measure(
      SequenceWindow source, SequenceWindow target, SequenceState state, float[] losses) {
    int rows = target.steps() * state.sequences();
    float[] probabilities = new float[rows * targetVocabulary()];
    read(source, state);
    write(target, state, probabilities);
    WindowArrays written = arrays(target, state.sequences());
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      double one =
          written.isThere(row)
              ? -Math.log(probabilities[row * targetVocabulary() + target.classes()[row]])
              : 0;
      sum += one;
      if (losses != null) {
        losses[row] = (float) one;
      }
    }
    return sum;
  }

  @Override
  void read(SequenceWindow source, SequenceState state) {
    state.reset();
    encoded = source;
  }

  @Override
  void write(SequenceWindow target, SequenceState state, float[] probabilities) {
    int sequences = state.sequences();
    int before = append(target, state);
    int steps = before + target.steps();
    float[] tokens = new float[sequences * steps];
    for (int b = 0; b < sequences; b++) {
      System.arraycopy(state.values(), b * state.size() + 1, tokens, b * steps, steps);
    }
    WindowArrays read = arrays(encoded, sequences);
    INDArray output =
        graph
            .output(
                false,
                new INDArray[] {
                  read.ids(), Nd4j.createFromArray(tokens).reshape(sequences, 1, steps)
                },
                new INDArray[] {read.mask(), Nd4j.ones(sequences, steps)})[0];
    lastSteps = target.steps();
    lastSequences = sequences;
    float[] all = output.permute(2, 0, 1).dup('c').data().asFloat();
    int count = target.steps() * sequences * targetVocabulary();
    System.arraycopy(all, all.length - count, probabilities, 0, count);
  }

  /** Adds a window's tokens to those written; returns how many there were before. */
  private static int append(SequenceWindow target, SequenceState state) {
    int sequences = state.sequences();
    int before = (int) state.values()[0];
    checkArgument(
        before + target.steps() < state.size(),
        "%s tokens after %s exceed the %s that the model was made for",
        target.steps(),
        before,
        state.size() - 1);
    for (int b = 0; b < sequences; b++) {
      int at = b * state.size();
      for (int t = 0; t < target.steps(); t++) {
        state.values()[at + 1 + before + t] = target.tokens()[t * sequences + b];
      }
      state.values()[at] = before + target.steps();
    }
    return before;
  }

  @Override
  void readAttention(float[] weights) {
    CrossAttentionLayer layer =
        (CrossAttentionLayer) graph.getLayer(EncoderDecoderConfigurations.ATTENTION);
    int keys = encoded.steps();
    Arrays.fill(weights, 0, lastSteps * lastSequences * keys, 0);
    for (int b = 0; b < lastSequences; b++) {
      INDArray all = layer.weights(b);
      long first = all.size(0) - lastSteps;
      for (int t = 0; t < lastSteps; t++) {
        for (int s = 0; s < all.size(1); s++) {
          weights[(t * lastSequences + b) * keys + s] = all.getFloat(first + t, s);
        }
      }
    }
  }

  @Override
  void release() {}
}
