package dev.ensayo.sequence.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.sequence.fakes.MemoryCorpus;
import dev.ensayo.sequence.fakes.Runs;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DataParallelTest {
  private static final MemoryCorpus CHAIN = MemoryCorpus.ofMarkovChain(2003, 500, 400, 3);
  private static final String SMALL =
      "cell: gru, hiddenUnits: 8, embeddingSize: 8, tiedOutput: true, window: 10, samples: {length:"
          + " 20}, scoring: {streams: 2}";
  private static final String SGD = ", updater: {type: sgd, learningRate: 1}, gradientReach: 0";

  private static Runs<LanguageModelConfig> runs(String settings, String budget, long every) {
    return new Runs<>(
        new LanguageModelProvider(), "{" + settings + "}", CHAIN, budget, every, every, 1);
  }

  private static void assertClose(RecordedMetrics found, RecordedMetrics expected) {
    for (String metric : List.of("train/loss", "valid/nats_per_token", "test/nats_per_token")) {
      assertThat(found.values(metric)).as(metric).hasSameSizeAs(expected.values(metric));
      for (int i = 0; i < expected.values(metric).size(); i++) {
        assertThat(found.values(metric).get(i))
            .as(metric)
            .isEqualTo(expected.values(metric).get(i), within(1e-6));
      }
    }
  }

  /** The streams are the same, and so is their text, to the last token of the budget. */
  @ParameterizedTest
  @ValueSource(strings = {"{tokens: 4501}", "{updates: 60}", "{epochs: 2}"})
  void averagedGradientsAreThoseOfAllStreams(String budget) {
    long every = budget.contains("tokens") ? 1000 : budget.contains("updates") ? 20 : 1;
    String window = SMALL + SGD + ", backwardSteps: 7";
    assertClose(
        runs(window + ", streams: 2, training: {workers: 3}", budget, every).run(),
        runs(window + ", streams: 6", budget, every).run());
  }

  /** Without limits on the gradient, which each would have for itself; no stream is longer. */
  @Test
  void soAreAveragedParameters() {
    String window = SMALL + SGD + ", gradientClipping: {}";
    assertClose(
        runs(
                window + ", streams: 3, training: {workers: 2, combine: parameter-averaging}",
                "{updates: 30}",
                10)
            .run(),
        runs(window + ", streams: 6", "{updates: 30}", 10).run());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gradient-averaging", "parameter-averaging"})
  void oneWorkerIsPlainTrainingBitForBit(String combine) {
    String settings = SMALL + ", streams: 4, dropout: 0.3, wordDropout: 0.1";
    RecordedMetrics one =
        runs(settings + ", training: {workers: 1, combine: " + combine + "}", "{tokens: 2501}", 700)
            .run();
    assertThat(one.entries()).isEqualTo(runs(settings, "{tokens: 2501}", 700).run().entries());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{workers: 3, combine: parameter-averaging, every: 4}",
        "{workers: 2, every: 3}, averaging: {nonMonotone: 1}",
        "{workers: 2}, plateauDecay: {factor: 0.1}, recurrentWeightDropout: 0.3"
      })
  void aRestoredRunGoesOnAsIfNothingHadHappened(String training) throws IOException {
    Runs<LanguageModelConfig> runs =
        runs(SMALL + ", streams: 2, dropout: 0.3, training: " + training, "{tokens: 2500}", 700);
    assertThat(runs.runInPieces()).isEqualTo(runs.run().entries());
  }

  @Test
  void parametersAreAveragedOnDeeplearning4jToo() {
    Runs<LanguageModelConfig> runs =
        runs(
            SMALL
                + ", gradientReach: 0, streams: 2"
                + ", training: {workers: 2, combine: parameter-averaging, every: 2}",
            "{tokens: 480}",
            200);
    Runs.assertClose(runs.onDeeplearning4j().run(), runs.run(), 1e-4);
  }

  @Test
  void badSettingsAreToldInOneLine() {
    assertThatThrownBy(
            () ->
                Settings.of(
                    LanguageModelConfig.class,
                    "{plateauDecay: {}, training: {combine: parameter-averaging}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("training.combine")
        .hasMessageContaining("must be gradient-averaging with plateauDecay");
    assertThatThrownBy(() -> check("{streams: 100, training: {workers: 4}}", "{}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("2003 training tokens in 400 streams are 5 a stream");
    assertThatThrownBy(
            () -> check("{streams: 2, training: {workers: 4}}", "{engine: deeplearning4j}"))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo("training.combine"));
  }

  private static void check(String settings, String backend) {
    new LanguageModelProvider()
        .check(
            Settings.of(LanguageModelConfig.class, settings),
            CHAIN,
            Settings.of(Budget.class, "{epochs: 1}"),
            Settings.of(BackendConfig.class, backend));
  }
}
