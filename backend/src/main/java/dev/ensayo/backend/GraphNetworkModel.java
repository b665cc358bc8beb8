package dev.ensayo.backend;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What both engines share: the Deeplearning4j graph itself and its state. */
abstract class GraphNetworkModel implements GraphModel {
  private final ComputationGraph network;
  private final GraphSizes sizes;
  private final int largestBatch;
  private final RandomStream dropoutStream;
  private final GraphState state;
  private boolean closed;

  /**
   * @param network initialized, with its updater state laid out; now owned by this
   */
  GraphNetworkModel(
      ComputationGraph network, GraphSizes sizes, int largestBatch, RandomStream dropoutStream) {
    checkArgument(largestBatch >= 1, "the largest batch must be at least 1, not %s", largestBatch);
    this.network = network;
    this.sizes = sizes;
    this.largestBatch = largestBatch;
    this.dropoutStream = dropoutStream;
    this.state = new GraphState(network, dropoutStream);
  }

  final ComputationGraph network() {
    return network;
  }

  final RandomStream dropoutStream() {
    return dropoutStream;
  }

  @Override
  public final int inputs() {
    return sizes.inputs().size();
  }

  @Override
  public final int outputs() {
    return sizes.outputs().size();
  }

  @Override
  public final int inputSize(int input) {
    return sizes.inputs().get(input);
  }

  @Override
  public final int outputSize(int output) {
    return sizes.outputs().get(output);
  }

  @Override
  public final int parameterCount() {
    return (int) network.numParams();
  }

  @Override
  public final float[] parameters() {
    checkOpen();
    return network.params().toFloatVector();
  }

  @Override
  public final void copyParametersFrom(GraphModel source) {
    copyParameters(sameShape(source));
  }

  @Override
  public final void blendParametersFrom(GraphModel source, double tau) {
    checkArgument(tau >= 0 && tau <= 1, "tau must lie in [0, 1], not %s", tau);
    blendParameters(sameShape(source), tau);
  }

  @Override
  public final void predict(float[][] inputs, int batch, float[][] outputs) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, sizes.inputs());
    checkArrays("outputs", outputs, batch, sizes.outputs());
    computeOutputs(inputs, batch, outputs);
  }

  @Override
  public final void fit(
      float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, sizes.inputs());
    checkTargets(targets, weights, batch);
    checkOutputs(result, batch);
    step(inputs, targets, weights, batch, result);
  }

  /** Computes what leaves the boundary. */
  final void features(float[][] inputs, int batch, float[] features, int size) {
    checkBatch(batch);
    checkArrays("inputs", inputs, batch, sizes.inputs());
    NetworkModel.checkShape("features", features, batch, size);
    computeFeatures(inputs, batch, features);
  }

  /** As {@link #predict}, from what leaves the boundary. */
  final void predictFeatures(float[] features, int batch, float[][] outputs, int size) {
    checkBatch(batch);
    NetworkModel.checkShape("features", features, batch, size);
    checkArrays("outputs", outputs, batch, sizes.outputs());
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
    NetworkModel.checkShape("features", features, batch, size);
    checkTargets(targets, weights, batch);
    checkOutputs(result, batch);
    stepFromFeatures(features, targets, weights, batch, result);
  }

  abstract void computeOutputs(float[][] inputs, int batch, float[][] outputs);

  abstract void step(
      float[][] inputs, float[][] targets, float[][] weights, int batch, FitResult result);

  abstract void computeFeatures(float[][] inputs, int batch, float[] features);

  abstract void computeFromFeatures(float[] features, int batch, float[][] outputs);

  abstract void stepFromFeatures(
      float[] features, float[][] targets, float[][] weights, int batch, FitResult result);

  /** θ ← θ of the source, whose network has as many parameters. */
  abstract void copyParameters(GraphNetworkModel source);

  /** θ ← (1 − τ)·θ + τ·θ of the source, whose network has as many parameters. */
  abstract void blendParameters(GraphNetworkModel source, double tau);

  /** Frees what the engine holds; called once. */
  abstract void release();

  @Override
  public final void write(Path zip) throws IOException {
    checkOpen();
    state.write(zip);
  }

  @Override
  public final void saveState(StateWriter out) throws IOException {
    checkOpen();
    state.saveState(out);
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    checkOpen();
    state.loadState(in);
  }

  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      release();
      network.close();
    }
  }

  private void checkOpen() {
    checkState(!closed, "this model was closed");
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
    checkArrays("targets", targets, batch, sizes.outputs());
    if (weights != null) {
      checkCount("weights", weights, sizes.outputs());
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] != null) {
          NetworkModel.checkShape("weights", weights[i], batch, outputSize(i));
        }
      }
    }
  }

  private void checkOutputs(FitResult result, int batch) {
    if (result.outputs() != null) {
      NetworkModel.checkShape("outputs", result.outputs(), batch, outputSize(0));
    }
    if (result.exampleLosses() != null) {
      NetworkModel.checkShape("exampleLosses", result.exampleLosses(), batch, 1);
    }
  }

  private static void checkArrays(
      String name, float[][] arrays, int batch, ImmutableList<Integer> columns) {
    checkCount(name, arrays, columns);
    for (int i = 0; i < arrays.length; i++) {
      NetworkModel.checkShape(name, arrays[i], batch, columns.get(i));
    }
  }

  private static void checkCount(String name, float[][] arrays, List<Integer> columns) {
    if (arrays.length != columns.size()) {
      throw new IllegalArgumentException(
          name + " must be " + columns.size() + " arrays, not " + arrays.length);
    }
  }

  private GraphNetworkModel sameShape(GraphModel source) {
    checkOpen();
    checkArgument(source instanceof GraphNetworkModel, "not a model of this backend: %s", source);
    GraphNetworkModel other = (GraphNetworkModel) source;
    other.checkOpen();
    checkArgument(
        other.parameterCount() == parameterCount(),
        "the source has %s parameters, this model %s: both need the same spec",
        other.parameterCount(),
        parameterCount());
    return other;
  }
}
