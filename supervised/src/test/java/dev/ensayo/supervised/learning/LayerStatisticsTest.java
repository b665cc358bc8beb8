package dev.ensayo.supervised.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.supervised.cnn.CnnProvider;
import dev.ensayo.supervised.fakes.InMemoryExamples;
import dev.ensayo.supervised.fakes.Runs;
import dev.ensayo.supervised.mlp.MlpConfig;
import dev.ensayo.supervised.mlp.MlpProvider;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code layerStatistics} of networks that learn. */
class LayerStatisticsTest {
  private static final MlpProvider MLP = new MlpProvider();
  private static final String LEARNING =
      "dropout: 0.2, learning: {batchSize: 4, updater: {type: adam, learningRate: 0.05}}";
  private static final String WATCHED = "{layerStatistics: true, " + LEARNING + "}";

  private static List<Exhibit.Curves> layers(Training training) {
    return training.exhibits().stream()
        .filter(exhibit -> exhibit.name().startsWith("layers-"))
        .map(Exhibit.Curves.class::cast)
        .toList();
  }

  /** Off by default; on, it adds metrics and changes none. */
  @Test
  void changesNothingThatIsLearned() {
    RecordedMetrics plain =
        Runs.run(MLP, "{" + LEARNING + "}", InMemoryExamples.xor(), "{epochs: 20} 5", 1);
    RecordedMetrics watched = Runs.run(MLP, WATCHED, InMemoryExamples.xor(), "{epochs: 20} 5", 1);
    assertThat(plain.values("layers/dead")).isEmpty();
    assertThat(watched.values("layers/dead")).hasSize(5);
    assertThat(watched.values("layers/gradient_reach")).hasSize(5).allMatch(reach -> reach > 0);
    for (String metric : List.of("train/loss", "train/grad_norm", "test/loss", "test/accuracy")) {
      assertThat(watched.values(metric)).isNotEmpty().isEqualTo(plain.values(metric));
    }
  }

  /** Of deeplearning4j when the study is checked, not when the run has begun. */
  @Test
  void anEngineThatDoesNotShowItsLayersIsRefused() {
    BackendConfig library = Settings.of(BackendConfig.class, "{engine: deeplearning4j}");
    Budget budget = Settings.of(Budget.class, "{epochs: 1}");
    assertThatThrownBy(
            () ->
                MLP.check(
                    Settings.of(MlpConfig.class, WATCHED), InMemoryExamples.xor(), budget, library))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo("layerStatistics"))
        .hasMessageContaining("takes backend.engine: compiled");
    MLP.check(
        Settings.of(MlpConfig.class, "{" + LEARNING + "}"),
        InMemoryExamples.xor(),
        budget,
        library);
    MLP.check(
        Settings.of(MlpConfig.class, WATCHED),
        InMemoryExamples.xor(),
        budget,
        BackendConfig.defaults());
  }

  @Test
  void isShownByDepthAndOverTime() {
    try (Training training =
        Runs.start(MLP, WATCHED, InMemoryExamples.xor(), "{epochs: 20} 5", 1, MetricSink.NONE)) {
      Runs.finish(training);
      List<Exhibit.Curves> shown = layers(training);
      assertThat(shown)
          .extracting(Exhibit::name)
          .containsExactly(
              "layers-spread-start",
              "layers-signal-start",
              "layers-gradient-start",
              "layers-gradient-end",
              "layers-mean",
              "layers-spread",
              "layers-gradient",
              "layers-dead");
      assertThat(shown.get(0).lines().get(0).x()).containsExactly(1.0, 2.0, 3.0);
      Exhibit.Curves over = shown.get(5);
      assertThat(over.horizontalLabel()).isEqualTo("epochs");
      assertThat(over.lines())
          .extracting(Exhibit.Curves.Line::label)
          .containsExactly("1 dense", "2 dense", "3 output");
      assertThat(over.lines().get(2).x()).containsExactly(0.0, 5.0, 10.0, 15.0, 20.0);
      assertThat(over.lines().get(0).y().get(0))
          .isCloseTo(shown.get(0).lines().get(0).y().get(0), within(0.0));
    }
  }

  @Test
  void goesOnFromACheckpoint() throws IOException {
    List<Exhibit.Curves> whole;
    byte[] state;
    try (Training training =
        Runs.start(MLP, WATCHED, InMemoryExamples.xor(), "{epochs: 20} 5", 1, MetricSink.NONE)) {
      while (training.position() < 10) {
        training.advance();
      }
      state = Runs.save(training);
      Runs.finish(training);
      whole = layers(training);
    }
    try (Training training =
        Runs.start(MLP, WATCHED, InMemoryExamples.xor(), "{epochs: 20} 5", 1, MetricSink.NONE)) {
      Runs.load(training, state);
      Runs.finish(training);
      assertThat(layers(training)).isEqualTo(whole);
    }
  }

  /** Images, more than are looked at side by side, and layers without parameters between. */
  @Test
  void ofConvolutionsToo() {
    InMemoryExamples images =
        InMemoryExamples.patterns(List.of(1, 28, 28), 2, List.of(8, 0, 300), 2);
    try (Training training =
        Runs.start(
            new CnnProvider(),
            "{layerStatistics: true, learning: {batchSize: 8}}",
            images,
            "{epochs: 1} 1",
            1,
            MetricSink.NONE)) {
      Runs.finish(training);
      assertThat(layers(training).get(5).lines())
          .extracting(Exhibit.Curves.Line::label)
          .anyMatch(label -> label.endsWith(" convolution"))
          .allMatch(
              label ->
                  label.matches("\\d (convolution|batch normalization|activation|dense|output)"));
    }
  }
}
