package dev.ensayo.sequence.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs of the agent against the losses of {@code curves.py}, which PyTorch computed. */
class PytorchCurvesTest {
  private static final int VOCABULARY = 11;
  private static final int UPDATES = 50;

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void theFirstFiftyUpdatesLoseTheSame(String cell) throws IOException {
    RecordedMetrics metrics = new RecordedMetrics();
    Runs<LanguageModelConfig> runs =
        new Runs<>(
            new LanguageModelProvider(),
            "{cell: "
                + cell
                + ", hiddenUnits: 32, streams: 4, window: 20, gradientClipping: {norm: 0.5},"
                + " updater: {type: adam, learningRate: 1e-2}, gradientReach: 0}",
            corpus(),
            "{updates: " + UPDATES + "}",
            UPDATES,
            1,
            1);
    try (LanguageModelTraining training = (LanguageModelTraining) runs.start(metrics)) {
      setParameters(training.model());
      Runs.finish(training);
    }
    List<Double> losses = metrics.values("train/loss");
    List<Double> expected = expected(cell);
    assertThat(losses).hasSize(UPDATES);
    for (int update = 0; update < UPDATES; update++) {
      assertThat(losses.get(update))
          .as("loss of update %s", update)
          .isCloseTo(expected.get(update), within(1e-3));
    }
    assertThat(losses.get(UPDATES - 1)).as("it learns").isLessThan(0.8 * losses.get(0));
  }

  private static MemoryCorpus corpus() {
    int[] text = new int[800];
    text[0] = 3;
    for (int i = 0; i + 1 < text.length; i++) {
      text[i + 1] = (5 * text[i] + (i * i / 3) % 3) % VOCABULARY;
    }
    Vocabulary letters =
        new Vocabulary(
            TokenUnit.CHARACTER,
            IntStream.range(0, VOCABULARY).mapToObj(i -> Character.toString('a' + i)).toList());
    return new MemoryCorpus(letters, OptionalDouble.empty(), text, new int[0], new int[0]);
  }

  private static List<Double> expected(String cell) throws IOException {
    String lines =
        Resources.toString(
            Resources.getResource(PytorchCurvesTest.class, "curves.txt"), StandardCharsets.UTF_8);
    return Splitter.on('\n')
        .splitToStream(lines)
        .filter(line -> line.startsWith(cell + " "))
        .flatMap(line -> Splitter.on(' ').splitToStream(line.substring(cell.length() + 1)))
        .map(Double::valueOf)
        .toList();
  }

  /** Puts 0.2·sin(k) in the place of the k-th parameter in the model's own checkpoint. */
  static void setParameters(SequenceModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    model.saveState(out);
    out.flush();
    StateReader in = new StateReader(new ByteArrayInputStream(bytes.toByteArray()));
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    StateWriter copy = new StateWriter(changed);
    in.section("model");
    copy.section("model");
    copy.writeInt(in.readInt());
    copy.writeInt(in.readInt());
    float[] parameters = new float[model.parameterCount()];
    in.readFloats(parameters);
    for (int k = 0; k < parameters.length; k++) {
      parameters[k] = (float) (0.2 * Math.sin(k));
    }
    copy.writeFloats(parameters);
    copy.flush();
    byte[] whole = bytes.toByteArray();
    byte[] head = changed.toByteArray();
    System.arraycopy(head, 0, whole, 0, head.length);
    model.loadState(new StateReader(new ByteArrayInputStream(whole)));
  }
}
