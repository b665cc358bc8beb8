package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A network with one input and one output as a {@link Model}, be it a chain or a graph. */
public class SingleModel implements Model {
  private final NetworkModel network;
  private final float[][] input = new float[1][];
  private final float[][] output = new float[1][];
  private final float[][] weight = new float[1][];

  public SingleModel(NetworkModel network) {
    checkArgument(
        network.inputs() == 1 && network.outputs() == 1,
        "a model has one input and one output, this network %s and %s",
        network.inputs(),
        network.outputs());
    this.network = network;
  }

  final NetworkModel network() {
    return network;
  }

  @Override
  public final int inputSize() {
    return network.inputSize(0);
  }

  @Override
  public final int outputSize() {
    return network.outputSize(0);
  }

  @Override
  public final void predict(float[] inputs, int batch, float[] outputs) {
    network.predict(inputs, batch, outputs);
  }

  @Override
  public final void fit(
      float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    network.fit(input(inputs), output(targets), weight(weights), batch, result);
  }

  @Override
  public final void fit(float[] inputs, int batch, OutputLoss loss, FitResult result) {
    network.fit(input(inputs), batch, loss, result);
  }

  @Override
  public final void computeGradient(
      float[] inputs,
      float[] targets,
      float[] weights,
      int batch,
      FitResult result,
      float[] gradient) {
    network.computeGradient(
        input(inputs), output(targets), weight(weights), batch, result, gradient);
  }

  @Override
  public final void applyGradient(float[] gradient) {
    network.applyGradient(gradient);
  }

  @Override
  public final void inputGradient(
      float[] inputs, int batch, float[] outputGradient, float[] inputGradient) {
    network.inputGradient(input(inputs), batch, 0, output(outputGradient), inputGradient);
  }

  @Override
  public final LayerObserver layerObserver() {
    return network.layerObserver();
  }

  @Override
  public final ImmutableList<LayerTrace> follow(float[] input) {
    return network.follow(input);
  }

  @Override
  public final void setLearningRate(double learningRate) {
    network.setLearningRate(learningRate);
  }

  final float[][] input(float[] array) {
    input[0] = array;
    return input;
  }

  final float[][] output(float[] array) {
    output[0] = array;
    return output;
  }

  final float[][] weight(float[] array) {
    weight[0] = array;
    return array == null ? null : weight;
  }

  @Override
  public final void drawNoise(RandomGenerator random) {
    network.drawNoise(random);
  }

  @Override
  public final void removeNoise() {
    network.removeNoise();
  }

  @Override
  public final boolean hasNoise() {
    return network.hasNoise();
  }

  @Override
  public final int parameterCount() {
    return network.parameterCount();
  }

  @Override
  public final float[] parameters() {
    return network.parameters();
  }

  @Override
  public final void setParameters(float[] parameters) {
    network.setParameters(parameters);
  }

  @Override
  public final String outputFunction() {
    return network.outputFunction();
  }

  @Override
  public final Optional<DenseChain> chain() {
    return network.chain();
  }

  @Override
  public final void copyParametersFrom(Model source) {
    network.copyParametersFrom(networkOf(source));
  }

  @Override
  public final void blendParametersFrom(Model source, double tau) {
    network.blendParametersFrom(networkOf(source), tau);
  }

  private static GraphModel networkOf(Model source) {
    checkArgument(source instanceof SingleModel, "not a model of this backend: %s", source);
    return ((SingleModel) source).network;
  }

  @Override
  public final void write(Path zip) throws IOException {
    network.write(zip);
  }

  @Override
  public final void saveState(StateWriter out) throws IOException {
    network.saveState(out);
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    network.loadState(in);
  }

  @Override
  public final void close() {
    network.close();
  }
}
