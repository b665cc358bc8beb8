package dev.ensayo.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files of an earlier version open and go on as they would have: {@link EarlierModels} wrote zips
 * and checkpoints in the middle of training, and measured the rest of it.
 */
class EarlierModelsTest {
  /** Kernels of another processor round in other ways, and so does the library's engine. */
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  private static URL resource(String name) {
    return Resources.getResource("dev/ensayo/backend/earlier/" + name);
  }

  private Path file(String name) throws IOException {
    Path copy = folder.resolve(name);
    Files.write(copy, Resources.toByteArray(resource(name)));
    return copy;
  }

  private static double[] measured(String name) throws IOException {
    List<String> lines = Resources.readLines(resource("measured.txt"), StandardCharsets.UTF_8);
    String line = lines.stream().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
    return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
  }

  private static void load(Stateful model, String name) throws IOException {
    try (InputStream in = resource(name).openStream()) {
      model.loadState(new StateReader(in));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aZipOfAChain(Engine engine) throws IOException {
    try (Model model =
        Models.load(file("chain.zip"), ModelContractTest.engine(engine), 9, EarlierModels.BATCH)) {
      assertThat(EarlierModels.measure(model))
          .containsExactly(measured("chain"), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aZipOfAGraph(Engine engine) throws IOException {
    try (Model model =
        Models.load(file("graph.zip"), ModelContractTest.engine(engine), 9, EarlierModels.BATCH)) {
      assertThat(EarlierModels.measure(model))
          .containsExactly(measured("graph"), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aZipOfALanguageModel(Engine engine) throws IOException {
    try (SequenceModel model =
        SequenceModels.load(
            file("lstm.zip"),
            ModelContractTest.engine(engine),
            9,
            EarlierModels.SEQUENCES,
            EarlierModels.STEPS)) {
      assertThat(EarlierModels.measure(model)).containsExactly(measured("lstm"), within(TOLERANCE));
    }
  }

  /** A checkpoint of a chain and of a graph; both begin with other weights. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void checkpoints(Engine engine) throws IOException {
    try (Model chain =
            Models.create(
                EarlierModels.chain(), ModelContractTest.engine(engine), 9, EarlierModels.BATCH);
        Model graph =
            Models.create(
                EarlierModels.graph(), ModelContractTest.engine(engine), 9, EarlierModels.BATCH);
        SequenceModel lstm =
            SequenceModels.create(
                EarlierModels.lstm(),
                ModelContractTest.engine(engine),
                9,
                EarlierModels.SEQUENCES,
                EarlierModels.STEPS)) {
      load(chain, "chain.state");
      load(graph, "graph.state");
      load(lstm, "lstm.state");
      assertThat(EarlierModels.measure(chain))
          .containsExactly(measured("chain"), within(TOLERANCE));
      assertThat(EarlierModels.measure(graph))
          .containsExactly(measured("graph"), within(TOLERANCE));
      assertThat(EarlierModels.measure(lstm)).containsExactly(measured("lstm"), within(TOLERANCE));
    }
  }

  /** What is written again is a chain still, which any Deeplearning4j program opens. */
  @Test
  void aChainIsWrittenAsOne() throws IOException {
    Path again = folder.resolve("again.zip");
    float[] parameters;
    try (Model model =
        Models.load(
            file("chain.zip"), ModelContractTest.engine(Engine.COMPILED), 9, EarlierModels.BATCH)) {
      model.write(again);
      parameters = model.parameters();
    }
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(again.toFile(), true);
    assertThat(network.params().toFloatVector()).isEqualTo(parameters);
    assertThat(network.getLayerWiseConfigurations().getIterationCount()).isEqualTo(5);
    NetworkMemory.free(network);
  }
}
