package dev.ensayo.environments.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.series.BestForecast;
import dev.ensayo.core.series.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastSeriesTest {
  private static final SeedSequence SEEDS = new SeedSequence(1);

  @TempDir private Path folder;

  private static ForecastSeries open(String settings) {
    return new ForecastSeries(Settings.of(SeriesConfig.class, settings));
  }

  private String csv(String text, String more) throws IOException {
    Path file = Files.writeString(folder.resolve("s.csv"), text);
    return "source: {type: csv, file: " + file + more + "}";
  }

  private AbstractThrowableAssert<?, ?> refused(String text, String ofSource, String more)
      throws IOException {
    String settings = "{" + csv(text, ofSource) + more + "}";
    return assertThatThrownBy(() -> open(settings)).isInstanceOf(InvalidSettingException.class);
  }

  private static String rows(int count) {
    StringBuilder text = new StringBuilder("t,a,b\n");
    IntStream.range(0, count).forEach(i -> text.append("%s,%s,%s%n".formatted(i, i * i, i % 3)));
    return text.toString();
  }

  @Test
  void scalesAreMeasuredOnTheTrainingPartAlone() throws IOException {
    // Of 10 rows the first 6 are learned from: b is 0, 1, 2, 0, 1, 2 there; a is 0 to 25.
    String more = ", target: b, inputs: [a]";
    String settings = ", window: 2, split: {train: 0.6, test: 0.4}, scale: ";
    Series before = open("{" + csv(rows(10), more) + settings + "standardize}").series(SEEDS);
    assertThat(before.targetScale().origin()).isCloseTo(1, within(1e-12));
    assertThat(before.targetScale().unit()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-12));
    String changed = rows(10).replace("6,36,0", "6,-500,77").replace("9,81,0", "9,1e9,-1e9");
    Series after = open("{" + csv(changed, more) + settings + "standardize}").series(SEEDS);
    assertThat(after.value(0, 6)).isEqualTo(-500);
    for (int c = 0; c < 2; c++) {
      assertThat(after.scale(c)).isEqualTo(before.scale(c));
    }
    Series minMax = open("{" + csv(changed, more) + settings + "min-max}").series(SEEDS);
    assertThat(minMax.scale(0).origin()).isZero();
    assertThat(minMax.scale(0).unit()).isEqualTo(25);
    assertThat(minMax.targetScale().unit()).isEqualTo(2);
  }

  @Test
  void aFileGivesItsColumnsInTheirUnits() throws IOException {
    Series series = open("{" + csv(rows(40), ", time: t, inputs: [a]") + "}").series(SEEDS);
    assertThat(series.spec().columns()).containsExactly("a", "b");
    assertThat(series.spec().targetName()).isEqualTo("b");
    assertThat(series.value(0, 7)).isEqualTo(49);
    assertThat(series.target(7)).isEqualTo(1);
    assertThat(series.best()).isEmpty();
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws IOException {
    refused(rows(40), ", target: c", "")
        .hasMessageContaining("has no column 'c'; ")
        .hasMessageContaining("known: t, a, b");
    refused(rows(40), ", inputs: [aa]", "").hasMessageContaining("did you mean 'a'?");
    refused(rows(40).replace("7,49,1", "7,49,"), "", "")
        .hasMessageContaining("line 9: column 'b' has a gap")
        .hasMessageContaining("fill it");
    refused(rows(40).replace("7,49,1", "7,49,many"), "", "").hasMessageContaining("line 9");
    refused(rows(40).replace("7,49,1\n", ""), ", time: t", "")
        .hasMessageContaining("line 9: in column 't' '8' follows '6'")
        .hasMessageContaining("all equal");
    refused(rows(12), "", "")
        .hasMessageContaining(
            "window: 12 and horizon: 1 need at least 13 moments to learn from; the training part"
                + " has 8 of the series' 12");
    refused(rows(40), "", ", season: 30").hasMessageContaining("season of 30 moments");
    refused(rows(40), "", ", horizon: 9, split: {train: 0.8, test: 0.2}")
        .hasMessageContaining("the test part has 8 of the series' 40 moments");
    refused(rows(40), "", ", split: {train: 1}").hasMessageContaining("the test part has 0");
    refused("x\n" + "3\n".repeat(50), "", "")
        .hasMessageContaining("column 'x' is 3.0 at all 35 moments of the training part");
    assertThatThrownBy(() -> open("{source: {type: ar2, first: 0.6, second: 0.5}}"))
        .hasMessageContaining("not stationary");
    assertThatThrownBy(() -> open("{source: {type: csv, file: /no/such/file.csv}}"))
        .hasMessageContaining("/no/such/file.csv");
  }

  @Test
  void momentsAreNumbersMonthsOrDays() throws IOException {
    for (String moments :
        new String[] {
          "0.1 0.2 0.3 0.4",
          "1949-11 1949-12 1950-01 1950-02",
          "1949-01-31 1949-02-01 1949-02-02",
          "1949-01-01 1949-02-01 1949-03-01"
        }) {
      open(timed(moments));
    }
    assertThatThrownBy(() -> open(timed("1949-11 1949-12 1950-02")))
        .hasMessageContaining("line 4: in column 'when' '1950-02' follows '1949-12'");
    assertThatThrownBy(() -> open(timed("1949-01-01 1949-02-01 1949-04-01")))
        .hasMessageContaining("line 4");
    assertThatThrownBy(() -> open(timed("2 1 0"))).hasMessageContaining("forwards");
    assertThatThrownBy(() -> open(timed("May June July"))).hasMessageContaining("line 2");
  }

  private String timed(String moments) throws IOException {
    StringBuilder text = new StringBuilder("when,x\n");
    int row = 0;
    for (String moment : Splitter.on(' ').split(moments)) {
      text.append(moment).append(',').append(row++ % 2).append('\n');
    }
    return "{"
        + csv(text.toString(), ", time: when, header: true")
        + ", window: 1, split: {train: 0.67, test: 0.33}}";
  }

  @Test
  void theAirlinesPassengersAreThere() {
    Series series =
        open("{source: airline-passengers, split: {train: 0.67, test: 0.33}}").series(SEEDS);
    assertThat(series.parts().length()).isEqualTo(144);
    assertThat(series.parts().trainEnd()).isEqualTo(96);
    assertThat(series.spec().season()).isEqualTo(12);
    // Sums over R's datasets::AirPassengers, the second weighted by 1 to 144.
    assertThat(IntStream.range(0, 144).mapToDouble(series::target).sum()).isEqualTo(40363);
    assertThat(IntStream.range(0, 144).mapToDouble(t -> (t + 1) * series.target(t)).sum())
        .isEqualTo(3587478);
    assertThat(series.target(0)).isEqualTo(112);
    assertThat(series.target(143)).isEqualTo(432);
  }

  @Test
  void whatIsDrawnComesFromTheSeed() {
    ForecastSeries drawn = open("{}");
    double first = drawn.series(SEEDS).target(5);
    assertThat(drawn.series(SEEDS).target(5)).isEqualTo(first);
    assertThat(drawn.series(new SeedSequence(2)).target(5)).isNotEqualTo(first);
    ForecastSeries fixed = open("{seed: 3}");
    assertThat(fixed.series(SEEDS).target(5))
        .isEqualTo(fixed.series(new SeedSequence(2)).target(5));
  }

  /** The root of the mean squared error of the best forecast over all origins. */
  private static double bestError(Series series, int ahead) {
    BestForecast best = series.best().orElseThrow();
    int count = series.parts().length() - 1 - ahead;
    double squares =
        IntStream.range(1, 1 + count)
            .mapToDouble(t -> series.target(t + ahead) - best.at(t, ahead))
            .map(error -> error * error)
            .sum();
    return Math.sqrt(squares / count);
  }

  @Test
  void theBestErrorOfAnAutoregressionIsKnown() {
    Series series =
        open("{source: {type: ar2, length: 50000, noise: 2}, split: {train: 0.5, test: 0.5}}")
            .series(SEEDS);
    BestForecast best = series.best().orElseThrow();
    double one = 1.5 * series.target(40) - 0.75 * series.target(39);
    assertThat(best.at(40, 1)).isEqualTo(one);
    assertThat(best.at(40, 2)).isEqualTo(1.5 * one - 0.75 * series.target(40));
    // One moment ahead σ; two ahead σ √(1 + φ1²). Of 50,000 errors the root is within 1 %.
    assertThat(bestError(series, 1)).isCloseTo(2, within(0.02));
    assertThat(bestError(series, 2)).isCloseTo(2 * Math.sqrt(1 + 1.5 * 1.5), within(0.04));
  }

  @Test
  void theBestErrorOfASeasonIsItsNoise() {
    Series series = open("{source: {type: seasonal, length: 50000, noise: 0.5}}").series(SEEDS);
    assertThat(series.spec().season()).isEqualTo(12);
    assertThat(bestError(series, 1)).isCloseTo(0.5, within(0.005));
    assertThat(bestError(series, 30)).isCloseTo(0.5, within(0.005));
  }

  @Test
  void mackeyGlassIsThatOfPython() throws IOException {
    double[] expected = Fixture.read(getClass(), "mackey-glass.json").numbers("values");
    MackeyGlassSeries series =
        new MackeyGlassSeries(
            Settings.of(SeriesSource.MackeyGlass.class, "{length: " + expected.length + "}"));
    // Chaos makes 1e-16 grow tenfold in some 350 units of time.
    assertThat(series.solve(1.2)).containsExactly(expected, within(1e-9));
  }

  @Test
  void mackeyGlassIsSeenThroughNoise() {
    assertThat(bestError(open("{source: mackey-glass}").series(SEEDS), 3)).isZero();
    Series noisy = open("{source: {type: mackey-glass, length: 20000, noise: 0.1}}").series(SEEDS);
    assertThat(bestError(noisy, 1)).isCloseTo(0.1, within(0.002));
    assertThat(noisy.origins(Split.TEST)).isNotEmpty();
  }
}
