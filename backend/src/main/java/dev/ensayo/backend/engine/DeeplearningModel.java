package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.Limits;
import dev.ensayo.backend.configuration.GraphParts;
import dev.ensayo.backend.extension.NoisyDenseLayer;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.training.WeightedLoss;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code engine: deeplearning4j}: the library's network computes as it is.
 *
 * <p>Only the order of its own {@code fit} is spelled out here, because the limit on the norm over
 * all layers, which Deeplearning4j lacks, comes between its gradient and its updater.
 */
public final class DeeplearningModel extends NetworkModel {
  private final OptionalDouble largestNorm;
  private final boolean dropsOut;
  private final ImmutableList<WeightedLoss> losses;
  private final ActivityPenalties penalties;
  private final TiedParameters tied;
  private final CutGraph cut;
  private final NetworkNoise noise;
  private final double[] meanLosses;
  private final ImmutableList<List<Integer>> outputShapes;

  /**
   * @param network now owned by this
   * @param parts the network cut at its boundary; null where that is its input, or there is none
   */
  public DeeplearningModel(
      LibraryNetwork network,
      NetworkSizes sizes,
      Limits limits,
      GraphParts parts,
      RandomStream dropoutStream) {
    super(network, sizes, limits.rows(), dropoutStream);
    this.largestNorm = limits.gradientNorm();
    this.outputShapes = sizes.outputShapes();
    this.dropsOut = network.layers().stream().anyMatch(layer -> layer.getIDropout() != null);
    this.losses =
        network.outputLayers().stream()
            .map(DeeplearningModel::weighted)
            .collect(ImmutableList.toImmutableList());
    this.penalties = ActivityPenalties.of(network);
    this.tied = new TiedParameters(limits.tied());
    this.meanLosses = new double[losses.size()];
    this.cut =
        parts == null
            ? null
            : new CutGraph(
                network,
                parts.before(),
                new DeeplearningModel(
                    new GraphNetwork(parts.after()),
                    NetworkSizes.after(parts.shape(), sizes),
                    limits,
                    null,
                    dropoutStream));
    this.noise = new NetworkNoise(noisyLayers());
  }

  /** What sets the noise of each trained layer that has some, in the trained part too. */
  private List<NetworkNoise.Layer> noisyLayers() {
    List<NoisyDenseLayer> whole = network().noisyLayers();
    List<NoisyDenseLayer> part = cut == null ? whole : cut.noisyLayers();
    List<NetworkNoise.Layer> layers = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      NoisyDenseLayer own = whole.get(i);
      NoisyDenseLayer again = part.get(i);
      layers.add(
          new NetworkNoise.Layer(
              Math.toIntExact(own.layerConf().getNIn()),
              Math.toIntExact(own.layerConf().getNOut()),
              (inputs, outputs) -> {
                own.setNoise(inputs, outputs);
                again.setNoise(inputs, outputs);
              }));
    }
    return layers;
  }

  @Override
  List<Layer> trainedLayers() {
    return cut == null
        ? super.trainedLayers()
        : Stream.concat(super.trainedLayers().stream(), cut.trainedLayers().stream()).toList();
  }

  @Override
  LayerObserver observer() {
    throw new InvalidSettingException(
        "engine", "deeplearning4j does not show what its layers do; compiled does");
  }

  @Override
  NetworkNoise noise() {
    return noise;
  }

  /** The library's layers read the parameters where they are. */
  @Override
  void parametersChanged() {}

  /** Puts a loss that takes weights in the place of a layer's own. */
  private static WeightedLoss weighted(Layer layer) {
    WeightedLoss loss;
    if (layer instanceof LossLayer output) {
      loss = new WeightedLoss(output.getLossFn());
      output.setLossFn(loss);
    } else if (layer instanceof CnnLossLayer output) {
      loss = new WeightedLoss(output.getLossFn());
      output.setLossFn(loss);
    } else {
      BaseOutputLayer output = (BaseOutputLayer) layer;
      loss = new WeightedLoss(output.getLossFn());
      output.setLossFn(loss);
    }
    return loss;
  }

  @Override
  void computeOutputs(float[][] inputs, int batch, float[][] outputs) {
    INDArray[] features = matrices(inputs, batch, true);
    readOutputs(features, false, batch, outputs);
    close(features);
  }

  private void readOutputs(INDArray[] features, boolean training, int batch, float[][] outputs) {
    INDArray[] results = network().output(features, training);
    for (int i = 0; i < outputs.length; i++) {
      System.arraycopy(
          results[i].dup('c').data().asFloat(),
          0,
          outputs[i],
          0,
          Math.multiplyExact(batch, outputSize(i)));
    }
  }

  @Override
  void computeOutput(float[] inputs, int batch, float[] outputs) {
    computeOutputs(new float[][] {inputs}, batch, new float[][] {outputs});
  }

  @Override
  void step(float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result) {
    learn(
        inputs,
        targets,
        weights,
        batch,
        result,
        (features, labels) -> step(features, labels, batch));
  }

  @Override
  void gradient(
      float[][] inputs,
      float[][] targets,
      float[][] weights,
      int batch,
      FitResult result,
      float[] gradient) {
    learn(
        inputs,
        targets,
        weights,
        batch,
        result,
        (features, labels) -> gradient(features, labels, batch, gradient));
  }

  /** The library divides a gradient by its batch as it takes the step. */
  private double gradient(INDArray[] features, INDArray[] labels, int batch, float[] gradient) {
    network().computeGradient(features, labels);
    network().storeStatistics();
    INDArray sum = network().gradient().gradient();
    tied.gather(sum);
    float[] values = sum.toFloatVector();
    for (int i = 0; i < values.length; i++) {
      gradient[i] = values[i] / batch;
    }
    return sum.norm2Number().doubleValue() / batch;
  }

  @Override
  void step(float[] gradient) {
    checkState(
        network().gradient() != null,
        "engine: deeplearning4j has a place for a gradient only once it has computed one");
    INDArray own = network().gradient().gradient();
    try (INDArray given = Nd4j.createFromArray(Arrays.copyOf(gradient, parameterCount()))) {
      own.assign(given.reshape(own.shape()));
    }
    limited(own, 1);
    network().update(1);
    tied.spread(network().parameters());
  }

  /** From a batch on the library's side to the norm of its gradient. */
  private interface OnBatch {
    double learn(INDArray[] features, INDArray[] labels);
  }

  private void learn(
      float[][] inputs,
      float[][] targets,
      float[][] weights,
      int batch,
      FitResult result,
      OnBatch work) {
    if (result.outputs() != null) {
      float[][] outputs = new float[outputs()][];
      outputs[0] = result.outputs();
      for (int i = 1; i < outputs.length; i++) {
        outputs[i] = new float[batch * outputSize(i)];
      }
      computeOutputs(inputs, batch, outputs);
    }
    INDArray[] features = matrices(inputs, batch, true);
    INDArray[] labels = likeOutputs(matrices(targets, batch, false));
    INDArray[] factors = weights == null ? new INDArray[0] : matrices(weights, batch, false);
    seedDropout(dropsOut ? dropoutStream().nextLong() : 0);
    setWeights(factors);
    losses.get(0).keepExampleLosses(result.exampleLosses() != null);
    double norm = work.learn(features, labels);
    setWeights(new INDArray[0]);
    double sum = 0;
    for (int i = 0; i < meanLosses.length; i++) {
      meanLosses[i] = losses.get(i).lastScore() / batch;
      sum += meanLosses[i];
    }
    double penalty = penalties.mean(batch);
    result.set(sum + penalty, norm, penalty);
    if (result.exampleLosses() != null) {
      addPixels(losses.get(0).exampleLosses(), batch, result.exampleLosses());
    }
    close(features);
    close(labels);
    close(factors);
  }

  private void setWeights(INDArray[] factors) {
    for (int i = 0; i < losses.size(); i++) {
      losses.get(i).setWeights(i < factors.length ? eachPixel(factors[i], i) : null);
    }
  }

  /** Deeplearning4j gives the loss of an output of pixels each as an example of its own. */
  private INDArray eachPixel(INDArray factors, int output) {
    if (factors == null || !isImage(output)) {
      return factors;
    }
    INDArray pixels = likeOutput(factors, output).permute(0, 2, 3, 1).dup('c');
    return pixels.reshape('c', pixels.length() / pixels.size(3), pixels.size(3));
  }

  private static void addPixels(float[] pixelLosses, int batch, float[] exampleLosses) {
    int pixels = pixelLosses.length / batch;
    for (int example = 0; example < batch; example++) {
      double sum = 0;
      for (int i = example * pixels; i < (example + 1) * pixels; i++) {
        sum += pixelLosses[i];
      }
      exampleLosses[example] = (float) sum;
    }
  }

  private boolean isImage(int output) {
    return outputShapes.get(output).size() == 3;
  }

  private INDArray[] likeOutputs(INDArray[] rows) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows[i] == null ? null : likeOutput(rows[i], i);
    }
    return rows;
  }

  /** Rows as the output's layer has them: {@code [B, O]} or {@code [B, C, H, W]}. */
  private INDArray likeOutput(INDArray rows, int output) {
    if (!isImage(output)) {
      return rows;
    }
    List<Integer> shape = outputShapes.get(output);
    return rows.reshape('c', rows.size(0), shape.get(0), shape.get(1), shape.get(2));
  }

  /** A dropout mask is drawn twice from the same seed, for what the loss sees and for its step. */
  @Override
  void step(float[][] inputs, int batch, OutputLoss loss, FitResult result) {
    INDArray[] features = matrices(inputs, batch, true);
    long seed = dropsOut ? dropoutStream().nextLong() : 0;
    float[][] outputs = arrays(batch);
    float[][] slopes = arrays(batch);
    seedDropout(seed);
    readOutputs(features, true, batch, outputs);
    double value = loss.compute(outputs, batch, slopes);
    INDArray[] gradients = likeOutputs(matrices(slopes, batch, false));
    setLinear(true);
    penalties.setFactor(1.0 / batch);
    seedDropout(seed);
    // Deeplearning4j's own losses are summed and divided by the batch; this one is whole.
    double norm = step(features, gradients, 1);
    penalties.setFactor(1);
    setLinear(false);
    close(features);
    close(gradients);
    Arrays.fill(meanLosses, Double.NaN);
    double penalty = penalties.mean(batch);
    result.set(value + penalty, norm, penalty);
    if (result.outputs() != null) {
      System.arraycopy(outputs[0], 0, result.outputs(), 0, outputs[0].length);
    }
  }

  @Override
  void computeInputGradient(
      float[][] inputs, int batch, int input, float[][] outputGradients, float[] inputGradient) {
    checkArgument(
        Arrays.stream(network().computing()).noneMatch(BatchNormalization.class::isInstance),
        "engine: deeplearning4j has no gradient of a batch normalization's input as at inference;"
            + " engine: compiled does");
    float[][] slopes = outputGradients.clone();
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = slopes[i] == null ? new float[batch * outputSize(i)] : slopes[i];
    }
    INDArray[] features = matrices(inputs, batch, true);
    INDArray[] gradients = likeOutputs(matrices(slopes, batch, false));
    setLinear(true);
    List<Layer> layers = network().layers();
    List<IDropout> dropouts = new ArrayList<>();
    for (Layer layer : layers) {
      dropouts.add(layer.getIDropout());
      layer.setIDropout(null);
    }
    penalties.setFactor(0);
    INDArray result = network().inputGradient(features, gradients, input);
    penalties.setFactor(1);
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).setIDropout(dropouts.get(i));
    }
    setLinear(false);
    float[] values = result.dup('c').data().asFloat();
    System.arraycopy(values, 0, inputGradient, 0, batch * inputSize(input));
    close(features);
    close(gradients);
  }

  private float[][] arrays(int batch) {
    float[][] arrays = new float[outputs()][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new float[Math.multiplyExact(batch, outputSize(i))];
    }
    return arrays;
  }

  /** Nd4j's generator belongs to the thread, and whoever used it last left it anywhere. */
  private void seedDropout(long seed) {
    if (dropsOut) {
      Nd4j.getRandom().setSeed(seed);
    }
  }

  private void setLinear(boolean labelsAreSlopes) {
    for (int i = 0; i < losses.size(); i++) {
      losses.get(i).setLinear(labelsAreSlopes);
    }
  }

  /**
   * From inputs to the next parameters.
   *
   * @param divisor of the gradient
   * @return the norm of the gradient, divided
   */
  private double step(INDArray[] features, INDArray[] labels, int divisor) {
    network().computeGradient(features, labels);
    INDArray gradient = network().gradient().gradient();
    network().storeStatistics();
    tied.gather(gradient);
    double norm = limited(gradient, divisor);
    network().update(divisor);
    tied.spread(network().parameters());
    return norm;
  }

  /** Keeps a gradient below the limit on its norm; returns the norm before. */
  private double limited(INDArray gradient, int divisor) {
    double norm = gradient.norm2Number().doubleValue() / divisor;
    if (largestNorm.isPresent() && norm > largestNorm.getAsDouble()) {
      gradient.muli(largestNorm.getAsDouble() / norm);
    }
    return norm;
  }

  @Override
  public double loss(int output) {
    return meanLosses[output];
  }

  @Override
  void computeFeatures(float[][] inputs, int batch, float[] features) {
    if (cut == null) {
      // Nothing is frozen: the boundary is the input.
      System.arraycopy(inputs[0], 0, features, 0, batch * inputSize(0));
      return;
    }
    INDArray[] arrays = matrices(inputs, batch, true);
    cut.features(arrays, features);
    close(arrays);
  }

  @Override
  void computeFromFeatures(float[] features, int batch, float[][] outputs) {
    DeeplearningModel trained = cut == null ? this : cut.begin();
    trained.computeOutputs(new float[][] {features}, batch, outputs);
  }

  @Override
  void stepFromFeatures(
      float[] features, float[][] targets, float[][] weights, int batch, FitResult result) {
    DeeplearningModel trained = cut == null ? this : cut.begin();
    trained.step(new float[][] {features}, targets, weights, batch, result);
    if (cut != null) {
      System.arraycopy(trained.meanLosses, 0, meanLosses, 0, meanLosses.length);
      cut.endStep();
    }
  }

  @Override
  void release() {
    if (cut != null) {
      cut.close();
    }
  }

  private INDArray[] matrices(float[][] values, int rows, boolean inputs) {
    INDArray[] matrices = new INDArray[values.length];
    for (int i = 0; i < matrices.length; i++) {
      if (values[i] != null) {
        int columns = inputs ? inputSize(i) : outputSize(i);
        matrices[i] = Nd4j.createUninitialized(DataType.FLOAT, rows, columns);
        matrices[i].data().setData(Arrays.copyOf(values[i], Math.multiplyExact(rows, columns)));
      }
    }
    return matrices;
  }

  private static void close(INDArray[] arrays) {
    for (INDArray array : arrays) {
      if (array != null) {
        array.close();
      }
    }
  }
}
