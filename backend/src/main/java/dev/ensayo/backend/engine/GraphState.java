package dev.ensayo.backend.engine;

import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph's checkpoint and its zip. */
public final class GraphState extends SavedNetwork {
  private final ComputationGraph network;

  GraphState(ComputationGraph network, RandomStream dropoutStream) {
    super(network, dropoutStream, "graph");
    this.network = network;
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
        NetworkConfigurations.makePortable(layer.getLayerConf().getLayer());
      }
    }
    ComputationGraph portable = new ComputationGraph(configuration);
    portable.init(network.params().dup(), false);
    INDArray state = network.updaterState();
    if (withUpdater && state != null) {
      portable.getUpdater().getStateViewArray().assign(state);
    }
    ModelSerializer.writeModel(portable, zip.toFile(), withUpdater);
    portable.close();
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
}
