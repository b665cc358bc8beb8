package dev.ensayo.backend.configuration;

import dev.ensayo.backend.model.NetworkMemory;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/** Networks with the layers of a zip and parameters of their own. */
public final class FreshNetworks {
  private FreshNetworks() {}

  /** Writes such a network, initialized from the seed. */
  public static void write(Path zip, Path target, long seed) throws IOException {
    String json = ZipConfiguration.read(zip);
    if (json.contains("\"vertices\"")) {
      ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
      configuration.getDefaultConfiguration().setSeed(seed);
      configuration.getVertices().values().stream()
          .filter(LayerVertex.class::isInstance)
          .forEach(vertex -> ((LayerVertex) vertex).getLayerConf().setSeed(seed));
      ComputationGraph graph = new ComputationGraph(configuration);
      graph.init();
      ModelSerializer.writeModel(graph, target.toFile(), false);
      NetworkMemory.free(graph);
    } else {
      MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
      for (NeuralNetConfiguration layer : configuration.getConfs()) {
        layer.setSeed(seed);
      }
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init();
      ModelSerializer.writeModel(network, target.toFile(), false);
      NetworkMemory.free(network);
    }
  }
}
