package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What both engines share of a network that is given batches of rows: the Deeplearning4j network
 * itself, be it a chain or a graph, its state, and what is checked.
 */
public abstract class NetworkModel extends OwnedModel implements GraphModel {
  private static final String RATES = "learning rates";

  private final int[] inputSizes;
  private final int[] outputSizes;
  private final int largestBatch;
  private LearningRates learningRates;

  /**
   * @param network now owned by this
   * @param largestBatch the most rows of a batch, at least 1
   */
  NetworkModel(
      LibraryNetwork network, NetworkSizes sizes, int largestBatch, RandomStream dropoutStream) {
    super(network, dropoutStream);
    checkArgument(largestBatch >= 1, "the largest batch must be at least 1, not %s", largestBatch);
    this.inputSizes = Ints.toArray(sizes.inputs());
    this.outputSizes = Ints.toArray(sizes.outputs());
    this.largestBatch = largestBatch;
  }

  @Override
  public final int inputs() {
    return inputSizes.length;
  }

  @Override
  public final int outputs() {
    return outputSizes.length;
  }

  @Override
  public final int inputSize(int input) {
    return inputSizes[input];
  }

  @Override
  public final int outputSize(int output) {
    return outputSizes[output];
  }

  /** {@link dev.ensayo.backend.model.Model#setParameters}. */
  final void setParameters(float[] parameters) {
    checkOpen();
    checkArgument(
        parameters.length == parameterCount(),
        "this model has %s parameters, not %s",
        parameterCount(),
        parameters.length);
    network().setParameters(parameters);
    parametersChanged();
  }

  /** {@link dev.ensayo.backend.model.Model#outputFunction}. */
  final String outputFunction() {
    Layer output = NetworkConfigurations.inner(network().outputLayers().get(0)).get(0);
    return ((BaseLayer) output).getActivationFn().toString();
  }

  /** {@link dev.ensayo.backend.model.Model#chain}. */
  final Optional<DenseChain> chain() {
    return parameterCount() > DenseChain.MOST_PARAMETERS
        ? Optional.empty()
        : DenseChain.of(network().layers(), parameters());
  }

  @Override
  public final void copyParametersFrom(GraphModel source) {
    copyParameters(sameShape(source, NetworkModel.class));
  }

  @Override
  public final void blendParametersFrom(GraphModel source, double tau) {
    if (!(tau >= 0 && tau <= 1)) { // a message made beforehand would be an object at each step
      throw new IllegalArgumentException("tau must lie in [0, 1], not " + tau);
    }
    blendParameters(sameShape(source, NetworkModel.class), tau);
  }

  @Override
  public final void predict(float[][] inputs, int batch, float[][] outputs) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, inputSizes);
    checkArrays("outputs", outputs, batch, outputSizes);
    computeOutputs(inputs, batch, outputs);
  }

  /** {@link #predict(float[][], int, float[][])} of a network with one input and one output. */
  final void predict(float[] inputs, int batch, float[] outputs) {
    checkBatch(batch);
    checkShape("inputs", inputs, batch, inputSizes[0]);
    checkShape("outputs", outputs, batch, outputSizes[0]);
    computeOutput(inputs, batch, outputs);
  }

  @Override
  public final void fit(
      float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, inputSizes);
    checkTargets(targets, weights, batch);
    checkOutputs(result, batch);
    step(inputs, targets, weights, batch, result);
  }

  @Override
  public final void fit(float[][] inputs, int batch, OutputLoss loss, FitResult result) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, inputSizes);
    checkOutputs(result, batch);
    checkArgument(
        result.exampleLosses() == null,
        "a loss that is given by its gradient tells no losses of examples");
    step(inputs, batch, loss, result);
  }

  /** {@link dev.ensayo.backend.model.Model#computeGradient}. */
  final void computeGradient(
      float[][] inputs,
      float[][] targets,
      float[][] weights,
      int batch,
      FitResult result,
      float[] gradient) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, inputSizes);
    checkTargets(targets, weights, batch);
    checkOutputs(result, batch);
    checkShape("gradient", gradient, 1, parameterCount());
    gradient(inputs, targets, weights, batch, result, gradient);
  }

  /** {@link dev.ensayo.backend.model.Model#applyGradient}. */
  final void applyGradient(float[] gradient) {
    checkOpen();
    checkShape("gradient", gradient, 1, parameterCount());
    step(gradient);
  }

  @Override
  public final void inputGradient(
      float[][] inputs, int batch, int input, float[][] outputGradients, float[] inputGradient) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, inputSizes);
    checkElementIndex(input, inputSizes.length, "input");
    checkOptional("outputGradients", outputGradients, batch);
    checkShape("inputGradient", inputGradient, batch, inputSizes[input]);
    computeInputGradient(inputs, batch, input, outputGradients, inputGradient);
  }

  @Override
  public final void setLearningRate(double learningRate) {
    checkOpen();
    learningRates().set(learningRate);
  }

  /** Made when the first rate is set. */
  private LearningRates learningRates() {
    if (learningRates == null) {
      learningRates = new LearningRates(trainedLayers());
    }
    return learningRates;
  }

  /** All layers whose updaters take steps. */
  List<Layer> trainedLayers() {
    return network().layers();
  }

  /** Computes what leaves the boundary. */
  final void features(float[][] inputs, int batch, float[] features, int size) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, inputSizes);
    checkShape("features", features, batch, size);
    computeFeatures(inputs, batch, features);
  }

  /** As {@link #predict}, from what leaves the boundary. */
  final void predictFeatures(float[] features, int batch, float[][] outputs, int size) {
    checkBatch(batch);
    checkShape("features", features, batch, size);
    checkArrays("outputs", outputs, batch, outputSizes);
    computeFromFeatures(features, batch, outputs);
  }

  /** As {@link #fit}, from what leaves the boundary. */
  final void fitFeatures(
      float[] features,
      float[][] targets,
      float[][] weights,
      int batch,
      FitResult result,
      int size) {
    checkBatch(batch);
    checkShape("features", features, batch, size);
    checkTargets(targets, weights, batch);
    checkOutputs(result, batch);
    stepFromFeatures(features, targets, weights, batch, result);
  }

  @Override
  public final void drawNoise(RandomGenerator random) {
    checkOpen();
    noise().draw(random);
  }

  @Override
  public final void removeNoise() {
    checkOpen();
    noise().remove();
  }

  @Override
  public final boolean hasNoise() {
    return noise().hasLayers();
  }

  @Override
  public final void saveState(StateWriter out) throws IOException {
    if (learningRates != null) {
      out.section(RATES);
      learningRates.saveState(out);
    }
    super.saveState(out);
    noise().saveState(out);
  }

  /** Learning rates come first, and only if they were ever set. */
  @Override
  final void enterState(StateReader in, String section) throws IOException {
    if (in.sectionOf(section, RATES).equals(RATES)) {
      learningRates().loadState(in);
      in.section(section);
    } else if (learningRates != null) {
      learningRates.scale(1);
    }
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    super.loadState(in);
    noise().loadState(in);
    parametersChanged();
  }

  /** {@link dev.ensayo.backend.model.Model#follow}. */
  final ImmutableList<LayerTrace> follow(float[] input) {
    checkOpen();
    checkShape("input", input, 1, inputSizes[0]);
    INDArray row = Nd4j.createFromArray(Arrays.copyOf(input, inputSizes[0]));
    return network().follow(row.reshape(1, inputSizes[0]));
  }

  /** Watches the layers of a network with one input and one output. */
  final LayerObserver layerObserver() {
    checkOpen();
    return observer();
  }

  abstract LayerObserver observer();

  /** Of the layers that are trained. */
  abstract NetworkNoise noise();

  /** Tells the engine that the parameters were changed from outside. */
  abstract void parametersChanged();

  abstract void computeOutputs(float[][] inputs, int batch, float[][] outputs);

  /** {@link #computeOutputs} of a network with one input and one output. */
  abstract void computeOutput(float[] inputs, int batch, float[] outputs);

  abstract void step(
      float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result);

  /** A step on a loss that is given by its gradient. */
  abstract void step(float[][] inputs, int batch, OutputLoss loss, FitResult result);

  /** The gradient alone, without a step. */
  abstract void gradient(
      float[][] inputs,
      float[][] targets,
      float[][] weights,
      int batch,
      FitResult result,
      float[] gradient);

  /** The step alone, of a gradient that is divided by its batch. */
  abstract void step(float[] gradient);

  abstract void computeInputGradient(
      float[][] inputs, int batch, int input, float[][] outputGradients, float[] inputGradient);

  abstract void computeFeatures(float[][] inputs, int batch, float[] features);

  abstract void computeFromFeatures(float[] features, int batch, float[][] outputs);

  abstract void stepFromFeatures(
      float[] features, float[][] targets, float[][] weights, int batch, FitResult result);

  /** θ ← θ of the source, whose network is as this one's. */
  void copyParameters(NetworkModel source) {
    network().copyParametersFrom(source.network());
  }

  /** θ ← (1 − τ)·θ + τ·θ of the source, whose network is as this one's. */
  void blendParameters(NetworkModel source, double tau) {
    network().blendParametersFrom(source.network(), tau);
  }

  private void checkBatch(int batch) {
    checkOpen();
    checkArgument(
        batch >= 1 && batch <= largestBatch,
        "a batch of %s rows was given to a model made for 1 to %s",
        batch,
        largestBatch);
  }

  private void checkTargets(float[][] targets, float[][] weights, int batch) {
    checkArrays("targets", targets, batch, outputSizes);
    if (weights != null) {
      checkOptional("weights", weights, batch);
    }
  }

  /** Arrays of the outputs, of which each may be null. */
  private void checkOptional(String name, float[][] arrays, int batch) {
    checkCount(name, arrays, outputSizes);
    for (int i = 0; i < arrays.length; i++) {
      if (arrays[i] != null) {
        checkShape(name, arrays[i], batch, outputSizes[i]);
      }
    }
  }

  private void checkOutputs(FitResult result, int batch) {
    if (result.outputs() != null) {
      checkShape("outputs", result.outputs(), batch, outputSizes[0]);
    }
    if (result.exampleLosses() != null) {
      checkShape("exampleLosses", result.exampleLosses(), batch, 1);
    }
  }

  private static void checkArrays(String name, float[][] arrays, int batch, int[] columns) {
    checkCount(name, arrays, columns);
    for (int i = 0; i < arrays.length; i++) {
      checkShape(name, arrays[i], batch, columns[i]);
    }
  }

  private static void checkCount(String name, float[][] arrays, int[] columns) {
    if (arrays.length != columns.length) {
      throw new IllegalArgumentException(
          name + " must be " + columns.length + " arrays, not " + arrays.length);
    }
  }

  /** Says both shapes when an array is too short for {@code [batch, columns]}. */
  static void checkShape(String name, float[] values, int batch, int columns) {
    if (values.length < (long) batch * columns) {
      throw new IllegalArgumentException(
          name
              + " must hold ["
              + batch
              + ", "
              + columns
              + "] = "
              + (long) batch * columns
              + " values, not ["
              + values.length
              + "]");
    }
  }
}
