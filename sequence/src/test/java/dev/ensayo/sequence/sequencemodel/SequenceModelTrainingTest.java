package dev.ensayo.sequence.sequencemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.training.Training;
import dev.ensayo.sequence.fakes.Recall;
import dev.ensayo.sequence.fakes.Runs;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceModelTrainingTest {
  private static Runs<SequenceModelConfig> runs(
      Recall task, String settings, int updates, long every) {
    return new Runs<>(
        new SequenceModelProvider(), settings, task, "{updates: " + updates + "}", every, every, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{cell: lstm, hiddenUnits: 6, dropout: 0.2}",
        "{cell: gru, hiddenUnits: 6}",
        "{cell: lstm, layers: 2, hiddenUnits: 4, dropout: 0.2, bidirectional: true}"
      })
  void aRestoredRunGoesOnAsIfNothingHadHappened(String settings) throws IOException {
    for (Recall task : List.of(Recall.ofTokens(5), Recall.ofNumbers(5))) {
      Runs<SequenceModelConfig> runs = runs(task, settings, 10, 3);
      RecordedMetrics whole = runs.run();
      assertThat(runs.runInPieces()).isEqualTo(whole.entries());
      assertThat(whole.entries()).allMatch(e -> SequenceModelTraining.METRICS.contains(e.metric()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "gru, bidirectional: true"})
  void bothEnginesRecordTheSame(String cell) {
    for (Recall task : List.of(Recall.ofTokens(5), Recall.ofNumbers(5))) {
      Runs<SequenceModelConfig> runs =
          runs(task, "{cell: " + cell + ", hiddenUnits: 6, testSequences: 50}", 10, 3);
      Runs.assertClose(runs.onDeeplearning4j().run(), runs.run(), 1e-4);
    }
  }

  @Test
  @Tag("learning")
  void anLstmRemembersATokenAndEndsTheRun() {
    RecordedMetrics metrics =
        runs(
                Recall.ofTokens(10),
                "{cell: lstm, hiddenUnits: 16, updater: {type: adam, learningRate: 2e-2},"
                    + " stopAtLoss: 0.1}",
                1000,
                50)
            .run();
    assertThat(metrics.values("eval/relative_loss").get(0)).isCloseTo(1, within(0.2));
    List<Double> accuracy = metrics.values("eval/accuracy");
    assertThat(accuracy.get(accuracy.size() - 1)).isEqualTo(1);
    assertThat(accuracy).hasSizeLessThan(21);
  }

  /** The answer is asked for before it comes: one way it is guessed, in a quarter of the cases. */
  @Test
  @Tag("learning")
  void whatComesLaterIsAnsweredByReadingBothWays() {
    for (boolean bidirectional : new boolean[] {false, true}) {
      RecordedMetrics metrics =
          runs(
                  Recall.ofLaterTokens(8),
                  "{cell: gru, hiddenUnits: 12, updater: {type: adam, learningRate: 2e-2},"
                      + " bidirectional: "
                      + bidirectional
                      + "}",
                  200,
                  200)
              .run();
      double accuracy = metrics.values("eval/accuracy").get(1);
      if (bidirectional) {
        assertThat(accuracy).isEqualTo(1);
      } else {
        // 512 guesses: a quarter ± 0.08 is four standard deviations.
        assertThat(accuracy).isCloseTo(0.25, within(0.08));
      }
    }
  }

  @Test
  @Tag("learning")
  void aGruRemembersANumber() {
    RecordedMetrics metrics =
        runs(
                Recall.ofNumbers(5),
                "{cell: gru, hiddenUnits: 16, updater: {type: adam, learningRate: 1e-2}}",
                400,
                400)
            .run();
    assertThat(metrics.values("eval/loss").get(1)).isLessThan(0.01);
    assertThat(metrics.values("eval/accuracy").get(1))
        .isGreaterThan(metrics.values("eval/accuracy").get(0) + 0.2);
  }

  @Test
  void theWayBackOfTheGradientIsShown() {
    try (Training training =
        runs(Recall.ofNumbers(8), "{cell: rnn, hiddenUnits: 4}", 2, 1).start((c, s, m, v) -> {})) {
      Runs.finish(training);
      Exhibit.Curves reach = (Exhibit.Curves) training.exhibits().get(0);
      assertThat(reach.lines()).hasSize(3);
      assertThat(reach.lines().get(0).x()).hasSize(8);
    }
  }

  /** Of both walks of each layer, by their distance from the step at which each ends. */
  @Test
  void theWayBackIsShownOfBothWalks() {
    try (Training training =
        runs(Recall.ofNumbers(8), "{cell: rnn, hiddenUnits: 4, bidirectional: true}", 2, 1)
            .start((c, s, m, v) -> {})) {
      Runs.finish(training);
      Exhibit.Curves reach = (Exhibit.Curves) training.exhibits().get(0);
      assertThat(reach.lines()).isNotEmpty();
      assertThat(reach.lines()).allSatisfy(line -> assertThat(line.x()).hasSize(8));
    }
  }

  @Test
  void textIsForLanguageModels() {
    assertThat(
            new SequenceModelProvider()
                .supports(
                    new CorpusSpec(TokenUnit.WORD, OptionalDouble.empty()),
                    Settings.defaults(SequenceModelConfig.class))
                .reason())
        .isEqualTo("it answers generated sequences and forecasts series, not a corpus");
  }
}
