package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.nio.file.Path;

/** A graph with one input and one output as a {@link Model}. */
public class SingleGraphModel implements Model {
  private final GraphNetworkModel graph;
  private final float[][] input = new float[1][];
  private final float[][] output = new float[1][];
  private final float[][] weight = new float[1][];

  public SingleGraphModel(GraphNetworkModel graph) {
    checkArgument(
        graph.inputs() == 1 && graph.outputs() == 1,
        "a model has one input and one output, this graph %s and %s",
        graph.inputs(),
        graph.outputs());
    this.graph = graph;
  }

  final GraphNetworkModel graph() {
    return graph;
  }

  @Override
  public final int inputSize() {
    return graph.inputSize(0);
  }

  @Override
  public final int outputSize() {
    return graph.outputSize(0);
  }

  @Override
  public final void predict(float[] inputs, int batch, float[] outputs) {
    graph.predict(input(inputs), batch, output(outputs));
  }

  @Override
  public final void fit(
      float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    graph.fit(input(inputs), output(targets), weight(weights), batch, result);
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
  public final int parameterCount() {
    return graph.parameterCount();
  }

  @Override
  public final float[] parameters() {
    return graph.parameters();
  }

  @Override
  public final void copyParametersFrom(Model source) {
    graph.copyParametersFrom(graphOf(source));
  }

  @Override
  public final void blendParametersFrom(Model source, double tau) {
    graph.blendParametersFrom(graphOf(source), tau);
  }

  private static GraphModel graphOf(Model source) {
    checkArgument(source instanceof SingleGraphModel, "not a model of a graph: %s", source);
    return ((SingleGraphModel) source).graph;
  }

  @Override
  public final void write(Path zip) throws IOException {
    graph.write(zip);
  }

  @Override
  public final void saveState(StateWriter out) throws IOException {
    graph.saveState(out);
  }

  @Override
  public final void loadState(StateReader in) throws IOException {
    graph.loadState(in);
  }

  @Override
  public final void close() {
    graph.close();
  }
}
