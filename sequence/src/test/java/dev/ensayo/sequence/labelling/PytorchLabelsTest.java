package dev.ensayo.sequence.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.labelledtext.GivenText;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.sequence.fakes.MemoryTexts;
import dev.ensayo.sequence.fakes.ModelParameters;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.tagger.TaggerProvider;
import dev.ensayo.sequence.textclassifier.TextClassifierProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs of the agents against the losses of {@code curves.py}, which PyTorch computed. */
class PytorchLabelsTest {
  private static final int UPDATES = 30;
  private static final ImmutableList<String> CLASSES = ImmutableList.of("0", "1", "2");

  @ParameterizedTest
  @CsvSource({
    "lstm, forward, last",
    "lstm, both, last",
    "lstm, forward, mean",
    "lstm, both, mean",
    "lstm, forward, max",
    "lstm, both, max",
    "lstm, forward, each",
    "lstm, both, each",
    "gru, forward, last",
    "gru, both, last",
    "gru, both, mean",
    "gru, both, max",
    "gru, forward, each",
    "gru, both, each"
  })
  void theFirstUpdatesLoseTheSame(String cell, String ways, String readout) throws IOException {
    RecordedMetrics metrics = new RecordedMetrics();
    String settings =
        "{cell: %s, bidirectional: %s, hiddenUnits: 8, embeddingSize: 5, batchSize: 4, updater: {type: adam, learningRate: 1e-2}, gradientClipping: {norm: 0.5}%s}"
            .formatted(
                cell, ways.equals("both"), readout.equals("each") ? "" : ", pooling: " + readout);
    Runs<?> runs =
        readout.equals("each")
            ? runs(new TaggerProvider(), settings, tagged())
            : runs(new TextClassifierProvider(), settings, classified());
    try (LabelTraining training = (LabelTraining) runs.start(metrics)) {
      ModelParameters.setToSines(training.model());
      Runs.finish(training);
    }
    List<Double> losses = metrics.values("train/loss");
    List<Double> expected = expected(cell + "-" + ways + "-" + readout);
    assertThat(losses).hasSize(UPDATES);
    for (int update = 0; update < UPDATES; update++) {
      assertThat(losses.get(update))
          .as("loss of update %s", update)
          .isCloseTo(expected.get(update), within(5e-4));
    }
    assertThat(losses.get(UPDATES - 1)).as("it learns").isLessThan(0.9 * losses.get(0));
  }

  private static <C extends Record> Runs<C> runs(
      LabelProvider<C> provider, String settings, MemoryTexts texts) {
    return new Runs<>(provider, settings, texts, "{updates: " + UPDATES + "}", UPDATES, 1, 1);
  }

  private static MemoryTexts classified() {
    return texts(
        Answered.TEXT,
        MemoryTexts.text("1", "a b c", 0),
        MemoryTexts.text("2", "b b a d c", 2),
        MemoryTexts.text("3", "d a", 1),
        MemoryTexts.text("4", "c a d d b a", 2));
  }

  private static MemoryTexts tagged() {
    return texts(
        Answered.TOKEN,
        MemoryTexts.text("1", "a b c", 0, 1, 2),
        MemoryTexts.text("2", "b b a d c", 1, 1, 2, 0, 0),
        MemoryTexts.text("3", "d a", 2, 1),
        MemoryTexts.text("4", "c a d d b a", 0, 0, 1, 2, 2, 0));
  }

  private static MemoryTexts texts(Answered answered, GivenText... train) {
    return new MemoryTexts(answered, CLASSES, Map.of(Split.TRAIN, List.of(train)));
  }

  private static List<Double> expected(String name) throws IOException {
    String lines =
        Resources.toString(
            Resources.getResource(PytorchLabelsTest.class, "curves.txt"), StandardCharsets.UTF_8);
    return Splitter.on('\n')
        .splitToStream(lines)
        .filter(line -> line.startsWith(name + " "))
        .flatMap(line -> Splitter.on(' ').splitToStream(line.substring(name.length() + 1)))
        .map(Double::valueOf)
        .toList();
  }
}
