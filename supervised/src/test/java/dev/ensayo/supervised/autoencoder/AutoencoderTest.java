package dev.ensayo.supervised.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class AutoencoderTest {
  private static final AutoencoderProvider AUTOENCODER = new AutoencoderProvider();
  private static final String QUICK =
      "batchSize: 8, updater: {type: adam, learningRate: 0.01}, scores: {probeEpochs: 10}";

  @TempDir private Path folder;

  private static InMemoryExamples rows() {
    return InMemoryExamples.patterns(List.of(8), 4, List.of(20, 0, 20), 3);
  }

  /** Pictures of a bar at one of four places, in [0, 1]. */
  private static InMemoryExamples bars() {
    InMemoryExamples bars =
        InMemoryExamples.ofClasses(List.of(1, 4, 4), List.of("0", "1", "2", "3"));
    for (Split part : List.of(Split.TRAIN, Split.TEST)) {
      for (int i = 0; i < 24; i++) {
        float[] picture = new float[16];
        for (int x = 0; x < 4; x++) {
          picture[(i % 4) * 4 + x] = 1 - 0.05f * Math.floorDiv(i, 4);
        }
        bars.add(part, picture, i % 4);
      }
    }
    return bars;
  }

  /**
   * A linear autoencoder can do no better than principal components, and learns to do as well
   * (Baldi and Hornik, 1989).
   */
  @Test
  void linearOneLearnsPrincipalComponents() {
    RecordedMetrics metrics =
        Runs.run(
            AUTOENCODER,
            "{code: 3, codeActivation: identity, " + QUICK.replace("0.01", "0.005") + "}",
            train(rows()),
            "{epochs: 200} 200",
            1);
    double pca = Runs.last(metrics, "test/pca_mse");
    assertThat(Runs.last(metrics, "test/mse")).isBetween(pca - 1e-6, 1.03 * pca);
    assertThat(Runs.last(metrics, "test/probe_accuracy"))
        .isCloseTo(Runs.last(metrics, "test/pca_probe_accuracy"), within(0.06));
  }

  /** Its test part is its training part, of which the components are the best. */
  private static InMemoryExamples train(InMemoryExamples examples) {
    InMemoryExamples same = InMemoryExamples.ofClasses(List.of(8), List.of("a", "b", "c", "d"));
    var part = examples.examples(Split.TRAIN, new SeedSequence(0));
    for (int i = 0; i < part.size(); i++) {
      float[] row = new float[8];
      part.read(i, row, 0);
      same.add(Split.TRAIN, row, part.label(i)).add(Split.TEST, row, part.label(i));
    }
    return same;
  }

  @Test
  void goesOnBitForBitFromWithinAnEpoch() throws IOException {
    String settings =
        "{code: 3, hiddenUnits: [6], corruption: {type: gaussian, deviation: 0.2},"
            + " codePenalty: 0.01, "
            + QUICK
            + "}";
    goesOnBitForBit(settings, List.of("train/loss", "train/penalty"));
  }

  /** From within the epochs of the second layer: 80 examples are ten batches. */
  @Test
  void goesOnBitForBitFromWithinALayer() throws IOException {
    String settings =
        "{code: 3, hiddenUnits: [6], tied: true, corruption: {type: masking, share: 0.2},"
            + " stacking: {type: greedy, epochsPerLayer: 1}, "
            + QUICK
            + "}";
    goesOnBitForBit(settings, List.of("train/layer_loss", "train/loss"));
  }

  private static void goesOnBitForBit(String settings, List<String> recorded) throws IOException {
    RecordedMetrics whole = Runs.run(AUTOENCODER, settings, rows(), "{updates: 33} 5", 1);
    byte[] state;
    RecordedMetrics first = new RecordedMetrics();
    try (Training training =
        Runs.start(AUTOENCODER, settings, rows(), "{updates: 33} 5", 1, first)) {
      while (training.position() < 15) {
        training.advance();
      }
      state = Runs.save(training);
    }
    RecordedMetrics rest = new RecordedMetrics();
    try (Training training =
        Runs.start(AUTOENCODER, settings, rows(), "{updates: 33} 5", 1, rest)) {
      Runs.load(training, state);
      Runs.finish(training);
    }
    List<String> all = new ArrayList<>(recorded);
    all.addAll(List.of("test/loss", "test/probe_accuracy"));
    for (String metric : all) {
      List<Double> values = whole.values(metric);
      List<Double> later = rest.values(metric);
      assertThat(later).isNotEmpty();
      assertThat(values.subList(values.size() - later.size(), values.size())).isEqualTo(later);
    }
  }

  /** With one matrix for both ways it still is linear, so that components are the best. */
  @Test
  void tiedLinearOneLearnsPrincipalComponents() {
    RecordedMetrics metrics =
        Runs.run(
            AUTOENCODER,
            "{code: 3, codeActivation: identity, tied: true, "
                + QUICK.replace("0.01", "0.005")
                + "}",
            train(rows()),
            "{epochs: 200} 200",
            1);
    double pca = Runs.last(metrics, "test/pca_mse");
    assertThat(Runs.last(metrics, "test/mse")).isBetween(pca - 1e-6, 1.03 * pca);
  }

  /** What is written is what was learned: a network whose two matrices are the same numbers. */
  @Test
  void tiedMatricesAreOneInTheZip() throws IOException {
    String settings = "{code: 3, hiddenUnits: [5], tied: true, codePenalty: 0.001, " + QUICK + "}";
    try (Training training =
        Runs.start(AUTOENCODER, settings, bars(), "{epochs: 2} 1", 1, MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    MultiLayerNetwork network = MultiLayerNetwork.load(folder.resolve("model.zip").toFile(), true);
    assertThat(network.getParam("4_W")).isEqualTo(network.getParam("0_W").transpose());
    assertThat(network.getParam("3_W")).isEqualTo(network.getParam("1_W").transpose());
    network.close();
  }

  /**
   * Layers that have learned one by one say the inputs again through all of them, and learn on
   * together from there.
   */
  @Test
  void layersLearnOneByOneAndThenTogether() {
    String settings =
        "{code: 3, hiddenUnits: [8], activation: sigmoid, codeActivation: identity,"
            + " stacking: {type: greedy, epochsPerLayer: 60}, "
            + QUICK
            + "}";
    RecordedMetrics metrics = Runs.run(AUTOENCODER, settings, bars(), "{epochs: 200} 60", 1);
    List<Double> losses = metrics.values("test/loss");
    // before, after the first layer, after the second, and together
    assertThat(losses).hasSizeGreaterThanOrEqualTo(4);
    assertThat(losses.get(2)).isLessThan(0.6 * losses.get(1));
    assertThat(Runs.last(metrics, "test/loss")).isLessThan(0.9 * losses.get(2));
    assertThat(metrics.values("train/layer_loss")).hasSize(2);
  }

  /** Sizes of 9 and 6 are 5 and 3 after one pooling, 3 and 2 after two: odd and even ones. */
  @Test
  void convolutionsSayImagesOfAnySizeAgain() throws IOException {
    InMemoryExamples images = InMemoryExamples.ofClasses(List.of(1, 9, 6), List.of("0", "1"));
    for (Split part : List.of(Split.TRAIN, Split.TEST)) {
      for (int i = 0; i < 24; i++) {
        float[] picture = new float[54];
        for (int at = 0; at < 54; at++) {
          picture[at] = (at / 6 + i / 4) % 3 == 0 || at % 6 == i % 2 * 3 ? 0.9f : 0.1f;
        }
        images.add(part, picture, i % 2);
      }
    }
    String settings =
        "{filters: [6, 4], codePenalty: 1e-6, corruption: {type: masking, share: 0.1}, "
            + QUICK
            + "}";
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training =
        Runs.start(AUTOENCODER, settings, images, "{epochs: 60} 60", 1, metrics)) {
      Runs.finish(training);
      // at best 0.325: the pixels are 0.9 and 0.1
      assertThat(metrics.values("test/loss").get(0)).isGreaterThan(0.6);
      assertThat(Runs.last(metrics, "test/loss")).isLessThan(0.45);
      assertThat(Runs.last(metrics, "test/probe_accuracy")).isEqualTo(1);
      assertThat(((Exhibit.Pictures) training.exhibits().get(0)).pictures().get(0).width())
          .isEqualTo(6);
      training.writeModel(folder);
    }
    File zip = folder.resolve("model.zip").toFile();
    MultiLayerNetwork network = MultiLayerNetwork.load(zip, true);
    assertThat(network.getLayerWiseConfigurations().toJson()).doesNotContain("ensayo");
    assertThat(network.output(Nd4j.zeros(5, 54)).shape()).containsExactly(5, 1, 9, 6);
    assertThat(network.feedForward(Nd4j.zeros(5, 54)).get(4).shape()).containsExactly(5, 4, 3, 2);
    network.close();
  }

  /** What is penalized gets smaller, and the report's loss is that of the reconstruction alone. */
  @Test
  void penaltySilencesTheCode() {
    String plain = "{code: 8, codePenalty: 1e-9, " + QUICK + "}";
    String sparse = "{code: 8, codePenalty: 0.01, " + QUICK + "}";
    RecordedMetrics without = Runs.run(AUTOENCODER, plain, bars(), "{epochs: 80} 40", 1);
    RecordedMetrics with = Runs.run(AUTOENCODER, sparse, bars(), "{epochs: 80} 40", 1);
    double size = Runs.last(without, "test/penalty") / 1e-9;
    assertThat(Runs.last(with, "test/penalty") / 0.01).isLessThan(0.5 * size);
    assertThat(Runs.last(with, "test/code_active"))
        .isLessThan(Runs.last(without, "test/code_active"));
  }

  /** The loss that Keras would report: the mean over the numbers and λ·Σ|code|. */
  @Test
  void penaltyCountsBesideTheLossOfOneNumber() {
    String settings =
        "{code: 8, codePenalty: 0.001, updater: {type: sgd, learningRate: 1e-9}, batchSize: 24}";
    RecordedMetrics metrics = Runs.run(AUTOENCODER, settings, bars(), "{epochs: 1} 1", 1);
    assertThat(Runs.last(metrics, "train/penalty")).isGreaterThan(0);
    assertThat(Runs.last(metrics, "train/penalty"))
        .isCloseTo(Runs.last(metrics, "test/penalty"), within(1e-6));
    assertThat(Runs.last(metrics, "train/loss"))
        .isCloseTo(Runs.last(metrics, "test/loss"), within(1e-5));
  }

  @Test
  void readsWhatWasSpoiltAndShowsReconstructions() {
    String settings =
        "{code: 3, hiddenUnits: [12], corruption: {type: masking, share: 0.2}, " + QUICK + "}";
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training =
        Runs.start(AUTOENCODER, settings, bars(), "{epochs: 80} 80", 1, metrics)) {
      Runs.finish(training);
      // at best about 0.05: a bar's brightness is below 1
      assertThat(Runs.last(metrics, "test/loss")).isLessThan(0.15);
      assertThat(metrics.values("test/loss").get(0)).isGreaterThan(0.6);
      assertThat(Runs.last(metrics, "test/probe_accuracy")).isEqualTo(1);
      List<Exhibit> exhibits = training.exhibits();
      Exhibit.Pictures pictures = (Exhibit.Pictures) exhibits.get(0);
      assertThat(pictures.pictures()).hasSize(20);
      // the original, the spoilt one, the reconstruction, that of the components, and gaps of 2
      assertThat(pictures.pictures().get(0).height()).isEqualTo(4 * 4 + 3 * 2);
      assertThat(pictures.caption()).contains("spoilt", "principal components");
      assertThat(((Exhibit.Pictures) exhibits.get(1)).pictures().get(0).height())
          .isEqualTo(5 * 4 + 4 * 2);
      // six bars of each place
      assertThat(Runs.last(metrics, "test/precision_at_10")).isBetween(0.55, 0.6 + 1e-9);
      assertThat(Runs.last(metrics, "test/precision_at_1")).isEqualTo(1);
      assertThat(((Exhibit.Points) exhibits.get(2)).points()).hasSize(24);
      assertThat(((Exhibit.Table) exhibits.get(3)).rows())
          .extracting(row -> row.get(0), row -> row.get(1))
          .containsExactly(
              tuple("the code", "1.000"),
              tuple("principal components", "1.000"),
              tuple("the inputs", "1.000"));
      assertThat(((Exhibit.Table) exhibits.get(3)).rows().get(0).get(3))
          .isEqualTo("%.3f".formatted(Runs.last(metrics, "test/precision_at_10")));
    }
  }

  @Test
  void opensInDeeplearning4j() throws IOException {
    try (Training training =
        Runs.start(
            AUTOENCODER, "{code: 2, " + QUICK + "}", bars(), "{epochs: 1} 1", 1, MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    File zip = folder.resolve("model.zip").toFile();
    MultiLayerNetwork network = MultiLayerNetwork.load(zip, true);
    assertThat(network.output(Nd4j.zeros(5, 16)).shape()).containsExactly(5, 16);
    network.close();
    assertThat(Files.readString(folder.resolve("preprocessing.json"))).contains("numbers");
  }

  @Test
  void whatProbabilitiesCannotSayIsRefused() {
    String settings = "{loss: cross-entropy, " + QUICK + "}";
    assertThatThrownBy(
            () -> Runs.start(AUTOENCODER, settings, rows(), "{epochs: 1} 1", 1, MetricSink.NONE))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("needs inputs in [0, 1]")
        .hasMessageContaining("squared-error");
    assertThatThrownBy(
            () -> Settings.of(AutoencoderConfig.class, "{filters: [4], hiddenUnits: [3]}"))
        .hasMessageContaining("hiddenUnits")
        .hasMessageContaining("does not go with filters");
    assertThatThrownBy(
            () ->
                Runs.start(
                    AUTOENCODER, "{filters: [4]}", rows(), "{epochs: 1} 1", 1, MetricSink.NONE))
        .hasFieldOrPropertyWithValue("key", "filters")
        .hasMessageContaining("rows of a table");
    assertThatThrownBy(() -> Settings.of(AutoencoderConfig.class, "{stacking: greedy}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("greedy needs hiddenUnits");
    assertThatThrownBy(() -> Settings.of(AutoencoderConfig.class, "{codeActivation: softmax}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not for hidden units");
  }
}
