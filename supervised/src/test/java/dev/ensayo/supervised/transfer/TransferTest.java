package dev.ensayo.supervised.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.SiblingRuns;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.cnn.CnnProvider;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.learning.ModelLearner;
import dev.ensayo.supervised.learning.SupervisedTrainings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TransferTest {
  private static final TransferProvider TRANSFER = new TransferProvider();
  private static final Budget BUDGET = Settings.of(Budget.class, "{epochs: 1}");
  private static final String SOURCE_LAYERS =
      "[{type: convolution, filters: 4, kernel: 3, border: 1, activation: identity}, {type:"
          + " batch-normalization, activation: relu}, {type: pooling}, {type: dense, units: 6}]";

  /**
   * Layers of the torso in Deeplearning4j: convolution, normalization, function, pooling, dense.
   */
  private static final int TORSO = 5;

  private static final String LEARNING =
      "learning: {batchSize: 8, updater: {type: adam, learningRate: 0.05}, regularization: {l2:"
          + " 0.1, l1: 0.01}}";

  @TempDir private static Path source;

  private static InMemoryExamples images(int classes, long seed) {
    return InMemoryExamples.patterns(List.of(1, 6, 6), classes, List.of(8, 4, 6), seed);
  }

  @BeforeAll
  static void pretrain() throws IOException {
    try (Training training =
        Runs.start(
            new CnnProvider(),
            "{layers: " + SOURCE_LAYERS + ", learning: {batchSize: 8}}",
            images(3, 1),
            "{epochs: 3} 3",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(source);
    }
  }

  private static String settings(String method) {
    return "{source: {zip: '"
        + source.resolve("model.zip")
        + "'}, method: "
        + method
        + ", "
        + LEARNING
        + "}";
  }

  private static Training start(String method, long seed, MetricSink metrics) {
    return Runs.start(TRANSFER, settings(method), images(4, 2), "{epochs: 4} 4", seed, metrics);
  }

  /** All parameters and statistics of the layers of a written model, layer by layer. */
  private static List<float[]> layers(Training training, Path folder) throws IOException {
    training.writeModel(folder);
    ComputationGraph graph =
        ModelSerializer.restoreComputationGraph(folder.resolve("model.zip").toFile());
    return Arrays.stream(graph.getLayers()).map(layer -> floats(layer.params())).toList();
  }

  private static List<float[]> sourceLayers() throws IOException {
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(source.resolve("model.zip").toFile());
    return Arrays.stream(network.getLayers()).map(layer -> floats(layer.params())).toList();
  }

  private static float[] floats(INDArray array) {
    return array == null ? new float[0] : array.dup().data().asFloat();
  }

  /** Kernels of the torso, and maps from the picture on, though features alone are learned from. */
  @Test
  void aCachedTorsoIsLookedInto() {
    try (Training training =
        Runs.start(
            TRANSFER,
            settings("feature-extraction")
                .replaceFirst("\\}$", ", scores: {filters: true, maps: 1}}"),
            images(4, 2),
            "{epochs: 1} 1",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      List<Exhibit> shown =
          training.exhibits().stream()
              .filter(exhibit -> exhibit.name().matches("filters|maps-.*"))
              .toList();
      assertThat(shown).extracting(Exhibit::name).containsExactly("filters", "maps-1");
      assertThat(((Exhibit.Drawn) shown.get(0)).svg()).contains("unchanged by training");
      assertThat(((Exhibit.Drawn) shown.get(1)).svg())
          .contains("1 convolution: 4 of 4 maps of 6 × 6", "4 pooling: 4 of 4 maps of 3 × 3");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feature-extraction",
        "{type: feature-extraction, cached: false}",
        "{type: fine-tuning, frozenLayers: 3}"
      })
  void whatIsFrozenDoesNotMoveByOneBit(String method, @TempDir Path folder) throws IOException {
    int frozen = method.contains("fine-tuning") ? 3 : TORSO;
    List<float[]> before = sourceLayers();
    try (Training training = start(method, 1, MetricSink.NONE)) {
      Runs.finish(training);
      List<float[]> after = layers(training, folder);
      int compared = 0;
      for (int i = 0; i < frozen; i++) {
        assertThat(after.get(i)).as("layer %s", i).isEqualTo(before.get(i));
        compared += after.get(i).length;
      }
      assertThat(compared).as("a convolution and a normalization").isGreaterThanOrEqualTo(56);
      for (int i = frozen; i < TORSO; i++) {
        if (before.get(i).length > 0) {
          assertThat(after.get(i)).as("layer %s", i).isNotEqualTo(before.get(i));
        }
      }
    }
  }

  @Test
  void distortionsThatCachedFeaturesWouldNotSeeAreRefused() {
    InMemoryExamples distorted = images(4, 2).augmented();
    BackendConfig backend = Settings.defaults(BackendConfig.class);
    TransferConfig cached =
        Settings.of(TransferConfig.class, settings("{type: feature-extraction}"));
    assertThatThrownBy(() -> TRANSFER.check(cached, distorted, BUDGET, backend))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("cached: false");
    TRANSFER.check(cached, images(4, 2), BUDGET, backend);
    TRANSFER.check(
        Settings.of(TransferConfig.class, settings("{type: feature-extraction, cached: false}")),
        distorted,
        BUDGET,
        backend);
    TRANSFER.check(
        Settings.of(TransferConfig.class, settings("fine-tuning")), distorted, BUDGET, backend);
  }

  @Test
  void withoutFrozenLayersAllMoveAndDiscriminativeRatesMoveEarlierOnesLess(@TempDir Path folder)
      throws IOException {
    double[] distance = new double[2];
    List<float[]> before = sourceLayers();
    String[] methods = {"fine-tuning", "{type: discriminative, decay: 0.01}"};
    for (int m = 0; m < 2; m++) {
      try (Training training = start(methods[m], 1, MetricSink.NONE)) {
        Runs.finish(training);
        float[] after = layers(training, folder).get(0);
        for (int i = 0; i < after.length; i++) {
          distance[m] = Math.max(distance[m], Math.abs(after[i] - before.get(0)[i]));
        }
      }
    }
    assertThat(distance[1]).isGreaterThan(0).isLessThan(distance[0] / 20);
  }

  @Test
  void fromScratchStartsElsewhereAndBySeed(@TempDir Path folder) throws IOException {
    float[] torso = sourceLayers().get(0);
    float[] first;
    try (Training training = start("from-scratch", 1, MetricSink.NONE)) {
      first = layers(training, folder).get(0);
    }
    assertThat(first).hasSameSizeAs(torso).isNotEqualTo(torso);
    try (Training training = start("from-scratch", 1, MetricSink.NONE)) {
      assertThat(layers(training, folder).get(0)).isEqualTo(first);
    }
    try (Training training = start("from-scratch", 2, MetricSink.NONE)) {
      assertThat(layers(training, folder).get(0)).isNotEqualTo(first);
    }
  }

  @Test
  void cachedFeaturesGiveTheSameMetricsAsFeaturesComputedAnew() {
    RecordedMetrics cached = new RecordedMetrics();
    RecordedMetrics fresh = new RecordedMetrics();
    try (Training training = start("feature-extraction", 1, cached)) {
      Runs.finish(training);
    }
    try (Training training = start("{type: feature-extraction, cached: false}", 1, fresh)) {
      Runs.finish(training);
    }
    assertThat(Runs.last(cached, "test/loss"))
        .isCloseTo(Runs.last(fresh, "test/loss"), org.assertj.core.api.Assertions.within(1e-4));
  }

  /**
   * Two settings of {@code learning} that every supervised agent has. A target of 0.325 and three
   * of 0.225 cost at least their entropy, 0.325·1.124 + 0.675·1.492 = 1.372, and a weight of ten
   * for each class makes every loss ten times as large.
   */
  @ParameterizedTest
  @ValueSource(strings = {"feature-extraction", "fine-tuning"})
  void smoothedLabelsAndWeightsOfClassesCount(String method) {
    double plain = trainLoss(method, "");
    assertThat(plain).isLessThan(1.3);
    assertThat(trainLoss(method, ", labelSmoothing: 0.9")).isGreaterThan(1.372);
    String weights = "{class-0: 10, class-1: 10, class-2: 10, class-3: 10}";
    assertThat(trainLoss(method, ", classWeights: {type: given, byClass: " + weights + "}"))
        .isGreaterThan(3 * plain);
  }

  private static double trainLoss(String method, String learning) {
    RecordedMetrics metrics = new RecordedMetrics();
    String settings =
        settings(method)
            .replace(
                LEARNING,
                "learning: {batchSize: 8, updater: {type: adam, learningRate: 0.05}"
                    + learning
                    + "}");
    try (Training training =
        Runs.start(TRANSFER, settings, images(4, 2), "{epochs: 12} 4", 1, metrics)) {
      Runs.finish(training);
    }
    return Runs.last(metrics, "train/loss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"feature-extraction", "fine-tuning", "from-scratch"})
  void aRunSavedOnTheWayGoesOnBitForBit(String method) throws IOException {
    RecordedMetrics whole = new RecordedMetrics();
    RecordedMetrics pieces = new RecordedMetrics();
    try (Training training = start(method, 1, whole)) {
      Runs.finish(training);
    }
    byte[] saved;
    try (Training training = start(method, 1, pieces)) {
      training.advance();
      saved = Runs.save(training);
    }
    try (Training training = start(method, 1, pieces)) {
      Runs.load(training, saved);
      Runs.finish(training);
    }
    assertThat(pieces.entries()).isEqualTo(whole.entries());
  }

  @Test
  void aTorsoThatDoesNotFitNamesBothShapes() {
    InMemoryExamples larger = InMemoryExamples.patterns(List.of(3, 7, 7), 3, List.of(4, 0, 4), 1);
    assertThatThrownBy(
            () ->
                Runs.start(
                    TRANSFER, settings("fine-tuning"), larger, "{epochs: 1} 1", 1, MetricSink.NONE))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("[3, 7, 7]")
        .hasMessageContaining("[1, 6, 6]");
  }

  @Test
  void theVariantIsRequiredAndItsFolderRead() {
    TransferConfig config =
        Settings.of(TransferConfig.class, "{source: {variant: letters}, " + LEARNING + "}");
    assertThat(TRANSFER.requiredVariants(config)).containsExactly("letters");
    TrainingContext plain = Runs.context(images(4, 2), "{epochs: 1} 1", 1, new RecordedMetrics());
    SiblingRuns siblings =
        variant -> {
          assertThat(variant).isEqualTo("letters");
          return source;
        };
    TrainingContext context =
        new TrainingContext(
            plain.environment(),
            plain.budget(),
            plain.evaluation(),
            plain.log(),
            plain.backend(),
            plain.seeds(),
            plain.metrics(),
            plain.timings(),
            siblings,
            TestProgress.NONE);
    try (Training training = TRANSFER.start(config, context)) {
      Runs.finish(training);
      assertThat(training.position()).isEqualTo(1);
    }
  }

  @Test
  void passesThatItDoesNotShowAreRefused() {
    for (String asked : List.of("explain: 1", "path: true")) {
      TransferConfig config =
          Settings.of(TransferConfig.class, "{source: {variant: first}, scores: {" + asked + "}}");
      assertThatThrownBy(() -> TRANSFER.supports(images(2, 1).spec(), config))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("not for transfer; leave it out");
    }
  }

  @Test
  void filesThatAreNotThereAndSourcesTooManyAreRefused() {
    for (String where : List.of("zip: nowhere.zip", "run: nowhere")) {
      TransferConfig config = Settings.of(TransferConfig.class, "{source: {" + where + "}}");
      assertThatThrownBy(() -> TRANSFER.supports(images(2, 1).spec(), config))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("nowhere");
    }
    assertThatThrownBy(() -> Settings.of(TransferConfig.class, "{source: {zip: a, variant: b}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("exactly one of variant, run, zip, keras; 2 are given");
  }

  @Test
  void theWholeModelPredictsWhatTheHeadDoesOnFeatures(@TempDir Path folder) throws IOException {
    try (Training training =
        start("{type: feature-extraction, cached: false}", 1, MetricSink.NONE)) {
      Runs.finish(training);
      dev.ensayo.supervised.fakes.SavedModels.checkPredictions(training, images(4, 2), folder);
      assertThat(SupervisedTrainings.learner(training)).isInstanceOf(ModelLearner.class);
    }
  }
}
