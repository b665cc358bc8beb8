package dev.ensayo.backend.engine;

import dev.ensayo.backend.compiled.WindowLimits;
import dev.ensayo.backend.compiled.recurrent.SequenceHead;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.extension.ResidualLayer;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.training.CarriedLayer;
import dev.ensayo.backend.training.SmoothedCrossEntropy;
import dev.ensayo.backend.training.WeightedLoss;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
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

  private final CarriedLayers carried;
  private final DroppedParameters dropped;
  private final boolean embeds;
  private final MaskCheck masks;
  private final OptionalDouble largestNorm;
  private final MultiLayerNetwork network;
  private final boolean dropsOut;
  private final BaseOutputLayer output;
  private final WeightedLoss loss;
  private final WeightedLoss trainingLoss;

  private DeeplearningSequenceModel(
      ChainNetwork chain,
      SequenceHead head,
      CarriedLayers carried,
      SequenceInput.Kind kind,
      SequenceTraining training,
      WindowLimits windows,
      RandomStream dropoutStream) {
    super(chain, head, kind, carried.stateSize(), windows, dropoutStream);
    this.network = chain.network();
    this.carried = carried;
    this.dropped = new DroppedParameters(network, training.regularization());
    this.embeds =
        NetworkConfigurations.inner(network.getLayerWiseConfigurations().getConf(0).getLayer())
                .get(0)
            instanceof EmbeddingSequenceLayer;
    this.masks = new MaskCheck(carried.clearMaskedState(), head.onePerSequence());
    this.largestNorm = training.largestNorm();
    this.dropsOut =
        network.getLayerWiseConfigurations().getConfs().stream()
            .flatMap(conf -> NetworkConfigurations.inner(conf.getLayer()).stream())
            .anyMatch(DeeplearningSequenceModel::drops);
    this.output = (BaseOutputLayer) network.getOutputLayer().conf().getLayer();
    this.loss = new WeightedLoss(output.getLossFn());
    this.trainingLoss =
        training.labelSmoothing() > 0
            ? new WeightedLoss(new SmoothedCrossEntropy(training.labelSmoothing(), null))
            : loss;
    output.setLossFn(loss);
  }

  private static boolean drops(Layer layer) {
    return layer.getIDropout() != null
        || (layer instanceof ResidualLayer residual && residual.drops());
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
        chain, head, new CarriedLayers(chain.network()), kind, training, windows, dropoutStream);
  }

  @Override
  void step(SequenceWindow window, SequenceState state, FitResult result) {
    checkLearned(window, state);
    if (window.resets() == null) {
      stepWhole(window, state, result);
      return;
    }
    SplitWindow split = splitToLearn(window, state);
    SequenceState parts = split.state(state);
    stepWhole(split.window(inputSize(), outputSize()), parts, result);
    split.store(parts, state);
  }

  private void stepWhole(SequenceWindow window, SequenceState state, FitResult result) {
    int first = window.steps() - window.backwardSteps();
    dropped.drop(dropoutStream());
    seedDropout(dropsOut ? dropoutStream().nextLong() : 0);
    output.setLossFn(trainingLoss);
    carried.load(state);
    LossSum sum = new LossSum();
    if (first > 0) {
      forwardOnly(new WindowArrays(window, state.sequences(), 0, first), sum);
    }
    double norm = backward(new WindowArrays(window, state.sequences(), first, window.steps()), sum);
    dropped.restore();
    carried.store(state);
    network().update(1);
    output.setLossFn(loss);
    result.set(sum.mean(), norm);
  }

  @Override
  void step(SequenceWindow window, SequenceState state, OutputLoss given, FitResult result) {
    checkLearned(window, state);
    if (window.resets() == null) {
      stepWhole(window, state, given, result);
      return;
    }
    SplitWindow split = splitToLearn(window, state);
    SequenceState parts = split.state(state);
    OutputLoss ofParts = split.lossOfParts(given, outputSize());
    stepWhole(split.window(inputSize(), outputSize()), parts, ofParts, result);
    split.store(parts, state);
  }

  private void checkLearned(SequenceWindow window, SequenceState state) {
    masks.check(window, state.sequences(), window.steps() - window.backwardSteps());
    WindowArrays arrays = new WindowArrays(window, state.sequences(), 0, window.steps());
    if (carried.learnBackPastMasks() && !arrays.isWhole()) {
      throw new IllegalArgumentException(
          "engine: deeplearning4j does not learn from sequences of different lengths through"
              + " Deeplearning4j's LSTM both ways, whose gradient goes past their ends; with an rnn"
              + " or a gru it does, and engine: compiled with each");
    }
  }

  private SplitWindow splitToLearn(SequenceWindow window, SequenceState state) {
    if (carried.learnPastMasks()) {
      throw new IllegalArgumentException(
          "engine: deeplearning4j does not learn from a window with resets through"
              + " Deeplearning4j's LSTM, whose gradient goes past them; with an rnn or a gru it"
              + " does, and engine: compiled with each");
    }
    return new SplitWindow(window, state.sequences());
  }

  /** Dropout masks are drawn twice from the same seed, for what the loss sees and for its step. */
  private void stepWhole(
      SequenceWindow window, SequenceState state, OutputLoss given, FitResult result) {
    int first = window.steps() - window.backwardSteps();
    int count = outputs(window, state);
    float[][] outputs = {new float[count * outputSize()]};
    float[][] slopes = {new float[count * outputSize()]};
    WindowArrays before = new WindowArrays(window, state.sequences(), 0, first);
    WindowArrays learned = new WindowArrays(window, state.sequences(), first, window.steps());
    dropped.drop(dropoutStream());
    long seed = dropsOut ? dropoutStream().nextLong() : 0;
    seedDropout(seed);
    carried.load(state);
    if (first > 0) {
      readOutputs(before, outputs[0], 0);
    }
    readOutputs(learned, outputs[0], onePerSequence() ? 0 : first * state.sequences());
    double value = given.compute(outputs, count, slopes);
    learned.clearMissing(slopes[0], outputSize(), onePerSequence());
    seedDropout(seed);
    carried.load(state);
    if (first > 0) {
      activations(features(before), before, network.getnLayers() - 1, true);
    }
    loss.setLinear(true);
    INDArray labels = learned.slopes(slopes[0], outputSize(), onePerSequence());
    computeGradient(features(learned), labels, learned);
    loss.setLinear(false);
    double norm = limit();
    dropped.restore();
    carried.store(state);
    network().update(1);
    result.set(value, norm);
  }

  private void readOutputs(WindowArrays arrays, float[] outputs, int firstRow) {
    INDArray all = activations(features(arrays), arrays, network.getnLayers() - 1, true);
    INDArray rows = onePerSequence() ? all : all.permute(2, 0, 1);
    float[] values = rows.dup('c').data().asFloat();
    System.arraycopy(values, 0, outputs, firstRow * outputSize(), values.length);
  }

  /** Nd4j's generator belongs to the thread, and whoever used it last left it anywhere. */
  private void seedDropout(long seed) {
    if (dropsOut) {
      Nd4j.getRandom().setSeed(seed);
    }
  }

  private void computeGradient(INDArray features, INDArray labels, WindowArrays arrays) {
    setMasks(arrays);
    network.setInput(features);
    network.setLabels(labels);
    network.computeGradientAndScore();
    dropped.maskGradient(network.gradient());
    network.setInput(null);
    network.setLabels(null);
    features.close();
    labels.close();
  }

  /** Limits the gradient; returns its norm before that. */
  private double limit() {
    INDArray gradient = network.gradient().gradient();
    double norm = gradient.norm2Number().doubleValue();
    if (largestNorm.isPresent() && norm > largestNorm.getAsDouble()) {
      gradient.muli(largestNorm.getAsDouble() / norm);
    }
    return norm;
  }

  /** The steps that are not learned from, whose losses count all the same. */
  private void forwardOnly(WindowArrays arrays, LossSum sum) {
    INDArray features = features(arrays);
    INDArray hidden = activations(features, arrays, network.getnLayers() - 2, true);
    if (!onePerSequence()) {
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
    float[] weights = arrays.targetWeights(onePerSequence());
    INDArray outputWeights = weights == null ? null : repeated(weights);
    trainingLoss.setWeights(outputWeights);
    computeGradient(features, labels, arrays);
    trainingLoss.setWeights(null);
    double learned = weights == null ? arrays.targets(onePerSequence()) : LossSum.total(weights);
    sum.add(trainingLoss.lastScore(), learned);
    INDArray gradient = network.gradient().gradient();
    if (learned > 0) {
      gradient.divi(learned);
    }
    double norm = limit();
    if (outputWeights != null) {
      outputWeights.close();
    }
    return norm;
  }

  @Override
  void gradient(SequenceWindow window, SequenceState state, FitResult result, float[] gradient) {
    throw notApart();
  }

  @Override
  void step(float[] gradient) {
    throw notApart();
  }

  private static InvalidSettingException notApart() {
    return new InvalidSettingException(
        "engine", "deeplearning4j takes the steps of sequence models whole; compiled does not");
  }

  /** The layers compute with the network's own. */
  @Override
  void parametersChanged() {}

  @Override
  double measure(SequenceWindow window, SequenceState state, float[] losses) {
    masks.check(window, state.sequences(), 0);
    if (window.resets() == null) {
      return measureWhole(window, state, losses);
    }
    SplitWindow split = new SplitWindow(window, state.sequences());
    SequenceState parts = split.state(state);
    float[] each = new float[window.steps() * split.parts()];
    double sum = measureWhole(split.window(inputSize(), outputSize()), parts, each);
    split.store(parts, state);
    if (losses != null) {
      split.gather(each, 1, losses);
    }
    return sum;
  }

  private double measureWhole(SequenceWindow window, SequenceState state, float[] losses) {
    WindowArrays arrays = new WindowArrays(window, state.sequences(), 0, window.steps());
    INDArray features = features(arrays);
    carried.load(state);
    INDArray hidden = activations(features, arrays, network.getnLayers() - 2, false);
    carried.store(state);
    float[] each = losses(hidden, arrays, loss);
    LossSum sum = new LossSum();
    sum.add(each, arrays.targetWeights(onePerSequence()));
    if (losses != null) {
      for (int row = 0; row < each.length; row++) {
        losses[row] = onePerSequence() || arrays.isThere(row) ? each[row] : 0;
      }
    }
    features.close();
    return sum.sum();
  }

  @Override
  void forward(SequenceWindow window, SequenceState state, float[] outputs) {
    masks.check(window, state.sequences(), 0);
    if (window.resets() == null) {
      forwardWhole(window, state, outputs);
      return;
    }
    SplitWindow split = new SplitWindow(window, state.sequences());
    SequenceState parts = split.state(state);
    float[] ofParts = new float[window.steps() * split.parts() * outputSize()];
    forwardWhole(split.window(inputSize(), outputSize()), parts, ofParts);
    split.store(parts, state);
    split.gather(ofParts, outputSize(), outputs);
  }

  private void forwardWhole(SequenceWindow window, SequenceState state, float[] outputs) {
    WindowArrays arrays = new WindowArrays(window, state.sequences(), 0, window.steps());
    INDArray features = features(arrays);
    carried.load(state);
    INDArray result = activations(features, arrays, network.getnLayers() - 1, false);
    carried.store(state);
    INDArray rows = onePerSequence() ? result : result.permute(2, 0, 1);
    float[] values = rows.dup('c').data().asFloat();
    System.arraycopy(values, 0, outputs, 0, outputs(window, state) * outputSize());
    features.close();
  }

  @Override
  double[][] gradientNorms(
      SequenceWindow window, SequenceState state, int projections, RandomGenerator random) {
    WindowArrays arrays = new WindowArrays(window, state.sequences(), 0, window.steps());
    if (!arrays.isWhole() || window.resets() != null) {
      throw new IllegalArgumentException(
          "engine: deeplearning4j measures how far gradients reach in windows without a mask;"
              + " engine: compiled does with one");
    }
    INDArray features = features(arrays);
    carried.load(state);
    List<INDArray> activations =
        network.feedForwardToLayer(network.getnLayers() - 1, features, false);
    double[][] norms =
        carried.gradientNorms(activations, state, window.steps(), projections, random);
    features.close();
    return norms;
  }

  private void setMasks(WindowArrays arrays) {
    carried.setMask(arrays.isWhole() ? null : arrays.mask());
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
    return arrays.labels(outputSize(), onePerSequence());
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
}
