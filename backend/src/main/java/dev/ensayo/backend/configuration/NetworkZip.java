package dev.ensayo.backend.configuration;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;

/** Reads networks from zips in Deeplearning4j's {@code ModelSerializer} format. */
public final class NetworkZip {
  private NetworkZip() {}

  /** Whether a zip holds a {@code ComputationGraph}, which has several named inputs. */
  public static boolean holdsGraph(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry entry = file.getEntry(ModelSerializer.CONFIGURATION_JSON);
      if (entry == null) {
        throw new IOException(
            zip + " holds no Deeplearning4j network: no " + ModelSerializer.CONFIGURATION_JSON);
      }
      try (InputStream in = file.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"networkInputs\"");
      }
    }
  }

  /** A graph with its updater state. */
  public static ComputationGraph readGraph(Path zip) throws IOException {
    ComputationGraph network = ModelSerializer.restoreComputationGraph(zip.toFile(), true);
    checkType(zip, network.params().dataType());
    return network;
  }

  /** A sequential network with its updater state. */
  public static MultiLayerNetwork readSequence(Path zip) throws IOException {
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
    checkType(zip, network.params().dataType());
    return network;
  }

  /** Any network as a graph; the layers of a sequential one are named by their positions. */
  public static ComputationGraph readAsGraph(Path zip) throws IOException {
    if (holdsGraph(zip)) {
      return readGraph(zip);
    }
    MultiLayerNetwork sequence = readSequence(zip);
    ComputationGraph graph = sequence.toComputationGraph();
    sequence.close();
    return graph;
  }

  private static void checkType(Path zip, DataType type) {
    checkArgument(
        type == DataType.FLOAT,
        "%s holds parameters of type %s; models are trained in FLOAT",
        zip,
        type);
  }
}
