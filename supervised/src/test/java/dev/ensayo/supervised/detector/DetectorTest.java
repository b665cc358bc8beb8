package dev.ensayo.supervised.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.InMemoryScenes;
import dev.ensayo.supervised.fakes.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DetectorTest {
  private static final DetectorProvider DETECTOR = new DetectorProvider();
  private static final String SMALL =
      "{filters: [8, 16, 16], cell: 4, batchSize: 8, updater: {type: adam, learningRate: 0.01}}";

  @TempDir private Path folder;

  private static InMemoryScenes scenes(int train, int test) {
    return InMemoryScenes.of(Map.of(Split.TRAIN, train, Split.TEST, test));
  }

  /** Squares full and hollow, none over another: all there is can be learned in seconds. */
  @Test
  @Tag("learning")
  void findsSquares() {
    RecordedMetrics metrics = Runs.run(DETECTOR, SMALL, scenes(160, 60), "{epochs: 25} 25", 1);
    List<Double> precision = metrics.values("test/ap50");
    assertThat(precision.get(0)).isLessThan(0.1);
    assertThat(Runs.last(metrics, "test/ap50")).isGreaterThan(0.85);
    assertThat(Runs.last(metrics, "test/map")).isGreaterThan(0.5);
    assertThat(Runs.last(metrics, "test/map")).isLessThan(Runs.last(metrics, "test/ap50"));
    assertThat(metrics.values("train/loss").get(0))
        .isCloseTo(
            metrics.values("train/box_loss").get(0)
                + metrics.values("train/object_loss").get(0)
                + metrics.values("train/class_loss").get(0),
            within(1e-6));
    assertThat(metrics.values("valid/map")).isEmpty();
  }

  @Test
  void goesOnBitForBitFromWithinAnEpoch() throws IOException {
    RecordedMetrics whole = Runs.run(DETECTOR, SMALL, scenes(30, 10), "{updates: 11} 2", 1);
    byte[] state;
    try (Training training =
        Runs.start(DETECTOR, SMALL, scenes(30, 10), "{updates: 11} 2", 1, new RecordedMetrics())) {
      while (training.position() < 5) {
        training.advance();
      }
      state = Runs.save(training);
    }
    RecordedMetrics rest = new RecordedMetrics();
    try (Training training =
        Runs.start(DETECTOR, SMALL, scenes(30, 10), "{updates: 11} 2", 1, rest)) {
      Runs.load(training, state);
      Runs.finish(training);
    }
    for (String metric : List.of("train/loss", "train/box_loss", "test/map", "test/ar100")) {
      List<Double> values = whole.values(metric);
      List<Double> later = rest.values(metric);
      assertThat(later).isNotEmpty();
      assertThat(values.subList(values.size() - later.size(), values.size())).isEqualTo(later);
    }
  }

  /** The zip opens in plain Deeplearning4j and says the same; what it says is written beside. */
  @Test
  void theModelAndWhatItsNumbersMeanAreWritten() throws IOException {
    InMemoryScenes scenes = scenes(20, 6);
    try (Training training =
        Runs.start(
            DETECTOR,
            SMALL.replace("cell", "boxes: 2, cell"),
            scenes,
            "{epochs: 1} 1",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    Outputs.Boxes boxes = (Outputs.Boxes) Preprocessing.read(folder).orElseThrow().outputs();
    assertThat(boxes.names()).containsExactly("full", "hollow");
    assertThat(boxes.cell()).isEqualTo(4);
    assertThat(boxes.priorWidths()).hasSize(2).allMatch(side -> side >= 4 && side <= 6);
    MultiLayerNetwork network = MultiLayerNetwork.load(folder.resolve("model.zip").toFile(), false);
    float[] picture = new float[16 * 24];
    scenes.scenes(Split.TEST).read(0, picture, 0);
    try (INDArray input = Nd4j.createFromArray(picture).reshape(1, 1, 16, 24)) {
      assertThat(network.output(input).shape()).containsExactly(1, 2 * 7, 4, 6);
    } finally {
      network.close();
    }
  }

  @Test
  void showsWhatWasFound() {
    RecordedMetrics metrics = new RecordedMetrics();
    try (Training training =
        Runs.start(
            DETECTOR,
            SMALL.replace("cell", "shown: 3, cell"),
            scenes(40, 8),
            "{epochs: 2} 2",
            1,
            metrics)) {
      Runs.finish(training);
      List<Exhibit> exhibits = training.exhibits();
      Exhibit.Drawn drawn = (Exhibit.Drawn) exhibits.get(0);
      assertThat(drawn.svg().split("data:image/png;base64,", -1)).hasSize(1 + 3);
      assertThat(drawn.svg()).contains("class=\"there\"");
      Exhibit.Curves curves = (Exhibit.Curves) exhibits.get(1);
      assertThat(curves.lines()).hasSize(2);
      assertThat(curves.lines().get(0).x()).hasSize(101);
      Exhibit.Table table = (Exhibit.Table) exhibits.get(2);
      assertThat(table.rows()).hasSize(2);
      double ap = 0;
      for (List<String> row : table.rows()) {
        ap += Double.parseDouble(row.get(1)) / 200;
      }
      assertThat(ap).isCloseTo(Runs.last(metrics, "test/map"), within(1e-3));
    }
  }

  @Test
  void whatCannotBeIsToldInOneLine() {
    assertThatThrownBy(() -> Settings.of(DetectorConfig.class, "{cell: 6}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("6 is no power of 2");
    assertThatThrownBy(() -> Settings.of(DetectorConfig.class, "{filters: [4], cell: 8}"))
        .hasMessageContaining("cells of 8 pixels take at least 3 convolutions, not 1");
    DetectorConfig coarse = Settings.of(DetectorConfig.class, "{cell: 16}");
    assertThatThrownBy(() -> DETECTOR.supports(scenes(1, 1).spec(), coarse))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("16 pixels do not divide pictures of 24×16 into whole cells");
    assertThat(
            DETECTOR
                .supports(InMemoryExamples.ofClasses(List.of(2), List.of("a", "b")).spec(), coarse)
                .reason())
        .contains("it finds objects on scenes, not in a table");
  }
}
