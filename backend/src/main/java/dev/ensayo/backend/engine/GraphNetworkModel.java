package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.core.random.RandomStream;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** What both engines share: the Deeplearning4j graph itself and its state. */
public abstract class GraphNetworkModel extends BatchNetwork<ComputationGraph>
    implements GraphModel {
  private final GraphSizes sizes;

  /**
   * @param network initialized, with its updater state laid out; now owned by this
   */
  GraphNetworkModel(
      ComputationGraph network, GraphSizes sizes, int largestBatch, RandomStream dropoutStream) {
    super(network, new GraphState(network, dropoutStream), largestBatch, dropoutStream);
    this.sizes = sizes;
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
  public final void copyParametersFrom(GraphModel source) {
    copyParameters(sameShape(source, GraphNetworkModel.class));
  }

  @Override
  public final void blendParametersFrom(GraphModel source, double tau) {
    checkArgument(tau >= 0 && tau <= 1, "tau must lie in [0, 1], not %s", tau);
    blendParameters(sameShape(source, GraphNetworkModel.class), tau);
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
}
