package dev.ensayo.backend.engine;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.Blueprint;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.configuration.PortableLayers;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.model.NetworkMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link MultiLayerNetwork}, whose layers follow one another. */
public final class ChainNetwork extends LibraryNetwork {
  private final MultiLayerNetwork network;

  /** Takes a network that is initialized, and lays out its gradient and its updater's state. */
  public ChainNetwork(MultiLayerNetwork network) {
    super(network, "model");
    this.network = network;
    network.initGradientsView();
    // The first call lays out the updater state, which both engines then share.
    network.getUpdater();
  }

  MultiLayerNetwork network() {
    return network;
  }

  private MultiLayerConfiguration configuration() {
    return network.getLayerWiseConfigurations();
  }

  /**
   * Puts vectors in the place of the rows of the first layer.
   *
   * @param rows {@code [V, D]}
   * @throws IllegalStateException if that is no embedding
   */
  void setEmbeddings(float[] rows) {
    checkState(
        NetworkConfigurations.inner(layers().get(0)).get(0) instanceof EmbeddingSequenceLayer,
        "the network has no embedding");
    INDArray weights = network.getLayer(0).getParam(DefaultParamInitializer.WEIGHT_KEY);
    checkArgument(
        rows.length == weights.length(),
        "%s numbers for an embedding of %s",
        rows.length,
        weights.length());
    weights.assign(Nd4j.createFromArray(rows).reshape('c', weights.shape()));
  }

  @Override
  public Blueprint blueprint() {
    return Blueprint.of(configuration());
  }

  @Override
  void write(Path zip) throws IOException {
    MultiLayerNetwork portable = new MultiLayerNetwork(PortableLayers.of(configuration()));
    portable.init(network.params().dup(), false);
    boolean withUpdater = !NetworkConfigurations.hasForeignUpdaterState(configuration());
    INDArray state = updaterState();
    if (withUpdater && state != null) {
      portable.getUpdater().getStateViewArray().assign(state);
    }
    ModelSerializer.writeModel(portable, zip.toFile(), withUpdater);
    NetworkMemory.free(portable);
  }

  @Override
  int iterations() {
    return configuration().getIterationCount();
  }

  @Override
  int epochs() {
    return configuration().getEpochCount();
  }

  @Override
  void setCounts(int iterations, int epochs) {
    configuration().setIterationCount(iterations);
    configuration().setEpochCount(epochs);
  }

  @Override
  List<Layer> layers() {
    return configuration().getConfs().stream().map(NeuralNetConfiguration::getLayer).toList();
  }

  @Override
  List<Layer> outputLayers() {
    return List.of(network.getOutputLayer().conf().getLayer());
  }

  @Override
  INDArray[] output(INDArray[] inputs, boolean training) {
    return new INDArray[] {network.output(inputs[0], training)};
  }

  @Override
  ImmutableList<LayerTrace> follow(INDArray input) {
    List<INDArray> outputs = network.feedForward(input, false);
    FollowedInput followed = new FollowedInput();
    for (int i = 0; i < network.getnLayers(); i++) {
      followed.add(network.getLayer(i), outputs.get(i + 1));
    }
    network.clearLayersStates();
    return followed.traces();
  }

  @Override
  void computeGradient(INDArray[] inputs, INDArray[] labels) {
    network.setInput(inputs[0]);
    network.setLabels(labels[0]);
    network.computeGradientAndScore();
  }

  @Override
  INDArray inputGradient(INDArray[] inputs, INDArray[] labels, int input) {
    LayerWorkspaceMgr workspace = LayerWorkspaceMgr.noWorkspaces();
    org.deeplearning4j.nn.api.Layer[] layers = network.getLayers();
    int batch = Math.toIntExact(inputs[0].size(0));
    INDArray value = inputs[0];
    for (int i = 0; i < layers.length; i++) {
      InputPreProcessor rearranging = configuration().getInputPreProcess(i);
      value = rearranging == null ? value : rearranging.preProcess(value, batch, workspace);
      layers[i].setInput(value, workspace);
      value = i == layers.length - 1 ? null : layers[i].activate(false, workspace);
    }
    ((IOutputLayer) layers[layers.length - 1]).setLabels(labels[0]);
    INDArray slope = null;
    for (int i = layers.length - 1; i >= 0; i--) {
      slope = layers[i].backpropGradient(slope, workspace).getSecond();
      InputPreProcessor rearranging = configuration().getInputPreProcess(i);
      slope = rearranging == null ? slope : rearranging.backprop(slope, batch, workspace);
    }
    for (org.deeplearning4j.nn.api.Layer layer : layers) {
      layer.clear(); // the network's own would forget the updater's state
    }
    return slope;
  }

  @Override
  Gradient gradient() {
    return network.gradient();
  }

  @Override
  void applyUpdater(int iteration, int epoch, int batch, LayerWorkspaceMgr workspace) {
    network.getUpdater().update(network, network.gradient(), iteration, epoch, batch, workspace);
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

  @Override
  String prefix(int layer) {
    return Integer.toString(layer);
  }

  @Override
  void close() {
    NetworkMemory.free(network);
  }
}
