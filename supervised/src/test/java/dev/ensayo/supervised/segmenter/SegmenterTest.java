package dev.ensayo.supervised.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SegmenterTest {
  private static final SegmenterProvider SEGMENTER = new SegmenterProvider();
  private static final String QUICK =
      "channels: [6, 8], batchSize: 8, updater: {type: adam, learningRate: 0.01}";

  @TempDir private Path folder;

  private static DrawnSquares squares() {
    return new DrawnSquares(40, 10);
  }

  private static RecordedMetrics run(String settings, int epochs) {
    return Runs.run(
        SEGMENTER, "{" + settings + "}", squares(), "{epochs: " + epochs + "} " + epochs, 1);
  }

  /** A pixel of a frame looks the same in both squares; only its surroundings tell which it is. */
  @Test
  @Tag("learning")
  void tellsPixelsByTheirSurroundings() {
    RecordedMetrics skips = run(QUICK, 40);
    assertThat(Runs.last(skips, "test/mean_iou")).isGreaterThan(0.8);
    assertThat(Runs.last(skips, "test/pixel_accuracy"))
        .isGreaterThan(Runs.last(skips, "test/majority_accuracy") + 0.1);
    RecordedMetrics brightness = run(QUICK.replace("[6, 8]", "[], kernel: 1"), 40);
    assertThat(Runs.last(brightness, "test/mean_iou")).as("brightness alone").isLessThan(0.7);
  }

  /** Every way of building it runs, and the loss of a test is that of training without a step. */
  @Test
  void networksOfAllShapesLearn() {
    for (String way :
        List.of(
            "skips: false",
            "enlarging: nearest",
            "enlarging: nearest, skips: false",
            "classWeights: {type: balanced}",
            "classWeights: {type: given, byClass: {background: 0.3}}")) {
      RecordedMetrics metrics = run(QUICK + ", " + way, 3);
      List<Double> losses = metrics.values("valid/loss");
      assertThat(losses.get(losses.size() - 1)).as(way).isLessThan(losses.get(0));
    }
  }

  @Test
  void goesOnBitForBitFromWithinAnEpoch() throws IOException {
    String settings = "{" + QUICK + ", earlyStopping: {patience: 20}}";
    RecordedMetrics whole = Runs.run(SEGMENTER, settings, squares(), "{updates: 23} 4", 1);
    byte[] state;
    try (Training training =
        Runs.start(SEGMENTER, settings, squares(), "{updates: 23} 4", 1, new RecordedMetrics())) {
      while (training.position() < 12) {
        training.advance();
      }
      state = Runs.save(training);
    }
    RecordedMetrics rest = new RecordedMetrics();
    try (Training training =
        Runs.start(SEGMENTER, settings, squares(), "{updates: 23} 4", 1, rest)) {
      Runs.load(training, state);
      Runs.finish(training);
    }
    for (String metric : List.of("train/loss", "test/loss", "test/mean_iou", "model/kept_at")) {
      List<Double> values = whole.values(metric);
      List<Double> later = rest.values(metric);
      assertThat(later).as(metric).isNotEmpty();
      assertThat(values.subList(values.size() - later.size(), values.size())).isEqualTo(later);
    }
  }

  /** A plain graph of Deeplearning4j's, which says the class of each pixel. */
  @Test
  void zipIsAGraphOfTheLibrarys() throws IOException {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training =
        Runs.start(SEGMENTER, "{" + QUICK + "}", squares(), "{epochs: 5} 5", 1, metrics)) {
      Runs.finish(training);
      training.writeModel(folder);
      List<Exhibit> exhibits = training.exhibits();
      assertThat(exhibits).extracting(Exhibit::name).containsExactly("masks", "classes");
      Exhibit.Pictures masks = (Exhibit.Pictures) exhibits.get(0);
      assertThat(masks.pictures()).hasSize(8);
      assertThat(masks.pictures().get(0).height()).isEqualTo(8 + 2 * 10);
      assertThat(((Exhibit.Table) exhibits.get(1)).rows())
          .extracting(row -> row.get(0))
          .containsExactly("background", "full", "hollow");
    }
    assertThat(Preprocessing.read(folder).orElseThrow().outputs())
        .isEqualTo(new Outputs.Pixels(List.of("background", "full", "hollow")));
    ComputationGraph network = ComputationGraph.load(folder.resolve("model.zip").toFile(), false);
    Scenes test = squares().scenes(Split.TEST);
    float[] inputs = new float[test.size() * 64];
    byte[] masks = new byte[inputs.length];
    for (int i = 0; i < test.size(); i++) {
      test.read(i, inputs, i * 64);
      test.readMask(i, masks, i * 64);
    }
    INDArray said =
        network.outputSingle(Nd4j.createFromArray(inputs).reshape('c', test.size(), 64));
    assertThat(said.shape()).containsExactly(test.size(), 3, 8, 8);
    INDArray classes = said.argMax(1);
    int right = 0;
    for (int i = 0; i < masks.length; i++) {
      right += classes.getInt(i / 64, i / 8 % 8, i % 8) == masks[i] ? 1 : 0;
    }
    assertThat(Runs.last(metrics, "test/pixel_accuracy"))
        .isCloseTo((double) right / masks.length, within(1e-9));
    NetworkMemory.free(network);
  }

  @Test
  void keepsTheBestByValidation() {
    RecordedMetrics metrics =
        Runs.run(
            SEGMENTER,
            "{" + QUICK.replace("0.01", "0.3") + ", earlyStopping: {patience: 3}}",
            squares(),
            "{epochs: 40} 1",
            1);
    double keptAt = Runs.last(metrics, "model/kept_at");
    List<Double> losses = metrics.values("valid/loss");
    assertThat(losses.get((int) keptAt))
        .isEqualTo(losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
    assertThat(losses).hasSizeLessThan(41);
  }

  @Test
  void saysWhatDoesNotGo() {
    assertThatThrownBy(() -> run("channels: [2, 2, 2, 2]", 1))
        .hasMessageContaining("8 × 8 pixels are no multiples of 16");
    assertThatThrownBy(() -> run("classWeights: {type: given, byClass: {ful: 2}}", 1))
        .hasMessageContaining("no class is called 'ful'");
    assertThatThrownBy(() -> Settings.of(SegmenterConfig.class, "{activation: softmax}"))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(
            () ->
                Runs.run(
                    SEGMENTER,
                    "{channels: [2], earlyStopping: {}}",
                    new DrawnSquares(4, 0),
                    "{epochs: 1} 1",
                    1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("the environment has none");
    assertThat(
            SEGMENTER
                .supports(
                    InMemoryExamples.ofClasses(List.of(4), List.of("a", "b")).spec(),
                    Settings.of(SegmenterConfig.class, "{}"))
                .reason())
        .contains("pictures whose pixels have classes");
  }
}
