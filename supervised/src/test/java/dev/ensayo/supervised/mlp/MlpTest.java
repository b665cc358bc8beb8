package dev.ensayo.supervised.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.Combination;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.fakes.SavedModels;
import dev.ensayo.supervised.linear.LogisticRegressionProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MlpTest {
  private static final MlpProvider MLP = new MlpProvider();
  private static final String LEARNING =
      "learning: {batchSize: 4, updater: {type: adam, learningRate: 0.05}}";

  @TempDir private Path folder;

  @Test
  @Tag("learning")
  void oneHiddenLayerSolvesXorAndLogisticRegressionDoesNot() {
    InMemoryExamples xor = InMemoryExamples.xor();
    RecordedMetrics hidden =
        Runs.run(
            MLP,
            "{hiddenUnits: [8], activation: tanh, " + LEARNING + "}",
            xor,
            "{epochs: 300} 300",
            1);
    assertThat(Runs.last(hidden, "test/accuracy")).isEqualTo(1);
    assertThat(Runs.last(hidden, "test/loss")).isLessThan(0.05);
    RecordedMetrics linear =
        Runs.run(
            new LogisticRegressionProvider(),
            "{initialization: xavier, " + LEARNING + "}",
            xor,
            "{epochs: 300} 300",
            1);
    // the best a line can do is ln 2
    assertThat(Runs.last(linear, "test/loss")).isBetween(0.6931, 0.70);
  }

  @Test
  void theBoundaryIsDrawn() {
    try (Training training =
        Runs.start(
            MLP,
            "{" + LEARNING + "}",
            InMemoryExamples.xor(),
            "{epochs: 1} 1",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      Exhibit.Field field =
          (Exhibit.Field)
              training.exhibits().stream()
                  .filter(exhibit -> exhibit.name().equals("decision-boundary"))
                  .findFirst()
                  .orElseThrow();
      assertThat(field.points()).hasSize(4);
      assertThat(field.minX()).isLessThan(-1);
      assertThat(field.maxY()).isGreaterThan(1);
      assertThat(field.values().stream().flatMap(List::stream)).allMatch(p -> p >= 0 && p <= 1);
    }
  }

  static Stream<Activation> hiddenActivations() {
    return Arrays.stream(Activation.values()).filter(a -> a != Activation.SOFTMAX);
  }

  @ParameterizedTest
  @MethodSource("hiddenActivations")
  void deeplearning4jPredictsTheSameWithEachActivation(Activation activation) throws IOException {
    checkSaved(
        "hiddenUnits: [6], activation: "
            + Settings.label(activation)
            + ", initialization: lecun-normal");
  }

  @ParameterizedTest
  @EnumSource
  void deeplearning4jPredictsTheSameAfterEachInitialization(Initialization initialization)
      throws IOException {
    checkSaved("initialization: " + Settings.label(initialization));
  }

  @Test
  void deeplearning4jPredictsTheSameWithEverythingElse() throws IOException {
    checkSaved("hiddenUnits: [], inputDropout: 0.1");
    checkSaved("hiddenUnits: [9, 7, 5], batchNormalization: true, dropout: 0.3, activation: elu");
  }

  @ParameterizedTest
  @EnumSource
  void deeplearning4jPredictsTheSameWithEachCombination(Combination combination)
      throws IOException {
    checkSaved(
        "hiddenUnits: [6, 5], activation: gauss, combination: " + Settings.label(combination));
  }

  private void checkSaved(String settings) throws IOException {
    InMemoryExamples examples = InMemoryExamples.patterns(List.of(3), 3, List.of(8, 0, 4), 2);
    try (Training training =
        Runs.start(
            MLP,
            "{learning: {batchSize: 8, updater: {type: sgd, learningRate: 1e-3}, regularization:"
                + " {l1: 1e-4, l2: 1e-3}}, "
                + settings
                + "}",
            examples,
            "{epochs: 2} 2",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      SavedModels.checkPredictions(training, examples, folder);
    }
  }

  @Test
  void numbersAreLearnedToo() {
    InMemoryExamples line = InMemoryExamples.ofNumbers(1);
    for (int i = 0; i < 20; i++) {
      float x = i / 10f - 1;
      line.addNumber(Split.TRAIN, new float[] {x}, 3 * x);
      line.addNumber(Split.TEST, new float[] {x}, 3 * x);
    }
    RecordedMetrics metrics =
        Runs.run(MLP, "{hiddenUnits: [16], " + LEARNING + "}", line, "{epochs: 60} 60", 1);
    assertThat(Runs.last(metrics, "test/r2")).isGreaterThan(0.98);
    assertThat(metrics.values("train/accuracy")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "combination: xradial | relu is 0 of the net inputs of xradial units, which start below 0",
        "bandwidth: 2 | belongs to radial units, not to linear ones; set combination",
        "combination: eqradial, activation: softmax, batchNormalization: true | must be false with"
      })
  void whatDoesNotFitRadialUnitsIsRefused(String settings, String message) {
    assertThatThrownBy(() -> Settings.of(MlpConfig.class, "{" + settings + "}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void softmaxIsRefusedInside() {
    assertThatThrownBy(() -> Settings.of(MlpConfig.class, "{activation: softmax}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not for hidden units");
  }
}
