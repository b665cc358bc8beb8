package dev.ensayo.backend.keras;

import com.google.common.base.Throwables;
import dev.ensayo.backend.NetworkImport;
import dev.ensayo.backend.model.NetworkMemory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.Hdf5Archive;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Reads whole models that Keras 1 or 2 has saved as HDF5, with their architecture; what is only
 * asked for in training (loss, optimizer) is left out.
 */
public final class KerasImport implements NetworkImport {
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final String ARCHITECTURE = "model_config";

  @Override
  public String library() {
    return "keras";
  }

  @Override
  public void write(Path file, Path zip) throws IOException {
    checkFormat(file);
    // What is wrong with a file is told once, by the exception.
    org.bytedeco.hdf5.Exception.dontPrint();
    NeuralNetwork network = read(file);
    if (network instanceof MultiLayerNetwork chain) {
      ModelSerializer.writeModel(chain, zip.toFile(), false);
      NetworkMemory.free(chain);
    } else if (network instanceof ComputationGraph graph) {
      ModelSerializer.writeModel(graph, zip.toFile(), false);
      NetworkMemory.free(graph);
    }
  }

  private static void checkFormat(Path file) throws IOException {
    byte[] begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = in.readNBytes(HDF5.length);
    }
    if (Arrays.equals(begin, HDF5)) {
      return;
    }
    boolean zipped = begin.length >= ZIP.length && Arrays.equals(begin, 0, ZIP.length, ZIP, 0, 4);
    throw new IOException(
        file
            + (zipped
                ? " is in the format .keras of Keras 3, which Deeplearning4j does not read; save it"
                    + " with Keras 2 (tf-keras, TF_USE_LEGACY_KERAS=1) as"
                    + " model.save('model.h5')"
                : " is no HDF5 file; save the model with Keras 2 as model.save('model.h5')"));
  }

  private static NeuralNetwork read(Path file) throws IOException {
    String path = file.toString();
    try {
      return isSequential(file)
          ? KerasModelImport.importKerasSequentialModelAndWeights(path, false)
          : KerasModelImport.importKerasModelAndWeights(path, false);
    } catch (InvalidKerasConfigurationException
        | UnsupportedKerasConfigurationException
        | RuntimeException e) {
      Throwable root = Throwables.getRootCause(e);
      String message = root.getMessage() == null ? root.toString() : root.getMessage();
      throw new IOException(
          file
              + " holds no model that Deeplearning4j can read: "
              + message.lines().findFirst().orElse(root.toString()),
          e);
    }
  }

  private static boolean isSequential(Path file)
      throws IOException, UnsupportedKerasConfigurationException {
    String architecture;
    synchronized (Hdf5Archive.LOCK_OBJECT) {
      try (Hdf5Archive archive = new Hdf5Archive(file.toString())) {
        if (!archive.hasAttribute(ARCHITECTURE)) {
          throw new IOException(
              file
                  + " holds weights without the network they belong to (no "
                  + ARCHITECTURE
                  + "); save the whole model as model.save('model.h5')");
        }
        architecture = archive.readAttributeAsJson(ARCHITECTURE);
      }
    }
    JsonNode kind = new ObjectMapper().readTree(architecture).get("class_name");
    return kind != null && kind.asText().equals("Sequential");
  }
}
