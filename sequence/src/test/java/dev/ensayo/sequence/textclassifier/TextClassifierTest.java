package dev.ensayo.sequence.textclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.sequence.fakes.MemoryTexts;
import dev.ensayo.sequence.fakes.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextClassifierTest {
  private static final TextClassifierProvider PROVIDER = new TextClassifierProvider();

  @TempDir private Path folder;

  private static Runs<TextClassifierConfig> runs(MemoryTexts texts, String more, String budget) {
    return new Runs<>(
        PROVIDER,
        "{hiddenUnits: 16, embeddingSize: 8"
            + (more.contains("cell") ? "" : ", cell: gru")
            + (more.contains("updater") ? "" : ", updater: {type: adam, learningRate: 0.01}")
            + more
            + "}",
        texts,
        budget,
        budget.contains("epochs") ? 1 : 60,
        5,
        1);
  }

  private static double last(RecordedMetrics metrics, String name) {
    List<Double> values = metrics.values(name);
    return values.get(values.size() - 1);
  }

  @Test
  void learnsAnOrderOfWords() {
    RecordedMetrics metrics = runs(MemoryTexts.order(600, 100, 200), "", "{epochs: 12}").run();
    assertThat(metrics.values("test/accuracy").get(0)).isLessThan(0.8);
    assertThat(last(metrics, "test/accuracy")).isGreaterThan(0.97);
    assertThat(last(metrics, "train/accuracy")).isGreaterThan(0.97);
    assertThat(last(metrics, "test/loss")).isLessThan(0.1);
    assertThat(PROVIDER.metrics())
        .containsAll(metrics.entries().stream().map(RecordedMetrics.Entry::metric).toList());
  }

  @Test
  void isTheSameInPieces() throws IOException {
    Runs<TextClassifierConfig> runs =
        runs(
            MemoryTexts.order(90, 40, 20),
            ", layers: 2, dropout: 0.2, batchSize: 8, earlyStopping: {patience: 2}",
            "{epochs: 6}");
    assertThat(runs.runInPieces()).isEqualTo(runs.run().entries());
  }

  /** Frozen rows, one of which the training part's words have. */
  @Test
  void startsFromWordVectors() throws IOException {
    MemoryTexts texts = MemoryTexts.order(60, 20, 20);
    String word = texts.texts(new SeedSequence(1)).encoder().token(1);
    Path file = folder.resolve("some.vec");
    Files.writeString(file, word + " 1 2 3 4 5 6 7 8\nabsent 1 1 1 1 1 1 1 1\n");
    Runs<TextClassifierConfig> runs =
        runs(texts, ", embedding: {vectors: '" + file + "', train: false}", "{updates: 6}");
    RecordedMetrics metrics = runs.run();
    int size = texts.texts(new SeedSequence(1)).encoder().size();
    assertThat(metrics.values("embedding/vocabulary_share")).containsExactly(1.0 / size);
    assertThat(runs.runInPieces()).isEqualTo(metrics.entries());
    TextClassifierConfig config =
        Settings.of(TextClassifierConfig.class, "{embedding: {vectors: '" + file + "'}}");
    assertThat(PROVIDER.metrics(config)).contains("embedding/text_share");
    assertThat(PROVIDER.dataSha256(config)).containsOnlyKeys("embedding some.vec");
    assertThatThrownBy(() -> PROVIDER.check(config, texts, null, BackendConfig.defaults()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageEndingWith(" has vectors of 8 numbers; embeddingSize must be 8, not 64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pooling: last, cell: gru, bidirectional: true",
        "pooling: last, cell: lstm",
        "pooling: mean",
        "pooling: max, bidirectional: true"
      })
  void bothEnginesLearnTheSame(String pooling) {
    Runs<TextClassifierConfig> runs =
        runs(
            MemoryTexts.order(60, 20, 20),
            ", batchSize: 16, classWeights: balanced, " + pooling,
            "{updates: 6}");
    Runs.assertClose(runs.onDeeplearning4j().run(), runs.run(), 1e-3);
  }

  @Test
  void aLibraryLstmThatReadsBothWaysIsRefused() {
    TextClassifierProvider provider = new TextClassifierProvider();
    TextClassifierConfig both =
        Settings.of(TextClassifierConfig.class, "{cell: lstm, bidirectional: true}");
    BackendConfig library = Settings.of(BackendConfig.class, "{engine: deeplearning4j}");
    assertThatThrownBy(() -> provider.check(both, MemoryTexts.order(9, 3, 3), null, library))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("bidirectional false, with engine: deeplearning4j");
    provider.check(both, MemoryTexts.order(9, 3, 3), null, BackendConfig.defaults());
  }

  @Test
  void endsEarlyWithTheBestParameters() {
    RecordedMetrics metrics =
        runs(MemoryTexts.order(30, 60, 60), ", earlyStopping: {patience: 3}", "{epochs: 400}")
            .run();
    List<Double> losses = metrics.values("valid/loss");
    int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
    assertThat(losses).hasSizeLessThan(400).hasSize(best + 1 + 3);
    assertThat(last(metrics, "model/kept_at")).isEqualTo(best);
  }

  @Test
  void aRareClassCountsAsMuchAsAnotherWhereThatIsAskedFor() {
    MemoryTexts texts =
        new MemoryTexts(
            Answered.TEXT,
            ImmutableList.of("often", "seldom"),
            Map.of(
                Split.TRAIN,
                List.of(
                    MemoryTexts.text("1", "x", 0),
                    MemoryTexts.text("2", "x", 0),
                    MemoryTexts.text("3", "x", 0),
                    MemoryTexts.text("4", "x", 1))));
    // What cannot be told apart is given the share of each class among the weights.
    assertThat(probabilityOfSeldom(texts, "")).isBetween(0.22, 0.28);
    assertThat(probabilityOfSeldom(texts, ", classWeights: balanced")).isBetween(0.47, 0.53);
    assertThat(probabilityOfSeldom(texts, ", classWeights: {type: given, byClass: {seldom: 9}}"))
        .isBetween(0.72, 0.78);
  }

  private double probabilityOfSeldom(MemoryTexts texts, String weights) {
    Runs<TextClassifierConfig> runs =
        runs(texts, ", updater: {type: adam, learningRate: 0.1}" + weights, "{updates: 60}");
    try (Training training = runs.start(new RecordedMetrics())) {
      Runs.finish(training);
      training.writeModel(folder);
      return answer(List.of("x"))[1];
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private float[] answer(List<String> words) throws IOException {
    try (TextModel model =
        new TextClassifierReader()
            .open(folder, Preprocessing.read(folder).orElseThrow(), BackendConfig.defaults())) {
      return model.probabilities(List.of(ImmutableList.copyOf(words)));
    }
  }

  @Test
  void whatIsSavedAnswersAsTheRunDid() throws IOException {
    MemoryTexts texts = MemoryTexts.order(60, 0, 20);
    try (Training training = runs(texts, "", "{epochs: 2}").start(new RecordedMetrics())) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    List<String> lines = Files.readAllLines(folder.resolve(PredictionsCsv.FILE));
    assertThat(lines).hasSize(21).first().isEqualTo("text,right,predicted,p_a-first,p_b-first");
    for (int text = 0; text < 20; text++) {
      // Alone, without the others that it was filled up beside, and with words that have no id.
      float[] answer = answer(texts.parts().get(Split.TEST).get(text).words().get());
      assertThat(lines.get(text + 1)).startsWith("order " + text + ",");
      assertThat(Double.parseDouble(lines.get(text + 1).split(",", -1)[3]))
          .isCloseTo(answer[0], within(1e-6));
    }
    Preprocessing written = Preprocessing.read(folder).orElseThrow();
    assertThat(written.profile())
        .extracting(ColumnProfile::name)
        .containsExactly("length", "unknown share", "token", "class");
    long tokens =
        texts.parts().get(Split.TRAIN).stream().mapToLong(text -> text.words().get().size()).sum();
    assertThat(written.profile())
        .extracting(ColumnProfile::count)
        .containsExactly(60L, 60L, tokens, 60L);
    assertThat(written.predictions())
        .extracting(ColumnProfile::name, ColumnProfile::count)
        .containsExactly(tuple("predicted", 20L), tuple("confidence", 20L));
    assertThat(answer(List.of("never", "seen"))).hasSize(2);
    assertThat(answer(Collections.nCopies(500, "a"))).hasSize(2);
  }

  @Test
  void showsConfusionScoresCalibrationAndMistakes() {
    try (Training training =
        runs(MemoryTexts.order(60, 0, 20), ", mistakes: 3", "{epochs: 1}")
            .start(new RecordedMetrics())) {
      Runs.finish(training);
      List<Exhibit> exhibits = training.exhibits();
      assertThat(exhibits)
          .extracting(Exhibit::name)
          .containsExactly("confusion", "classes", "calibration", "mistakes");
      Exhibit.Texts mistakes = (Exhibit.Texts) exhibits.get(3);
      assertThat(mistakes.items()).hasSize(3);
      assertThat(mistakes.items().get(0).heading())
          .matches("[ab]-first, taken for [ab]-first \\(0\\.\\d\\d\\)");
      assertThat(mistakes.items().get(0).text()).matches("order \\d+\n[abu-z ]+");
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    MemoryTexts texts = MemoryTexts.order(4, 0, 0);
    TextClassifierConfig config =
        Settings.of(
            TextClassifierConfig.class, "{classWeights: {type: given, byClass: {a-frist: 2}}}");
    assertThatThrownBy(() -> PROVIDER.supports(texts.spec(), config))
        .isInstanceOf(InvalidSettingException.class)
        .hasFieldOrPropertyWithValue("key", "classWeights.byClass.a-frist")
        .hasMessageContaining("'a-first'");
    assertThatThrownBy(() -> runs(texts, ", earlyStopping: {}", "{epochs: 1}").run())
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("watches the validation part");
    assertThatThrownBy(() -> runs(MemoryTexts.order(0, 3, 3), "", "{epochs: 1}").run())
        .isInstanceOf(TrainingFailedException.class)
        .hasMessage("the training part holds no text");
    assertThat(
            PROVIDER
                .supports(
                    MemoryTexts.rightNeighbours(1, 1, 1).spec(),
                    Settings.defaults(TextClassifierConfig.class))
                .reason())
        .contains("take tagger");
  }
}
