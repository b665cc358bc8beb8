package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.WindowLimits;
import dev.ensayo.backend.compiled.recurrent.SequenceHead;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.extension.CarriedLayer;
import dev.ensayo.backend.extension.SmoothedCrossEntropy;
import dev.ensayo.backend.extension.WeightedLoss;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code engine: deeplearning4j}: the {@link MultiLayerNetwork} computes, with {@link CarriedLayer}
 * in the place of its recurrent layers, and with the order of its own {@code fit} spelled out as in
 * {@link DeeplearningModel}.
 *
 * <p>Of a window the steps that are not learned from go forward as a window of their own. Where a
 * sequence has ended, Deeplearning4j's layers set its state to zero; a step that is there may not
 * follow one that is not in the same window.
 */
public final class DeeplearningSequenceModel extends NetworkSequenceModel {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  private final ImmutableList<CarriedLayer> carried;
  private final boolean embeds;
  private final boolean clearsMaskedState;
  private final OptionalDouble largestNorm;
  private final MultiLayerNetwork network;
  private final boolean dropsOut;
  private final BaseOutputLayer output;
  private final WeightedLoss loss;
  private final WeightedLoss trainingLoss;

  private DeeplearningSequenceModel(
      ChainNetwork chain,
      SequenceHead head,
      ImmutableList<CarriedLayer> carried,
      SequenceInput.Kind kind,
      SequenceTraining training,
      WindowLimits windows,
      RandomStream dropoutStream) {
    super(
        chain,
        head,
        kind,
        carried.stream().mapToInt(CarriedLayer::stateSize).sum(),
        windows,
        dropoutStream);
    this.network = chain.network();
    this.carried = carried;
    this.embeds =
        network.getLayerWiseConfigurations().getConf(0).getLayer()
            instanceof EmbeddingSequenceLayer;
    this.clearsMaskedState = carried.stream().anyMatch(CarriedLayer::clearsMaskedState);
    this.largestNorm = training.largestNorm();
    this.dropsOut =
        network.getLayerWiseConfigurations().getConfs().stream()
            .anyMatch(conf -> NetworkConfigurations.inner(conf.getLayer()).getIDropout() != null);
    this.output = (BaseOutputLayer) network.getOutputLayer().conf().getLayer();
    this.loss = new WeightedLoss(output.getLossFn());
    this.trainingLoss =
        training.labelSmoothing() > 0
            ? new WeightedLoss(new SmoothedCrossEntropy(training.labelSmoothing(), null))
            : loss;
    output.setLossFn(loss);
  }

  /**
   * @param chain now owned by the model
   * @param windows how large they get
   */
  public static DeeplearningSequenceModel of(
      ChainNetwork chain,
      SequenceInput.Kind kind,
      SequenceTraining training,
      WindowLimits windows,
      RandomStream dropoutStream) {
    SequenceHead head = SequenceHead.of(chain.network().getLayerWiseConfigurations());
    return new DeeplearningSequenceModel(
        chain, head, CarriedLayer.install(chain.network()), kind, training, windows, dropoutStream);
  }

  @Override
  void step(SequenceWindow window, SequenceState state, FitResult result) {
    int first = window.steps() - window.backwardSteps();
    checkMask(window, state.sequences(), first);
    if (dropsOut) {
      // Nd4j's generator belongs to the thread, and whoever used it last left it anywhere.
      Nd4j.getRandom().setSeed(dropoutStream().nextLong());
    }
    output.setLossFn(trainingLoss);
    load(state);
    LossSum sum = new LossSum();
    if (first > 0) {
      forwardOnly(new WindowArrays(window, state.sequences(), 0, first), sum);
    }
    double norm = backward(new WindowArrays(window, state.sequences(), first, window.steps()), sum);
    store(state);
    network().update(1);
    output.setLossFn(loss);
    result.set(sum.mean(), norm);
  }

  /** The steps that are not learned from, whose losses count all the same. */
  private void forwardOnly(WindowArrays arrays, LossSum sum) {
    INDArray features = features(arrays);
    INDArray hidden = activations(features, arrays, network.getnLayers() - 2, true);
    if (!lastStepOnly()) {
      sum.add(losses(hidden, arrays, trainingLoss), arrays.targetWeights(false));
    }
    features.close();
  }

  /**
   * Leaves the gradient of the mean over the targets learned from in the network, limited.
   *
   * @return its norm before that
   */
  private double backward(WindowArrays arrays, LossSum sum) {
    INDArray features = features(arrays);
    INDArray labels = labels(arrays);
    float[] weights = arrays.targetWeights(lastStepOnly());
    INDArray outputWeights = weights == null ? null : repeated(weights);
    trainingLoss.setWeights(outputWeights);
    setMasks(arrays);
    network.setInput(features);
    network.setLabels(labels);
    network.computeGradientAndScore();
    trainingLoss.setWeights(null);
    double learned = weights == null ? arrays.targets(lastStepOnly()) : LossSum.total(weights);
    sum.add(trainingLoss.lastScore(), learned);
    INDArray gradient = network.gradient().gradient();
    if (learned > 0) {
      gradient.divi(learned);
    }
    double norm = gradient.norm2Number().doubleValue();
    if (largestNorm.isPresent() && norm > largestNorm.getAsDouble()) {
      gradient.muli(largestNorm.getAsDouble() / norm);
    }
    network.setInput(null);
    network.setLabels(null);
    features.close();
    labels.close();
    if (outputWeights != null) {
      outputWeights.close();
    }
    return norm;
  }

  @Override
  double measure(SequenceWindow window, SequenceState state, float[] losses) {
    checkMask(window, state.sequences(), 0);
    WindowArrays arrays = new WindowArrays(window, state.sequences(), 0, window.steps());
    INDArray features = features(arrays);
    load(state);
    INDArray hidden = activations(features, arrays, network.getnLayers() - 2, false);
    store(state);
    float[] each = losses(hidden, arrays, loss);
    LossSum sum = new LossSum();
    sum.add(each, arrays.targetWeights(lastStepOnly()));
    if (losses != null) {
      for (int row = 0; row < each.length; row++) {
        losses[row] = lastStepOnly() || arrays.isThere(row) ? each[row] : 0;
      }
    }
    features.close();
    return sum.sum();
  }

  @Override
  void forward(SequenceWindow window, SequenceState state, float[] outputs) {
    checkMask(window, state.sequences(), 0);
    WindowArrays arrays = new WindowArrays(window, state.sequences(), 0, window.steps());
    INDArray features = features(arrays);
    load(state);
    INDArray result = activations(features, arrays, network.getnLayers() - 1, false);
    store(state);
    INDArray rows = lastStepOnly() ? result : result.permute(2, 0, 1);
    float[] values = rows.dup('c').data().asFloat();
    System.arraycopy(values, 0, outputs, 0, outputs(window, state) * outputSize());
    features.close();
  }

  @Override
  double[][] gradientNorms(
      SequenceWindow window, SequenceState state, int projections, RandomGenerator random) {
    WindowArrays arrays = new WindowArrays(window, state.sequences(), 0, window.steps());
    if (!arrays.isWhole()) {
      throw new IllegalArgumentException(
          "engine: deeplearning4j measures how far gradients reach in windows without a mask;"
              + " engine: compiled does with one");
    }
    INDArray features = features(arrays);
    load(state);
    List<INDArray> activations =
        network.feedForwardToLayer(network.getnLayers() - 1, features, false);
    int firstRecurrent = embeds ? 1 : 0;
    double[][] norms = new double[carried.size()][window.steps()];
    float[][] directions = new float[carried.size()][];
    for (int layer = 0; layer < directions.length; layer++) {
      directions[layer] = new float[state.sequences() * carried.get(layer).units()];
    }
    for (int projection = 0; projection < projections; projection++) {
      for (float[] direction : directions) {
        for (int i = 0; i < direction.length; i++) {
          direction[i] = random.nextBoolean() ? 1 : -1;
        }
      }
      int offset = 0;
      for (int layer = 0; layer < directions.length; layer++) {
        carried
            .get(layer)
            .addSquaredSlopes(
                activations.get(firstRecurrent + layer),
                state.values(),
                offset,
                directions[layer],
                norms[layer]);
        offset += carried.get(layer).stateSize();
      }
    }
    features.close();
    for (int layer = 0; layer < directions.length; layer++) {
      finish(norms[layer], (double) projections * directions[layer].length);
    }
    return norms;
  }

  /** From sums of squares by step to roots of their means by distance from the last. */
  private static void finish(double[] squares, double count) {
    double[] byStep = squares.clone();
    for (int k = 0; k < squares.length; k++) {
      squares[k] = Math.sqrt(byStep[squares.length - 1 - k] / count);
    }
  }

  private void checkMask(SequenceWindow window, int sequences, int firstLearned) {
    if (window.mask() == null) {
      return;
    }
    for (int b = 0; b < sequences; b++) {
      boolean ended = false;
      boolean learned = false;
      for (int t = 0; t < window.steps(); t++) {
        boolean there = window.mask()[t * sequences + b] != 0;
        if (there && ended && clearsMaskedState) {
          throw new IllegalArgumentException(
              "sequence "
                  + b
                  + " goes on at step "
                  + t
                  + " after a masked step, where Deeplearning4j's SimpleRnn and LSTM have set its"
                  + " state to zero; engine: compiled keeps it");
        }
        ended |= !there;
        learned |= there && t >= firstLearned;
      }
      if (lastStepOnly() && !learned) {
        throw new IllegalArgumentException(
            "sequence "
                + b
                + " has no step among the last "
                + (window.steps() - firstLearned)
                + " of the window, of which Deeplearning4j's LastTimeStep needs one; engine:"
                + " compiled takes the last there was before");
      }
    }
  }

  private void load(SequenceState state) {
    int offset = 0;
    for (CarriedLayer layer : carried) {
      layer.load(state.values(), offset, state.sequences());
      offset += layer.stateSize();
    }
  }

  private void store(SequenceState state) {
    int offset = 0;
    for (CarriedLayer layer : carried) {
      layer.store(state.values(), offset, state.sequences());
      offset += layer.stateSize();
    }
  }

  private void setMasks(WindowArrays arrays) {
    INDArray mask = arrays.isWhole() ? null : arrays.mask();
    carried.forEach(layer -> layer.setMaskArray(mask));
  }

  private INDArray activations(
      INDArray features, WindowArrays arrays, int layer, boolean training) {
    setMasks(arrays);
    List<INDArray> all = network.feedForwardToLayer(layer, features, training);
    return all.get(all.size() - 1);
  }

  /** The loss of each target, without its weight. */
  private float[] losses(INDArray hidden, WindowArrays arrays, WeightedLoss measured) {
    INDArray labels = labels(arrays);
    IOutputLayer layer = (IOutputLayer) network.getOutputLayer();
    layer.setInput(hidden, NONE);
    layer.setLabels(labels);
    measured.keepExampleLosses(true);
    layer.computeScore(0, false, NONE);
    measured.keepExampleLosses(false);
    layer.clear();
    layer.setLabels(null);
    labels.close();
    return measured.exampleLosses();
  }

  private INDArray features(WindowArrays arrays) {
    return embeds ? arrays.ids() : arrays.inputs(inputSize());
  }

  private INDArray labels(WindowArrays arrays) {
    return arrays.labels(outputSize(), lastStepOnly());
  }

  /** {@code [N, O]}. */
  private INDArray repeated(float[] weights) {
    float[] all = new float[weights.length * outputSize()];
    for (int row = 0; row < weights.length; row++) {
      Arrays.fill(all, row * outputSize(), (row + 1) * outputSize(), weights[row]);
    }
    return Nd4j.createFromArray(all).reshape(weights.length, outputSize());
  }

  @Override
  void release() {}

  /** Σ w·l and Σ w. */
  private static final class LossSum {
    private double sum;
    private double weight;

    void add(float[] losses, float[] weights) {
      for (int row = 0; row < losses.length; row++) {
        double w = weights == null ? 1 : weights[row];
        if (w != 0) {
          add(w * losses[row], w);
        }
      }
    }

    void add(double losses, double weights) {
      sum += losses;
      weight += weights;
    }

    double sum() {
      return sum;
    }

    double mean() {
      return weight == 0 ? 0 : sum / weight;
    }

    static double total(float[] weights) {
      double total = 0;
      for (float w : weights) {
        total += w;
      }
      return total;
    }
  }
}
