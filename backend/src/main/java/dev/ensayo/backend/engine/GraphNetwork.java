package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.Blueprint;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.configuration.PortableLayers;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.model.NetworkMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link ComputationGraph}. */
public final class GraphNetwork extends LibraryNetwork {
  private final ComputationGraph network;

  /** Takes a network that is initialized, and lays out its gradient and its updater's state. */
  public GraphNetwork(ComputationGraph network) {
    super(network, "graph");
    this.network = network;
    network.initGradientsView();
    // The first call lays out the updater state, which both engines then share.
    network.getUpdater();
  }

  ComputationGraph network() {
    return network;
  }

  /** Numbers that the layer that reads an input takes of it: of tokens, how many there are. */
  int inputSize(String input) {
    return network.getConfiguration().getVertexInputs().entrySet().stream()
        .filter(reads -> reads.getValue().contains(input))
        .map(reads -> network.getLayer(reads.getKey()).conf().getLayer())
        .map(layer -> Math.toIntExact(((FeedForwardLayer) layer).getNIn()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing reads '" + input + "'"));
  }

  @Override
  public Blueprint blueprint() {
    return Blueprint.of(network.getConfiguration());
  }

  @Override
  void write(Path zip) throws IOException {
    ComputationGraphConfiguration configuration = network.getConfiguration().clone();
    // A copy of a graph's configuration forgets how far it was trained.
    configuration.setIterationCount(network.getConfiguration().getIterationCount());
    configuration.setEpochCount(network.getConfiguration().getEpochCount());
    boolean withUpdater = true;
    for (GraphVertex vertex : configuration.getVertices().values()) {
      if (vertex instanceof LayerVertex layer) {
        withUpdater &= !NetworkConfigurations.hasForeignUpdater(layer.getLayerConf());
        PortableLayers.replaceIn(layer.getLayerConf().getLayer());
      }
    }
    ComputationGraph portable = new ComputationGraph(configuration);
    portable.init(network.params().dup(), false);
    INDArray state = updaterState();
    if (withUpdater && state != null) {
      portable.getUpdater().getStateViewArray().assign(state);
    }
    ModelSerializer.writeModel(portable, zip.toFile(), withUpdater);
    NetworkMemory.free(portable);
  }

  @Override
  int iterations() {
    return network.getConfiguration().getIterationCount();
  }

  @Override
  int epochs() {
    return network.getConfiguration().getEpochCount();
  }

  @Override
  void setCounts(int iterations, int epochs) {
    network.getConfiguration().setIterationCount(iterations);
    network.getConfiguration().setEpochCount(epochs);
  }

  @Override
  List<Layer> layers() {
    return Arrays.stream(network.getLayers()).map(layer -> layer.conf().getLayer()).toList();
  }

  @Override
  List<Layer> outputLayers() {
    return network.getConfiguration().getNetworkOutputs().stream()
        .map(name -> network.getLayer(name).conf().getLayer())
        .toList();
  }

  @Override
  INDArray[] output(INDArray[] inputs, boolean training) {
    return network.output(training, inputs);
  }

  @Override
  ImmutableList<LayerTrace> follow(INDArray input) {
    Map<String, INDArray> outputs = network.feedForward(input, false);
    FollowedInput followed = new FollowedInput();
    for (String name : network.getConfiguration().getTopologicalOrderStr()) {
      if (network.getVertex(name).hasLayer()) {
        followed.add(network.getLayer(name), outputs.get(name));
      }
    }
    network.clearLayersStates();
    return followed.traces();
  }

  @Override
  void computeGradient(INDArray[] inputs, INDArray[] labels) {
    network.setInputs(inputs);
    network.setLabels(labels);
    network.computeGradientAndScore();
  }

  @Override
  INDArray inputGradient(INDArray[] inputs, INDArray[] labels, int input) {
    return new GraphInputGradient(network).compute(inputs, labels, input);
  }

  @Override
  Gradient gradient() {
    return network.gradient();
  }

  @Override
  void applyUpdater(int iteration, int epoch, int batch, LayerWorkspaceMgr workspace) {
    network.getUpdater().update(network.gradient(), iteration, epoch, batch, workspace);
  }

  @Override
  void endStep(int iteration, int epoch) {
    network.applyConstraints(iteration, epoch);
    network.clearLayersStates();
  }

  @Override
  org.deeplearning4j.nn.api.Layer[] computing() {
    return network.getLayers();
  }

  /** Deeplearning4j lists the layers of a graph as they were added. */
  @Override
  List<org.deeplearning4j.nn.api.Layer> inOrder() {
    return network.getConfiguration().getTopologicalOrderStr().stream()
        .map(network::getVertex)
        .filter(org.deeplearning4j.nn.graph.vertex.GraphVertex::hasLayer)
        .map(org.deeplearning4j.nn.graph.vertex.GraphVertex::getLayer)
        .toList();
  }

  @Override
  String prefix(int layer) {
    return network.getLayers()[layer].conf().getLayer().getLayerName();
  }

  @Override
  void close() {
    NetworkMemory.free(network);
  }
}
