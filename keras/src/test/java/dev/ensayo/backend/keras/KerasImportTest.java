package dev.ensayo.backend.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.NetworkImports;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.TransferSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Files as Keras 2 saves them, beside what NumPy computes of them; {@code make.py} made both. */
class KerasImportTest {
  private static final int BATCH = 2;
  private static final double TOLERANCE = 1e-5;

  private static final Map<String, List<Integer>> SHAPES =
      Map.of("pictures", List.of(2, 8, 7), "residual", List.of(3, 6, 5), "vectors", List.of(4));

  @TempDir private Path folder;

  private static URL resource(String name) {
    return Resources.getResource("dev/ensayo/backend/keras/" + name);
  }

  private Path file(String name) throws IOException {
    return Files.write(folder.resolve(name), Resources.toByteArray(resource(name)));
  }

  /**
   * Numbers that NumPy noted.
   *
   * @param line 0 for inputs, 1 for features, 2 for outputs
   */
  private static float[] noted(String name, int line) throws IOException {
    List<String> lines = Resources.readLines(resource(name + ".txt"), StandardCharsets.UTF_8);
    String[] numbers = lines.get(line).split(" ", -1);
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(numbers[i]);
    }
    return values;
  }

  private static BackendConfig engine(Engine engine) {
    return Settings.of(
        BackendConfig.class, "{engine: " + engine.name().toLowerCase(Locale.ROOT) + "}");
  }

  static Stream<Arguments> filesAndEngines() {
    return SHAPES.keySet().stream()
        .sorted()
        .flatMap(name -> Stream.of(Engine.values()).map(engine -> Arguments.of(name, engine)));
  }

  /** As a torso, whose images have their channels first. */
  @ParameterizedTest
  @MethodSource("filesAndEngines")
  void featuresAreNumPys(String name, Engine engine) throws IOException {
    Path zip = folder.resolve("model.zip");
    NetworkImports.write("keras", file(name + ".h5"), zip);
    TransferSpec spec =
        new TransferSpec(
            SHAPES.get(name),
            OptionalInt.empty(),
            OptionalInt.empty(),
            List.of(DenseSpec.of(3, Activation.SOFTMAX, Initialization.XAVIER)),
            Loss.SOFTMAX_CROSS_ENTROPY,
            new UpdaterSpec.Sgd(0.1),
            Regularization.none(),
            GradientClipping.none(),
            List.of());
    float[] expected = noted(name, 1);
    try (TransferModel model = Models.transfer(zip, spec, engine(engine), 1, BATCH)) {
      float[] features = new float[expected.length];
      model.features(noted(name, 0), BATCH, features);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) features[i]).isEqualTo(expected[i], within(TOLERANCE));
      }
    }
  }

  /** The zip is the network as Keras had it: Deeplearning4j computes what NumPy does. */
  @Test
  void outputsAreNumPys() throws IOException {
    Path zip = folder.resolve("model.zip");
    NetworkImports.write("keras", file("pictures.h5"), zip);
    MultiLayerNetwork chain = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
    compare(chain.output(images("pictures")), "pictures");
    NetworkImports.write("keras", file("vectors.h5"), zip);
    chain = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
    compare(chain.output(Nd4j.createFromArray(noted("vectors", 0)).reshape(BATCH, 4)), "vectors");
    NetworkImports.write("keras", file("residual.h5"), zip);
    ComputationGraph graph = ModelSerializer.restoreComputationGraph(zip.toFile());
    compare(graph.output(images("residual"))[0], "residual");
  }

  /** {@code [B, H, W, C]}. */
  private static INDArray images(String name) throws IOException {
    List<Integer> shape = SHAPES.get(name);
    return Nd4j.createFromArray(noted(name, 0))
        .reshape(BATCH, shape.get(0), shape.get(1), shape.get(2))
        .permute(0, 2, 3, 1)
        .dup('c');
  }

  private static void compare(INDArray output, String name) throws IOException {
    float[] expected = noted(name, 2);
    float[] found = output.dup('c').data().asFloat();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i]).isEqualTo(expected[i], within(TOLERANCE));
    }
  }

  @Test
  void filesThatAreNoneSayWhatHelps() throws IOException {
    refuses(
        Files.write(folder.resolve("new.keras"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0}),
        "is in the format .keras of Keras 3",
        "model.save('model.h5')");
    refuses(Files.writeString(folder.resolve("text.h5"), "text"), "is no HDF5 file");
    byte[] whole = Files.readAllBytes(file("pictures.h5"));
    refuses(
        Files.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, whole.length / 3)),
        "cut.h5 holds no model that Deeplearning4j can read");
    byte[] odd =
        new String(whole, StandardCharsets.ISO_8859_1)
            .replace("\"Flatten\"", "\"Flattex\"")
            .getBytes(StandardCharsets.ISO_8859_1);
    refuses(
        Files.write(folder.resolve("odd.h5"), odd),
        "holds no model that Deeplearning4j can read",
        "Flattex");
    byte[] bare =
        new String(whole, StandardCharsets.ISO_8859_1)
            .replace("model_config", "model_confix")
            .getBytes(StandardCharsets.ISO_8859_1);
    refuses(Files.write(folder.resolve("weights.h5"), bare), "save the whole model");
  }

  private void refuses(Path file, String... parts) {
    assertThatThrownBy(() -> NetworkImports.write("keras", file, folder.resolve("model.zip")))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void anotherLibraryNeedsItsModule() throws IOException {
    Path file = file("pictures.h5");
    assertThatThrownBy(() -> NetworkImports.write("torch", file, folder.resolve("model.zip")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("need the module 'torch' (ensayo-torch) on the class path");
  }
}
