package dev.ensayo.sequence.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.labelledtext.TextModel;
import dev.ensayo.core.preprocessing.PredictionsCsv;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.sequence.fakes.MemoryTexts;
import dev.ensayo.sequence.fakes.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggerTest {
  private static final TaggerProvider PROVIDER = new TaggerProvider();

  @TempDir private Path folder;

  private static Runs<TaggerConfig> runs(MemoryTexts texts, String more, String budget) {
    return new Runs<>(
        PROVIDER,
        "{cell: gru, hiddenUnits: 16, embeddingSize: 8, updater: {type: adam, learningRate: 0.02}"
            + more
            + "}",
        texts,
        budget,
        20,
        5,
        1);
  }

  private static double last(RecordedMetrics metrics, String name) {
    List<Double> values = metrics.values(name);
    return values.get(values.size() - 1);
  }

  /** Each word's class, but that of z, which is the one of the word before. */
  private static MemoryTexts words() {
    return new MemoryTexts(
        Answered.TOKEN,
        ImmutableList.of("A", "B", "never"),
        Map.of(
            Split.TRAIN,
            List.of(
                MemoryTexts.text("1", "a z b z", 0, 0, 1, 1),
                MemoryTexts.text("2", "b z z", 1, 1, 1),
                MemoryTexts.text("3", "a", 0),
                MemoryTexts.text("4", "b a z z b", 1, 0, 0, 0, 1)),
            Split.TEST,
            List.of(
                MemoryTexts.text("5", "b z a z", 1, 1, 0, 0),
                MemoryTexts.text("6", "a new z", 0, 2, 0))));
  }

  @Test
  void tellsTheClassOfEachWordFromTheWordsBefore() {
    RecordedMetrics metrics = runs(words(), "", "{updates: 100}").run();
    assertThat(last(metrics, "train/accuracy")).isEqualTo(1);
    assertThat(last(metrics, "test/accuracy_known")).isEqualTo(1);
    assertThat(last(metrics, "test/accuracy_unknown")).isZero();
    assertThat(last(metrics, "test/accuracy")).isCloseTo(6 / 7.0, within(1e-12));
    assertThat(PROVIDER.metrics())
        .containsAll(metrics.entries().stream().map(RecordedMetrics.Entry::metric).toList());
  }

  @Test
  void readsBothWaysUnlessToldOtherwise() {
    MemoryTexts texts = MemoryTexts.rightNeighbours(150, 0, 50);
    RecordedMetrics both = runs(texts, "", "{updates: 150}").run();
    RecordedMetrics forward = runs(texts, ", bidirectional: false", "{updates: 150}").run();
    assertThat(last(both, "test/accuracy")).isGreaterThan(0.95);
    // Of the 2 to 7 words of a text (4.5 on average) forward knows none: six words and the end.
    assertThat(last(forward, "test/accuracy")).isLessThan(0.5);
    assertThat(last(both, "model/parameters")).isGreaterThan(last(forward, "model/parameters"));
  }

  @Test
  void isTheSameInPiecesAndOnBothEngines() throws IOException {
    Runs<TaggerConfig> runs =
        runs(
            MemoryTexts.rightNeighbours(40, 10, 10),
            ", batchSize: 8, classWeights: balanced, earlyStopping: {patience: 9}",
            "{updates: 23}");
    RecordedMetrics metrics = runs.run();
    assertThat(runs.runInPieces()).isEqualTo(metrics.entries());
    Runs.assertClose(runs.onDeeplearning4j().run(), metrics, 1e-4);
  }

  @Test
  void whatIsSavedAnswersAsTheRunDid() throws IOException {
    try (Training training = runs(words(), "", "{updates: 30}").start(new RecordedMetrics())) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    List<String> lines = Files.readAllLines(folder.resolve(PredictionsCsv.FILE));
    assertThat(lines).hasSize(8).first().isEqualTo("text,word,right,predicted,p_A,p_B,p_never");
    assertThat(lines.get(6)).startsWith("6,new,never,");
    try (TextModel model =
        new TaggerReader()
            .open(folder, Preprocessing.read(folder).orElseThrow(), BackendConfig.defaults())) {
      float[] answers =
          model.probabilities(
              List.of(ImmutableList.of("b", "z", "a", "z"), ImmutableList.of("a", "else", "z")));
      assertThat(answers).hasSize(7 * 3);
      for (int word = 0; word < 7; word++) {
        assertThat(Double.parseDouble(lines.get(word + 1).split(",", -1)[4]))
            .isCloseTo(answers[word * 3], within(1e-6));
      }
    }
  }

  @Test
  void showsSentencesWithTheirMistakes() {
    try (Training training = runs(words(), "", "{updates: 100}").start(new RecordedMetrics())) {
      Runs.finish(training);
      List<Exhibit> exhibits = training.exhibits();
      assertThat(exhibits)
          .extracting(Exhibit::name)
          .containsExactly("confusion", "classes", "groups", "calibration", "sentences");
      Exhibit.Texts sentences = (Exhibit.Texts) exhibits.get(4);
      assertThat(sentences.items()).hasSize(2);
      assertThat(sentences.items().get(0).heading()).isEqualTo("1 of 3 wrong");
      assertThat(sentences.items().get(0).text())
          .matches("6\na  new\\*   z\nA  never  A\n   ✗ [AB]");
      assertThat(sentences.items().get(1).text()).isEqualTo("5\nb  z  a  z\nB  B  A  A");
    }
  }

  @Test
  void refusesTextsThatHaveOneClassEach() {
    assertThat(
            PROVIDER
                .supports(MemoryTexts.order(1, 1, 1).spec(), Settings.defaults(TaggerConfig.class))
                .reason())
        .contains("take text-classifier");
  }
}
