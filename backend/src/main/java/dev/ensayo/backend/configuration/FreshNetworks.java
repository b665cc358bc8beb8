package dev.ensayo.backend.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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
    String json = configuration(zip);
    if (json.contains("\"vertices\"")) {
      ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
      configuration.getDefaultConfiguration().setSeed(seed);
      configuration.getVertices().values().stream()
          .filter(LayerVertex.class::isInstance)
          .forEach(vertex -> ((LayerVertex) vertex).getLayerConf().setSeed(seed));
      ComputationGraph graph = new ComputationGraph(configuration);
      graph.init();
      ModelSerializer.writeModel(graph, target.toFile(), false);
      graph.close();
    } else {
      MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
      for (NeuralNetConfiguration layer : configuration.getConfs()) {
        layer.setSeed(seed);
      }
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init();
      ModelSerializer.writeModel(network, target.toFile(), false);
      network.close();
    }
  }

  private static String configuration(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry entry = file.getEntry("configuration.json");
      if (entry == null) {
        throw new IOException(zip + " holds no configuration.json: it is no Deeplearning4j model");
      }
      try (InputStream in = file.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
