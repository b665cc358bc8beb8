package dev.ensayo.supervised.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.fakes.SavedModels;
import dev.ensayo.supervised.learning.ModelLearner;
import dev.ensayo.supervised.learning.SupervisedTrainings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CnnTest {
  private static final CnnProvider CNN = new CnnProvider();

  @TempDir private Path folder;

  private static InMemoryExamples images(int channels, int side) {
    return InMemoryExamples.patterns(List.of(channels, side, side), 3, List.of(8, 4, 4), 3);
  }

  @ParameterizedTest
  @EnumSource
  void deeplearning4jPredictsTheSameWithEachArchitecture(Architecture architecture)
      throws IOException {
    InMemoryExamples images = images(2, 16);
    try (Training training =
        Runs.start(
            CNN,
            "{architecture: " + Settings.label(architecture) + ", learning: {batchSize: 12}}",
            images,
            "{epochs: 2} 2",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      SavedModels.checkPredictions(training, images, folder);
    }
  }

  @Test
  void deeplearning4jPredictsTheSameWithLayersWrittenOut() throws IOException {
    InMemoryExamples images = images(1, 9);
    try (Training training =
        Runs.start(
            CNN,
            "{layers: [{type: convolution, filters: 4, kernel: 3, stride: 2, dropout: 0.1}, {type:"
                + " batch-normalization, activation: elu}, {type: global-pooling, kind: max}],"
                + " outputDropout: 0.2, learning: {batchSize: 12, labelSmoothing: 0.1}}",
            images,
            "{epochs: 2} 2",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      SavedModels.checkPredictions(training, images, folder);
    }
  }

  /** Parameters by hand, of 28×28 grey images and 10 classes. */
  @ParameterizedTest
  @CsvSource({
    // 6·25+6 + 16·150+16 + 400·120+120 + 120·84+84 + 84·10+10: as in the paper's C1, F6
    "lenet5, 61706",
    // 32·9+32 + 64·288+64 + 3136·128+128 + 1290
    "small-cnn, 421642"
  })
  void architecturesHaveTheParametersTheyShould(String architecture, int parameters) {
    InMemoryExamples images =
        InMemoryExamples.patterns(List.of(1, 28, 28), 10, List.of(1, 0, 1), 3);
    try (Training training =
        Runs.start(
            CNN,
            "{architecture: " + architecture + ", learning: {batchSize: 10}}",
            images,
            "{updates: 1} 1",
            1,
            MetricSink.NONE)) {
      assertThat(((ModelLearner) SupervisedTrainings.learner(training)).model().parameterCount())
          .isEqualTo(parameters);
    }
  }

  @Test
  void aWindowThatDoesNotFitShowsTheArithmetic() {
    CnnConfig config =
        Settings.of(
            CnnConfig.class,
            "{layers: [{type: pooling, kernel: 4, stride: 4}, {type: convolution, filters: 2,"
                + " kernel: 5}]}");
    assertThatThrownBy(() -> CNN.supports(images(1, 8).spec(), config))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("(N − F + 2P)/S + 1 = (2 − 5 + 2·0)/1 + 1")
        .satisfies(
            e -> assertThat(((InvalidSettingException) e).key()).isEqualTo("layers[1].kernel"));
  }

  @Test
  void tablesAreRefused() {
    assertThat(
            CNN.supports(InMemoryExamples.xor().spec(), Settings.defaults(CnnConfig.class))
                .reason())
        .contains("images [C, H, W]");
  }

  @Test
  void anArchitectureAndLayersAreTooMuch() {
    assertThatThrownBy(
            () -> Settings.of(CnnConfig.class, "{architecture: lenet5, layers: [{type: pooling}]}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be left out where an architecture is named");
    assertThat(Settings.defaults(CnnConfig.class).architecture()).contains(Architecture.SMALL_CNN);
  }

  @Test
  @Tag("learning")
  void patternsInNoiseAreLearned() {
    InMemoryExamples images = InMemoryExamples.patterns(List.of(1, 8, 8), 4, List.of(60, 0, 50), 9);
    RecordedMetrics metrics =
        Runs.run(
            CNN,
            "{layers: [{type: convolution, filters: 8, kernel: 3}, {type: pooling}], learning:"
                + " {batchSize: 20, scheduleUnit: epoch, updater: {type: adam, learningRate: 0.01,"
                + " schedule: {type: cosine, updates: 30}}}}",
            images,
            "{epochs: 30} 30",
            1);
    // chance is 0.25; the untrained network's test comes first
    assertThat(metrics.values("test/accuracy").get(0)).isLessThan(0.6);
    assertThat(Runs.last(metrics, "test/accuracy")).isGreaterThan(0.9);
  }
}
