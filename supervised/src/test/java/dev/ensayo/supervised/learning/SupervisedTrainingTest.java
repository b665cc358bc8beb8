package dev.ensayo.supervised.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.mlp.MlpProvider;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisedTrainingTest {
  private static final MlpProvider MLP = new MlpProvider();

  /** 150 examples: ten batches an epoch, the last one of 6. */
  private static InMemoryExamples patterns() {
    return InMemoryExamples.patterns(List.of(1, 4, 4), 3, List.of(50, 20, 30), 5).augmented();
  }

  private static String settings(String prefetch) {
    return "{hiddenUnits: [8], dropout: 0.2, batchNormalization: true, learning: {batchSize: 16,"
        + " earlyStopping: {patience: 50}, prefetch: "
        + prefetch
        + "}, scores: {topK: 2}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "never"})
  void aRunSavedWithinAnEpochGoesOnBitForBit(String prefetch) throws IOException {
    String schedule = "{updates: 45} 20";
    RecordedMetrics whole = new RecordedMetrics();
    byte[] end;
    try (Training training = Runs.start(MLP, settings(prefetch), patterns(), schedule, 1, whole)) {
      Runs.finish(training);
      end = Runs.save(training);
    }
    RecordedMetrics pieces = new RecordedMetrics();
    byte[] saved;
    try (Training training =
        Runs.start(MLP, settings(prefetch), patterns(), "{updates: 45} 20", 1, pieces)) {
      training.advance();
      training.advance();
      assertThat(training.position()).isBetween(1L, 44L);
      assertThat(training.position() % 10).as("it stands within an epoch or at its end").isZero();
      saved = Runs.save(training);
    }
    try (Training training = Runs.start(MLP, settings(prefetch), patterns(), schedule, 1, pieces)) {
      Runs.load(training, saved);
      Runs.finish(training);
      assertThat(Runs.save(training)).isEqualTo(end);
    }
    assertThat(pieces.entries()).isEqualTo(whole.entries());
  }

  @Test
  void anotherThreadChangesNothing() {
    assertThat(Runs.run(MLP, settings("always"), patterns(), "{epochs: 3} 1", 2).entries())
        .isEqualTo(Runs.run(MLP, settings("never"), patterns(), "{epochs: 3} 1", 2).entries())
        .isNotEqualTo(Runs.run(MLP, settings("never"), patterns(), "{epochs: 3} 1", 3).entries());
  }

  @Test
  void epochsAndUpdatesAreTheSameWay() {
    RecordedMetrics epochs = Runs.run(MLP, settings("never"), patterns(), "{epochs: 2} 1", 2);
    RecordedMetrics updates = Runs.run(MLP, settings("never"), patterns(), "{updates: 20} 10", 2);
    assertThat(epochs.values("test/loss")).isEqualTo(updates.values("test/loss")).hasSize(3);
    assertThat(epochs.values("train/loss")).isEqualTo(updates.values("train/loss")).hasSize(2);
    assertThat(MLP.metrics()).containsAll(epochs.entries().stream().map(e -> e.metric()).toList());
    assertThat(epochs.values("test/worst_group_accuracy")).hasSize(3);
    assertThat(epochs.values("test/top_k_accuracy")).hasSize(3);
  }

  @Test
  void patienceEndsTheRunWithTheBestParameters() {
    String settings =
        "{hiddenUnits: [32], learning: {batchSize: 8, updater: {type: adam, learningRate: 0.05},"
            + " earlyStopping: {patience: 3}}}";
    InMemoryExamples hard = InMemoryExamples.patterns(List.of(6), 4, List.of(4, 25, 25), 11);
    RecordedMetrics metrics = Runs.run(MLP, settings, hard, "{epochs: 200} 1", 1);
    List<Double> losses = metrics.values("valid/loss");
    assertThat(losses.size()).isLessThan(100);
    double best = losses.stream().mapToDouble(x -> x).min().orElseThrow();
    assertThat(losses.get(losses.size() - 1)).as("what that epoch had").isGreaterThan(best);
    assertThat(losses.indexOf(best)).isEqualTo(losses.size() - 1 - 3);
    assertThat(metrics.values(KeptPoint.METRIC)).containsExactly((double) losses.indexOf(best));
    assertThat(metrics.steps(KeptPoint.METRIC)).containsExactly(losses.size() - 1L);
    try (Training kept =
        Runs.start(MLP, settings, hard, "{epochs: 200} 1", 1, new RecordedMetrics())) {
      Runs.finish(kept);
      Examples valid = hard.examples(Split.VALID, new SeedSequence(1));
      assertThat(meanLoss((SupervisedTraining) kept, valid))
          .as("the model is that of the best epoch")
          .isCloseTo(best, within(1e-5));
    }
  }

  private static double meanLoss(SupervisedTraining training, Examples part) {
    int inputs = training.learner().inputSize();
    float[] row = new float[inputs];
    double sum = 0;
    for (int i = 0; i < part.size(); i++) {
      part.read(i, row, 0);
      sum -= Math.log(training.predict(row, 1)[part.label(i)]);
    }
    return sum / part.size();
  }

  @Test
  void meansOfTrainingWeighExamplesAndNotBatches() {
    // 120 rows are a batch of 119 and one of 1.
    InMemoryExamples rows = InMemoryExamples.ofClasses(List.of(1), List.of("a", "b"));
    for (int i = 0; i < 120; i++) {
      rows.add(Split.TRAIN, new float[] {0}, i < 60 ? 0 : 1);
    }
    rows.add(Split.TEST, new float[] {0}, 0);
    String settings =
        "{hiddenUnits: [], learning: {batchSize: 119, updater: {type: sgd, learningRate: 1e-9}}}";
    RecordedMetrics metrics = Runs.run(MLP, settings, rows, "{epochs: 1} 1", 1);
    // All inputs are alike, so one class is always favoured, and half of the rows have it.
    assertThat(metrics.values("train/accuracy")).containsExactly(0.5);
    assertThat(metrics.values("train/loss").get(0)).isCloseTo(Math.log(2), within(1e-6));
  }

  @Test
  void oneExampleHasNoSpreadToNormalizeWith() {
    assertThatThrownBy(
            () ->
                Runs.run(
                    MLP,
                    "{batchNormalization: true, learning: {batchSize: 1}}",
                    patterns(),
                    "{epochs: 1} 1",
                    1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("batch normalization")
        .hasMessageContaining("at least 2");
  }

  @Test
  void earlyStoppingNeedsAValidationPart() {
    InMemoryExamples without = InMemoryExamples.patterns(List.of(4), 2, List.of(5, 0, 5), 1);
    assertThatThrownBy(
            () -> Runs.run(MLP, "{learning: {earlyStopping: {}}}", without, "{epochs: 1} 1", 1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("validation part");
  }

  @Test
  void aClassWithoutExamplesIsNamed() {
    InMemoryExamples examples =
        InMemoryExamples.ofClasses(List.of(1), List.of("cat", "dog"))
            .add(Split.TRAIN, new float[] {1}, 0);
    assertThatThrownBy(() -> Runs.run(MLP, "{}", examples, "{epochs: 1} 1", 1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("class 'dog' has no example");
  }

  @Test
  void aLossThatIsNotFiniteEndsTheRun() {
    InMemoryExamples examples =
        InMemoryExamples.ofNumbers(1).addNumber(Split.TRAIN, new float[] {1}, Double.NaN);
    assertThatThrownBy(() -> Runs.run(MLP, "{}", examples, "{epochs: 1} 1", 1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("the loss is NaN at update 1");
  }

  @Test
  void balancedWeightsMakeTheClassesCountAlike() {
    float[] weights = new ClassWeights.Balanced().weights(List.of("a", "b"), new long[] {30, 10});
    assertThat(weights).containsExactly(40 / 60f, 2);
    InMemoryExamples rare = InMemoryExamples.ofClasses(List.of(1), List.of("common", "rare"));
    for (int i = 0; i < 90; i++) {
      rare.add(Split.TRAIN, new float[] {1}, 0).add(Split.TEST, new float[] {1}, 0);
    }
    for (int i = 0; i < 10; i++) {
      rare.add(Split.TRAIN, new float[] {1}, 1).add(Split.TEST, new float[] {1}, 1);
    }
    // The inputs say nothing, so what is learned is how often each class counts.
    String learning = "batchSize: 100, updater: {type: sgd, learningRate: 0.5}";
    double plain = predictedShare(rare, learning);
    double balanced = predictedShare(rare, learning + ", classWeights: balanced");
    assertThat(plain).isCloseTo(0.1, org.assertj.core.api.Assertions.within(0.01));
    assertThat(balanced).isCloseTo(0.5, org.assertj.core.api.Assertions.within(0.01));
    double smoothed = predictedShare(rare, learning + ", labelSmoothing: 0.2");
    // 0.1·0.9 + 0.9·0.1
    assertThat(smoothed).isCloseTo(0.18, org.assertj.core.api.Assertions.within(0.01));
  }

  /** The probability of the second class. */
  private static double predictedShare(InMemoryExamples examples, String learning) {
    try (Training training =
        Runs.start(
            MLP,
            "{hiddenUnits: [], learning: {" + learning + "}}",
            examples,
            "{epochs: 300} 300",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      return SupervisedTrainings.predict(training, new float[] {1}, 1)[1];
    }
  }

  @Test
  void exhibitsShowPredictionsAndPictures() {
    try (Training training =
        Runs.start(MLP, settings("never"), patterns(), "{epochs: 1} 1", 1, MetricSink.NONE)) {
      Runs.finish(training);
      List<Exhibit> exhibits = training.exhibits();
      assertThat(exhibits.stream().map(Exhibit::name))
          .contains("confusion", "classes", "groups", "calibration", "mistakes", "augmentation");
      Exhibit.Table confusion = (Exhibit.Table) exhibits.get(0);
      assertThat(confusion.header()).hasSize(4);
      int counted =
          confusion.rows().stream()
              .flatMap(row -> row.stream().skip(1))
              .mapToInt(Integer::parseInt)
              .sum();
      assertThat(counted).isEqualTo(90);
    }
  }

  static Stream<Class<?>> updaters() {
    return Arrays.stream(UpdaterSpec.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void aScheduleWrittenInEpochsIsStretched(Class<?> updater) {
    assertThat(Schedules.updater(learning("epoch", updater, 4), 25))
        .isEqualTo(learning("update", updater, 100).updater());
  }

  /** With a cosine over so many units, if the updater has a schedule. */
  private static Learning learning(String unit, Class<?> updater, int length) {
    boolean scheduled =
        Arrays.stream(updater.getRecordComponents())
            .anyMatch(component -> component.getName().equals("schedule"));
    String schedule = scheduled ? ", schedule: {type: cosine, updates: " + length + "}" : "";
    String type = updater.getAnnotation(Choice.class).value();
    return Settings.of(
        Learning.class, "{scheduleUnit: " + unit + ", updater: {type: " + type + schedule + "}}");
  }
}
