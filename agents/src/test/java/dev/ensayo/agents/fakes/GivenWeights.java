package dev.ensayo.agents.fakes;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.training.BackendConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/** Parameters that a script beside a test has given, in Deeplearning4j's order. */
public final class GivenWeights {
  private GivenWeights() {}

  /**
   * The parameters of layers, first to last. PyTorch keeps a weight {@code [out, in]} row by row,
   * Deeplearning4j {@code [in, out]} column by column, which is the same; the bias follows.
   */
  public static float[] of(List<Fixture> layers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Fixture layer : layers) {
      for (String key : List.of("weight", "bias")) {
        float[] numbers = layer.floats(key);
        ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Float.BYTES);
        buffer.asFloatBuffer().put(numbers);
        bytes.writeBytes(buffer.array());
      }
    }
    float[] all = new float[bytes.size() / Float.BYTES];
    ByteBuffer.wrap(bytes.toByteArray()).asFloatBuffer().get(all);
    return all;
  }

  /** Gives a model of layers that follow each other these parameters. */
  public static void put(Model model, List<Fixture> layers) throws IOException {
    Path zip = Files.createTempFile("given", ".zip");
    try {
      model.write(zip);
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
      network.setParams(Nd4j.createFromArray(new float[][] {of(layers)}));
      ModelSerializer.writeModel(network, zip.toFile(), true);
      try (Model given = Models.load(zip, BackendConfig.defaults(), 0, 1)) {
        model.copyParametersFrom(given);
      }
    } finally {
      Files.delete(zip);
    }
  }
}
