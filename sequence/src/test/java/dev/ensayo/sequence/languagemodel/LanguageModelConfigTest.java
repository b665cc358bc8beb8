package dev.ensayo.sequence.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigUnbinder;
import dev.ensayo.core.config.Settings;
import org.junit.jupiter.api.Test;

class LanguageModelConfigTest {
  /** A run goes on only where its config.yaml says the same, byte for byte. */
  @Test
  void settingsAreWrittenInTheOrderOfEarlierVersions() {
    assertThat(
            ConfigUnbinder.unbind(Settings.defaults(LanguageModelConfig.class)).entries().keySet())
        .containsExactly(
            "cell",
            "layers",
            "hiddenUnits",
            "embeddingSize",
            "embedding",
            "orthogonal",
            "layerNormalization",
            "tiedOutput",
            "output",
            "initialRange",
            "dropout",
            "bidirectional",
            "embeddingDropout",
            "wordDropout",
            "lockedDropout",
            "recurrentWeightDropout",
            "activationRegularization",
            "temporalActivationRegularization",
            "streams",
            "window",
            "backwardSteps",
            "updater",
            "gradientClipping",
            "regularization",
            "plateauDecay",
            "averaging",
            "patience",
            "keepBest",
            "scoring",
            "gradientReach",
            "samples",
            "training");
  }

  @Test
  void itsOwnLearningRateIsTheDefault() {
    UpdaterSpec updater = Settings.defaults(LanguageModelConfig.class).optimization().updater();

    assertThat(updater.learningRate()).isEqualTo(2e-3);
  }

  @Test
  void whatDoesNotFitTogetherIsNamedAsItIsWritten() {
    assertThatThrownBy(() -> Settings.of(LanguageModelConfig.class, "{bidirectional: true}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "(text):1: bidirectional: must be false: a language model predicts the next token, which"
                + " a layer that reads from the end has seen");
    assertThatThrownBy(
            () ->
                Settings.of(
                    LanguageModelConfig.class,
                    "{hiddenUnits: 8, embeddingSize: 4, tiedOutput: true}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "(text):1: tiedOutput: needs an embeddingSize as large as hiddenUnits (8), not 4");
    assertThatThrownBy(
            () ->
                Settings.of(
                    LanguageModelConfig.class,
                    "{hiddenUnits: 4, embeddingSize: 4, tiedOutput: true, output: adaptive-softmax}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "(text):1: tiedOutput: needs output: {type: softmax}; the clusters of an adaptive softmax"
                + " have weights of their own");
    assertThatThrownBy(
            () ->
                Settings.of(
                    LanguageModelConfig.class,
                    "{output: {type: adaptive-softmax, cutoffs: [20, 10]}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("(text):1: output.cutoffs: must go upwards from at least 1, not [20, 10]");
    assertThatThrownBy(() -> Settings.of(LanguageModelConfig.class, "{wordDropout: 0.1}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("(text):1: wordDropout: drops whole embeddings, which need an embeddingSize");
    assertThatThrownBy(
            () ->
                Settings.of(
                    LanguageModelConfig.class, "{cell: min-gru, recurrentWeightDropout: 0.5}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "(text):1: recurrentWeightDropout: must be 0: min-gru has no recurrent weights, use rnn,"
                + " lstm or gru");
    assertThatThrownBy(() -> Settings.of(LanguageModelConfig.class, "{hiddenUnits: 0}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("(text):1: hiddenUnits: must lie in [1, 65536] (units), not 0");
  }
}
