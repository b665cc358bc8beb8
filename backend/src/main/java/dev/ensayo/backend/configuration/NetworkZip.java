package dev.ensayo.backend.configuration;

import com.google.common.base.Throwables;
import dev.ensayo.backend.model.NetworkMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads networks from zips in Deeplearning4j's {@code ModelSerializer} format. */
public final class NetworkZip {
  private NetworkZip() {}

  /** Whether a zip holds a {@code ComputationGraph}, which has several named inputs. */
  public static boolean holdsGraph(Path zip) throws IOException {
    checkWhole(zip);
    return ZipConfiguration.read(zip).contains("\"networkInputs\"");
  }

  /**
   * A graph with its updater state, in single precision.
   *
   * @throws IOException if the file cannot be read as one, with the reason
   */
  public static ComputationGraph readGraph(Path zip) throws IOException {
    ComputationGraph network =
        read(zip, () -> ModelSerializer.restoreComputationGraph(zip.toFile(), true));
    if (network.params().dataType() == DataType.FLOAT) {
      return network;
    }
    checkRange(zip, network.params());
    ComputationGraph single = network.convertDataType(DataType.FLOAT);
    NetworkMemory.free(network);
    return single;
  }

  /**
   * A sequential network with its updater state, in single precision.
   *
   * @throws IOException if the file cannot be read as one, with the reason
   */
  public static MultiLayerNetwork readSequence(Path zip) throws IOException {
    MultiLayerNetwork network =
        read(zip, () -> ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true));
    if (network.params().dataType() == DataType.FLOAT) {
      return network;
    }
    checkRange(zip, network.params());
    MultiLayerNetwork single = network.convertDataType(DataType.FLOAT);
    NetworkMemory.free(network);
    return single;
  }

  /**
   * Any network as a graph that reads images as {@code [C, H, W]}; the layers of a sequential one
   * are named by their positions.
   */
  public static ComputationGraph readAsGraph(Path zip) throws IOException {
    if (holdsGraph(zip)) {
      return ChannelsFirst.of(readGraph(zip));
    }
    MultiLayerNetwork sequence = readSequence(zip);
    ComputationGraph graph = sequence.toComputationGraph();
    NetworkMemory.free(sequence);
    return ChannelsFirst.of(graph);
  }

  /** Numbers that float cannot hold would become infinite; what rounding costs is below 1e-7. */
  private static void checkRange(Path zip, INDArray parameters) throws IOException {
    double largest = parameters.length() == 0 ? 0 : parameters.amaxNumber().doubleValue();
    if (!(largest <= Float.MAX_VALUE)) {
      throw new IOException(
          zip
              + " holds parameters of type "
              + parameters.dataType()
              + " up to "
              + largest
              + "; networks are computed in single precision, up to 3.4e38");
    }
  }

  private interface Reading<N> {
    N read() throws IOException;
  }

  /** What is wrong with a file comes as exceptions of many kinds, some without a message. */
  private static <N extends NeuralNetwork> N read(Path zip, Reading<N> reading) throws IOException {
    checkWhole(zip);
    N network;
    try {
      network = reading.read();
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          zip + " holds no network that Deeplearning4j can read: " + firstLine(e), e);
    }
    if (network.params() == null) {
      throw new IOException(zip + " holds a network without parameters");
    }
    return network;
  }

  /** Reads all entries, whose checksums are compared. */
  private static void checkWhole(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        try (InputStream in = file.getInputStream(entry)) {
          in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
          throw new IOException(
              zip + " is damaged: '" + entry.getName() + "' cannot be read: " + e.getMessage(), e);
        }
      }
    } catch (ZipException e) {
      throw new IOException(zip + " is no zip or is damaged: " + e.getMessage(), e);
    }
  }

  private static String firstLine(Exception e) {
    Throwable root = Throwables.getRootCause(e);
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse(root.toString());
  }
}
