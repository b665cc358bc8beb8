package dev.ensayo.sequence.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.series.Series;
import dev.ensayo.core.series.SeriesParts;
import dev.ensayo.core.series.SeriesSpec;
import dev.ensayo.core.training.Training;
import dev.ensayo.sequence.autoregression.AutoregressionProvider;
import dev.ensayo.sequence.fakes.MemorySeries;
import dev.ensayo.sequence.fakes.Runs;
import dev.ensayo.sequence.naive.NaiveConfig;
import dev.ensayo.sequence.naive.NaiveProvider;
import dev.ensayo.sequence.sequencemodel.SequenceModelProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that forecast, beside NumPy and beside the best that can be done. */
class SeriesAgentsTest {
  private static <C extends Record> Runs<C> runs(
      AgentProvider<C> provider, String settings, MemorySeries series, int updates) {
    return new Runs<>(
        provider, settings, series, "{updates: " + updates + "}", updates, updates, 1);
  }

  private static double last(RecordedMetrics metrics, String metric) {
    List<Double> values = metrics.values(metric);
    return values.get(values.size() - 1);
  }

  /** y = 1, 2, 4, 8, 16, 32, of which 1 to 8 are learned from; two moments ahead, S = 2. */
  private static Series powers() {
    return new Series(
        new SeriesSpec(ImmutableList.of("y"), 0, 1, 2, 2),
        new double[][] {{1, 2, 4, 8, 16, 32}},
        new SeriesParts(4, 4, 6, 1),
        ImmutableList.of(AnswerScale.NONE),
        Optional.empty());
  }

  @Test
  void errorsAreThoseOfAHandComputation() {
    Series series = powers();
    // The only origin is moment 3, where y is 8: errors 16 − 8 and 32 − 8; one season ago 4 and 8.
    assertThat(series.origins(Split.TEST)).containsExactly(3);
    assertThat(new NaiveForecaster(series, 1).forecast(new int[] {3})[0]).containsExactly(8, 8);
    assertThat(new NaiveForecaster(series, 2).forecast(new int[] {3})[0]).containsExactly(4, 8);
    RecordedMetrics metrics = runs(new NaiveProvider(), "{}", new MemorySeries(series), 3).run();
    assertThat(last(metrics, "test/rmse")).isEqualTo(Math.sqrt((8 * 8 + 24 * 24) / 2.0));
    assertThat(last(metrics, "test/mae")).isEqualTo(16);
    // Changes of the training part: 1, 2, 4 over one moment; 3, 6 over two.
    assertThat(last(metrics, "test/mase")).isCloseTo(16 / (7 / 3.0), within(1e-12));
    assertThat(last(metrics, "test/seasonal_mase")).isCloseTo(16 / 4.5, within(1e-12));
    assertThat(last(metrics, "test/seasonal_naive_mae")).isEqualTo((12 + 24) / 2.0);
    assertThat(metrics.values("valid/rmse")).isEmpty();
  }

  private static void assertErrors(RecordedMetrics metrics, Fixture fixture, String forecast) {
    for (String part : List.of("valid", "test")) {
      Fixture expected = fixture.at(part).at(forecast);
      for (String error : List.of("rmse", "mae", "mase", "seasonal_mase")) {
        assertThat(last(metrics, part + "/" + error))
            .as("%s of %s, %s", error, forecast, part)
            .isCloseTo(expected.number(error), within(1e-9));
      }
    }
  }

  @Test
  void errorsAndMaseAreThoseOfNumpy() throws IOException {
    Fixture fixture = MemorySeries.fixture();
    MemorySeries series = MemorySeries.ofFixture(fixture);
    for (Split split : List.of(Split.VALID, Split.TEST)) {
      assertThat(series.numbers().origins(split))
          .containsExactly(fixture.at(split.label()).integers("origins"));
    }
    assertErrors(runs(new NaiveProvider(), "{}", series, 5).run(), fixture, "naive");
    assertErrors(
        runs(new NaiveProvider(), "{repeat: season}", series, 5).run(), fixture, "seasonal");
    assertErrors(
        runs(new AutoregressionProvider(), "{}", series, 5).run(), fixture, "autoregression");
  }

  @Test
  void theReferencesStandInEveryRun() throws IOException {
    Fixture fixture = MemorySeries.fixture();
    RecordedMetrics metrics =
        runs(new AutoregressionProvider(), "{}", MemorySeries.ofFixture(fixture), 5).run();
    Fixture test = fixture.at("test");
    for (String error : List.of("rmse", "mae", "mase")) {
      assertThat(last(metrics, "test/naive_" + error))
          .isCloseTo(test.at("naive").number(error), within(1e-9));
      assertThat(last(metrics, "test/seasonal_naive_" + error))
          .isCloseTo(test.at("seasonal").number(error), within(1e-9));
    }
    assertThat(metrics.entries()).allMatch(e -> ForecastScoring.METRICS.contains(e.metric()));
  }

  @Test
  void weightsAreThoseOfNumpyInTheUnitsOfTheColumns(@TempDir Path folder) throws IOException {
    Fixture fixture = MemorySeries.fixture();
    try (Training training =
        runs(new AutoregressionProvider(), "{}", MemorySeries.ofFixture(fixture), 1)
            .start((c, s, m, v) -> {})) {
      Runs.finish(training);
      training.writeModel(folder);
    }
    double[] expected = fixture.numbers("weights");
    List<String> lines = Files.readAllLines(folder.resolve("weights.csv"));
    assertThat(lines.get(2)).startsWith("1,\"y\",1,");
    for (int i = 0; i < expected.length; i++) {
      double weight = Double.parseDouble(Splitter.on(',').splitToList(lines.get(i + 1)).get(3));
      assertThat(weight).isCloseTo(expected[i], within(1e-9));
    }
  }

  @Test
  void aPenaltyShrinksAndLagsThatDependOnEachOtherAreNoMatter() {
    MemorySeries series = MemorySeries.autoregressive(400, 6, 3);
    double free = last(runs(new AutoregressionProvider(), "{}", series, 1).run(), "test/rmse");
    RecordedMetrics shrunk = runs(new AutoregressionProvider(), "{ridge: 100}", series, 1).run();
    // With no weight left all that is said is the mean, whose error is the deviation.
    assertThat(last(shrunk, "test/rmse")).isGreaterThan(2 * free);
    double[] line = new double[60];
    for (int t = 0; t < line.length; t++) {
      line[t] = 3 + 2 * t;
    }
    MemorySeries straight =
        new MemorySeries(
            new Series(
                new SeriesSpec(ImmutableList.of("x"), 0, 8, 1, 1),
                new double[][] {line},
                new SeriesParts(40, 40, 60, 1),
                ImmutableList.of(AnswerScale.standardizing(40, i -> line[i])),
                Optional.empty()));
    assertThat(last(runs(new AutoregressionProvider(), "{}", straight, 1).run(), "test/rmse"))
        .isLessThan(1e-9);
  }

  @Test
  void aRestoredRunGoesOnAsIfNothingHadHappened() throws IOException {
    MemorySeries series = MemorySeries.ofFixture(MemorySeries.fixture());
    for (Runs<?> runs :
        List.of(
            new Runs<>(
                new SequenceModelProvider(),
                "{cell: lstm, hiddenUnits: 4, batchSize: 16, dropout: 0.2}",
                series,
                "{updates: 10}",
                3,
                3,
                1),
            runs(new NaiveProvider(), "{}", series, 5),
            runs(new AutoregressionProvider(), "{}", series, 5))) {
      RecordedMetrics whole = runs.run();
      assertThat(runs.runInPieces()).isEqualTo(whole.entries());
      assertThat(runs.provider().metrics())
          .containsAll(whole.entries().stream().map(RecordedMetrics.Entry::metric).toList());
    }
  }

  @Test
  void bothEnginesForecastTheSame() throws IOException {
    Runs<?> runs =
        runs(
            new SequenceModelProvider(),
            "{cell: gru, hiddenUnits: 4}",
            MemorySeries.ofFixture(MemorySeries.fixture()),
            10);
    Runs.assertClose(runs.onDeeplearning4j().run(), runs.run(), 1e-4);
  }

  @Test
  void whatCameIsDrawnBesideForecasts() throws IOException {
    try (Training training =
        runs(new NaiveProvider(), "{}", MemorySeries.ofFixture(MemorySeries.fixture()), 1)
            .start((c, s, m, v) -> {})) {
      Runs.finish(training);
      List<Exhibit> exhibits = training.exhibits();
      assertThat(exhibits)
          .extracting(Exhibit::name)
          .containsExactly("forecast-errors", "forecast", "errors-ahead");
      Exhibit.Table table = (Exhibit.Table) exhibits.get(0);
      assertThat(table.rows())
          .extracting(row -> row.get(0))
          .containsExactly("this model", "naive", "seasonal naive");
      assertThat(table.rows().get(0).subList(1, 4)).isEqualTo(table.rows().get(1).subList(1, 4));
      Exhibit.Curves drawn = (Exhibit.Curves) exhibits.get(1);
      // The test part begins with moment 73, counted from 1; origins are two moments apart.
      assertThat(drawn.lines().get(0).x()).hasSize(28).startsWith(73.0, 74.0);
      assertThat(drawn.lines().get(1).x()).hasSize(13).startsWith(73.0, 75.0);
      assertThat(drawn.lines().get(2).x()).startsWith(75.0, 77.0);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    SeriesSpec spec = powers().spec();
    SeriesSpec seasonless = new SeriesSpec(ImmutableList.of("y"), 0, 4, 1, 1);
    assertThatThrownBy(
            () ->
                new NaiveProvider()
                    .supports(seasonless, Settings.of(NaiveConfig.class, "{repeat: season}")))
        .hasMessageContaining("set environment.season");
    AutoregressionProvider regression = new AutoregressionProvider();
    assertThatThrownBy(
            () -> regression.supports(spec, Settings.of(regression.configType(), "{lags: 2}")))
        .hasMessageContaining("environment.window is 1");
    SequenceModelProvider model = new SequenceModelProvider();
    assertThatThrownBy(
            () -> model.supports(spec, Settings.of(model.configType(), "{stopAtLoss: 0.1}")))
        .hasMessageContaining("the test part");
  }

  @Test
  @Tag("learning")
  void theBestErrorIsReached() {
    MemorySeries series = MemorySeries.autoregressive(2000, 8, 1);
    // Of 8 weights learned from 1,200 moments the error is about 8 / 2,400 above the best.
    assertThat(
            last(runs(new AutoregressionProvider(), "{}", series, 1).run(), "test/relative_rmse"))
        .isBetween(0.99, 1.015);
    assertThat(last(runs(new NaiveProvider(), "{}", series, 1).run(), "test/relative_rmse"))
        .isGreaterThan(1.3);
    RecordedMetrics learned =
        runs(
                new SequenceModelProvider(),
                "{cell: gru, hiddenUnits: 8, updater: {type: adam, learningRate: 1e-2},"
                    + " gradientReach: false}",
                series,
                1000)
            .run();
    assertThat(learned.values("test/relative_rmse").get(0)).isGreaterThan(1.5);
    assertThat(last(learned, "test/relative_rmse")).isBetween(0.97, 1.05);
  }
}
