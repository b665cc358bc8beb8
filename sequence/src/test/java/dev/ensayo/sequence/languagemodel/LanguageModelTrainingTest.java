package dev.ensayo.sequence.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.text.VocabularyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelTrainingTest {
  private static final MemoryCorpus CHAIN = MemoryCorpus.ofMarkovChain(2003, 500, 400, 3);

  /** With parts that are soon tested on, for Deeplearning4j takes long over each step. */
  private static final MemoryCorpus SOON_TESTED = MemoryCorpus.ofMarkovChain(2003, 60, 50, 3);

  private static final String SMALL =
      "hiddenUnits: 8, streams: 4, window: 10, samples: {length: 20}, scoring: {streams: 2}";

  /** All parts of AWD-LSTM (Merity et al., 2018). */
  private static final String AWD =
      "layers: 2, embeddingSize: 8, tiedOutput: true, dropout: 0.3, embeddingDropout: 0.2,"
          + " wordDropout: 0.1, lockedDropout: true, recurrentWeightDropout: 0.4,"
          + " activationRegularization: 2, temporalActivationRegularization: 1,"
          + " updater: {type: sgd, learningRate: 4}, averaging: {nonMonotone: 1}";

  private static Runs<LanguageModelConfig> runs(String settings, String budget, long every) {
    return runs(CHAIN, settings, budget, every);
  }

  private static Runs<LanguageModelConfig> runs(
      MemoryCorpus text, String settings, String budget, long every) {
    return new Runs<>(
        new LanguageModelProvider(), "{" + settings + "}", text, budget, every, every, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL + ", cell: rnn",
        SMALL + ", cell: lstm, layers: 2, dropout: 0.3, embeddingSize: 5, embeddingDropout: 0.1",
        SMALL + ", cell: gru, backwardSteps: 4, plateauDecay: {factor: 0.1}",
        SMALL + ", cell: gru, layerNormalization: true, embeddingSize: 8, tiedOutput: true",
        SMALL + ", cell: rnn, updater: {type: sgd, learningRate: 4}, averaging: {nonMonotone: 1}",
        SMALL + ", " + AWD,
      })
  void aRestoredRunGoesOnAsIfNothingHadHappened(String settings) throws IOException {
    Runs<LanguageModelConfig> runs = runs(settings, "{tokens: 2500}", 700);
    assertThat(runs.runInPieces()).isEqualTo(runs.run().entries());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL + ", cell: rnn",
        SMALL + ", cell: lstm, layers: 2, embeddingSize: 5",
        SMALL + ", cell: gru, backwardSteps: 4, embeddingSize: 8, tiedOutput: true",
        SMALL + ", cell: gru, embeddingSize: 8, wordDropout: 0.2, recurrentWeightDropout: 0.5",
      })
  void bothEnginesRecordTheSame(String settings) {
    Runs<LanguageModelConfig> runs = runs(SOON_TESTED, settings, "{tokens: 500}", 200);
    Runs.assertClose(runs.onDeeplearning4j().run(), runs.run(), 1e-4);
  }

  @Test
  void aRestoredRunGoesOnOnDeeplearning4jToo() throws IOException {
    Runs<LanguageModelConfig> runs =
        runs(
                SOON_TESTED,
                SMALL
                    + ", cell: lstm, layers: 2, embeddingSize: 8, dropout: 0.3, lockedDropout: true,"
                    + " wordDropout: 0.1, recurrentWeightDropout: 0.5, gradientReach: 0",
                "{tokens: 400}",
                160)
            .onDeeplearning4j();
    assertThat(runs.runInPieces()).isEqualTo(runs.run().entries());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{tokens: 2501}", "{updates: 7}", "{epochs: 1}"})
  void everyClockEndsWhereTheBudgetDoes(String budget) {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = runs(SMALL, budget, 1).start(metrics)) {
      Runs.finish(training);
      assertThat(training.position()).isEqualTo(training.end());
    }
    assertThat(metrics.entries()).allMatch(e -> LanguageModelTraining.METRICS.contains(e.metric()));
    assertThat(metrics.values("test/nats_per_token")).hasSize(1);
  }

  @Test
  void whatIsSaidOfTheLossAgrees() {
    RecordedMetrics metrics = runs(SMALL, "{updates: 3}", 1).run();
    double nats = metrics.values("valid/nats_per_token").get(3);
    assertThat(metrics.values("valid/perplexity").get(3)).isEqualTo(Math.exp(nats));
    assertThat(metrics.values("valid/bits_per_character").get(3))
        .isCloseTo(nats / Math.log(2), within(1e-12));
    double rate = CHAIN.spec().entropyRate().orElseThrow();
    assertThat(metrics.values("valid/excess_nats").get(3)).isCloseTo(nats - rate, within(1e-12));
    assertThat(metrics.values("valid/relative_excess").get(3))
        .isCloseTo((nats - rate) / rate, within(1e-12));
    assertThat(metrics.values("train/learning_rate")).containsOnly(2e-3);
  }

  /** The model that is kept is the mean, and it is tested in place of the last. */
  @Test
  void averagingBeginsWhereTheLossRises() {
    String settings =
        SMALL + ", cell: rnn, updater: {type: sgd, learningRate: 8}, averaging: {nonMonotone: 1}";
    RecordedMetrics metrics = runs(settings, "{tokens: 6000}", 200).run();
    List<Double> averaged = metrics.values("train/averaged_updates");
    assertThat(averaged.get(0)).isZero();
    assertThat(averaged.get(averaged.size() - 1)).isPositive();
    assertThat(averaged).isSorted();
  }

  /** Each part changes what is learned, and none what is told of an untrained model. */
  @Test
  void eachPartOfAwdLstmIsAtWork() {
    String plain =
        SMALL
            + ", layers: 2, embeddingSize: 8, dropout: 0.3, updater: {type: sgd, learningRate: 4}";
    List<Double> without = runs(plain, "{updates: 8}", 4).run().values("valid/nats_per_token");
    for (String part :
        List.of(
            "wordDropout: 0.2",
            "lockedDropout: true",
            "recurrentWeightDropout: 0.4",
            "activationRegularization: 2",
            "temporalActivationRegularization: 2")) {
      List<Double> with =
          runs(plain + ", " + part, "{updates: 8}", 4).run().values("valid/nats_per_token");
      assertThat(with.get(0)).as(part).isEqualTo(without.get(0));
      assertThat(with.get(2)).as(part).isNotEqualTo(without.get(2));
    }
  }

  @Test
  void anAdaptiveSoftmaxIsForWordsAndSmallerThanTheirVocabulary() {
    MemoryCorpus words =
        MemoryCorpus.ofWords("to be or not to be or to be not", "to be or", "or not");
    String adaptive = "output: {type: adaptive-softmax, cutoffs: [%s]}";
    LanguageModelConfig two = config(adaptive.formatted("2"));
    LanguageModelChecks.checkOutput(two, words.vocabulary());
    assertThatThrownBy(
            () ->
                LanguageModelChecks.checkOutput(
                    config(adaptive.formatted("2, 500")), words.vocabulary()))
        .hasMessageContaining("must be less than the")
        .hasMessageContaining("not 500");
    assertThatThrownBy(() -> LanguageModelChecks.checkOutput(two, CHAIN.vocabulary()))
        .hasMessageContaining("needs words");
    RecordedMetrics metrics =
        new Runs<>(
                new LanguageModelProvider(),
                "{hiddenUnits: 2, streams: 1, window: 2, samples: {length: 20}, "
                    + adaptive.formatted("2")
                    + "}",
                words,
                "{updates: 3}",
                1,
                1,
                1)
            .run();
    assertThat(metrics.values("valid/nats_per_token")).hasSize(4);
  }

  private static LanguageModelConfig config(String settings) {
    return Settings.of(LanguageModelConfig.class, "{streams: 1, window: 2, " + settings + "}");
  }

  @Test
  void wordsAreComparedByTheCharactersOfTheirText() {
    MemoryCorpus words =
        MemoryCorpus.ofWords("to be or not to be or to be not", "to be or", "or not");
    RecordedMetrics metrics =
        new Runs<>(
                new LanguageModelProvider(),
                "{hiddenUnits: 2, streams: 1, window: 2, samples: {length: 0}}",
                words,
                "{updates: 1}",
                1,
                1,
                1)
            .run();
    // "to be or " has 9 characters for 3 words.
    assertThat(metrics.values("valid/bits_per_character").get(1))
        .isCloseTo(
            metrics.values("valid/nats_per_token").get(1) * 3 / 9 / Math.log(2), within(1e-12));
  }

  @Test
  @Tag("learning")
  void allCellsComeNearTheEntropyRateAndNoneBeatsIt() {
    MemoryCorpus text = MemoryCorpus.ofMarkovChain(20_000, 20_000, 10, 4);
    for (String cell : List.of("rnn", "lstm", "gru", "min-gru", "min-lstm")) {
      RecordedMetrics metrics =
          new Runs<>(
                  new LanguageModelProvider(),
                  "{cell: "
                      + cell
                      + ", hiddenUnits: 8, window: 20, updater: {type: adam,"
                      + " learningRate: 1e-2}, samples: {length: 0}}",
                  text,
                  "{updates: 200}",
                  200,
                  200,
                  1)
              .run();
      // The text's own frequencies differ from the source's by chance: ±2 % is three deviations.
      assertThat(metrics.values("valid/relative_excess").get(1)).as(cell).isBetween(-0.02, 0.03);
    }
  }

  @Test
  void theRunEndsWithoutANewBestAndTheBestModelIsKept(@TempDir Path directory) throws IOException {
    // So large a learning rate soon makes everything worse.
    String settings =
        SMALL
            + ", patience: 3, updater: {type: sgd, learningRate: 50}, gradientClipping: {norm: 9}";
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training = runs(settings, "{updates: 100}", 5).start(metrics)) {
      Runs.finish(training);
      assertThat(training.position()).isLessThan(100);
      training.writeModel(directory);
    }
    List<Double> valid = metrics.values("valid/nats_per_token");
    int bestAt = valid.indexOf(valid.stream().min(Double::compare).orElseThrow());
    assertThat(bestAt).isEqualTo(valid.size() - 4);
    assertThat(metrics.values(KeptPoint.METRIC)).containsExactly(5.0 * bestAt);
    try (RecurrentTokenModel reader =
        RecurrentTokenModel.load(directory, VocabularyFile.read(directory))) {
      double nats = 0;
      for (int token : CHAIN.tokens(Split.VALID).toArray()) {
        nats -= Math.log(reader.probability(token));
        reader.read(token);
      }
      assertThat(nats / 500).isCloseTo(valid.get(bestAt), within(1e-4));
    }
  }

  /** Steps that are all too long: the first test stays the best, unless nothing is kept. */
  @Test
  void aRunThatOnlyGetsWorseKeepsWhatItWasBefore() {
    String settings =
        SMALL + ", updater: {type: sgd, learningRate: 1000}, gradientClipping: {norm: 9}";
    RecordedMetrics metrics = runs(settings, "{updates: 10}", 5).run();
    assertThat(metrics.values(KeptPoint.METRIC)).containsExactly(0.0);
    assertThat(metrics.steps(KeptPoint.METRIC)).containsExactly(10L);
    RecordedMetrics last = runs(settings + ", keepBest: false", "{updates: 10}", 5).run();
    assertThat(last.values(KeptPoint.METRIC)).isEmpty();
  }

  @Test
  void theLearningRateFallsOnAPlateau() {
    String settings =
        SMALL
            + ", plateauDecay: {factor: 0.5, patience: 2}"
            + ", updater: {type: sgd, learningRate: 1e-30, schedule: {type: step, every: 8}}";
    RecordedMetrics metrics = runs(settings, "{updates: 10}", 1).run();
    // The first test sets the best; nothing gets better, so every second test halves the rate.
    assertThat(metrics.values("train/learning_rate").stream().map(r -> r / 1e-30).toList())
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
        .containsExactly(1.0, 1.0, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125, 0.00625, 0.00625);
  }

  @Test
  void aTiedOutputHasNoWeightsOfItsOwn() {
    String tied = SMALL + ", embeddingSize: 8";
    double own = runs(tied, "{updates: 1}", 1).run().values("model/parameters").get(0);
    double shared =
        runs(tied + ", tiedOutput: true", "{updates: 1}", 1)
            .run()
            .values("model/parameters")
            .get(0);
    assertThat(own - shared).isEqualTo(8 * 3); // U·V
    assertThatThrownBy(
            () -> Settings.of(LanguageModelConfig.class, "{embeddingSize: 5, tiedOutput: true}"))
        .hasMessageContaining("needs an embeddingSize as large as hiddenUnits (128), not 5");
  }

  @Test
  void samplesAreShownAndTheSameEachTime() {
    List<Exhibit> first = exhibits();
    assertThat(first).hasSize(2);
    Exhibit.Curves reach = (Exhibit.Curves) first.get(0);
    assertThat(reach.lines())
        .extracting(line -> line.label())
        .containsExactly("after 0 updates", "after 1 updates", "after 2 updates");
    assertThat(reach.lines().get(2).y().get(0)).isCloseTo(1, within(1e-6));
    Exhibit.Texts texts = (Exhibit.Texts) first.get(1);
    assertThat(texts.items()).hasSize(3);
    assertThat(texts.items().get(0).text()).hasSize(20).matches("[abc]*");
    assertThat(exhibits()).isEqualTo(first);
  }

  private static List<Exhibit> exhibits() {
    try (Training training = runs(SMALL, "{updates: 2}", 1).start((c, s, m, v) -> {})) {
      Runs.finish(training);
      return training.exhibits();
    }
  }

  @Test
  void aLossThatIsNoNumberEndsTheRun() {
    // Each step multiplies the weights by about −1e5.
    String settings =
        SMALL + ", cell: rnn, updater: {type: sgd, learningRate: 1000}, regularization: {l2: 100}";
    assertThatThrownBy(() -> runs(settings, "{updates: 100}", 100).run())
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("agent.updater.learningRate");
  }

  @Test
  void whatNeedsAValidationPartSaysSo() {
    MemoryCorpus bare = MemoryCorpus.ofCharacters("abcabcabcabc", "", "");
    assertThatThrownBy(
            () ->
                new Runs<>(
                        new LanguageModelProvider(),
                        "{streams: 1, window: 2, patience: 2}",
                        bare,
                        "{updates: 1}",
                        1,
                        1,
                        1)
                    .run())
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("validation part");
  }
}
