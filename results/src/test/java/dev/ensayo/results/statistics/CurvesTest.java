package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.metrics.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static Curve curve(double... values) {
    return new Curve(
        Clock.ENVIRONMENT_STEP,
        LongStream.range(0, values.length).map(i -> 100 * i).toArray(),
        values);
  }

  @Test
  void bandsEqualSciPys() {
    for (JsonNode band : StatisticsFixture.read("bands")) {
      List<Curve> seeds =
          Arrays.stream(StatisticsFixture.doubles(band.get("values")))
              .mapToObj(CurvesTest::curve)
              .toList();
      MeanCurve mean = MeanCurve.of(CurveGrid.over(seeds), seeds);
      assertThat(mean.low()[0]).isCloseTo(band.get("low").asDouble(), within(1e-6));
      assertThat(mean.high()[0]).isCloseTo(band.get("high").asDouble(), within(1e-6));
    }
  }

  @Test
  void oneSeedHasNoBandAndNaNIsLeftOut() {
    List<Curve> seeds = List.of(curve(1, 2, Double.NaN), curve(3, Double.NaN, Double.NaN));
    MeanCurve mean = MeanCurve.of(CurveGrid.over(seeds), seeds);
    assertThat(mean.positions()).containsExactly(0, 100, 200);
    assertThat(mean.counts()).containsExactly(2, 1, 0);
    assertThat(mean.mean()).containsExactly(2, 2, Double.NaN);
    assertThat(mean.low()[1]).isNaN();
    assertThat(mean.hasBand()).isTrue();
    assertThat(MeanCurve.of(CurveGrid.over(seeds), List.of(curve(1, 2, 3))).hasBand()).isFalse();
  }

  @Test
  void curvesWithStepsOfTheirOwnAreAveragedInBinsRunByRun() {
    // The first run has three episodes in the last bin (621..640), the second one: means 2 and 10.
    Curve first =
        new Curve(Clock.ENVIRONMENT_STEP, new long[] {5, 631, 635, 639}, new double[] {0, 1, 2, 3});
    Curve second = new Curve(Clock.ENVIRONMENT_STEP, new long[] {7, 640}, new double[] {4, 10});
    CurveGrid grid = CurveGrid.over(List.of(first, second));
    assertThat(grid.isBinned()).isTrue();
    MeanCurve mean = MeanCurve.of(grid, List.of(first, second));
    assertThat(mean.positions()).hasSize(CurveGrid.BINS);
    assertThat(mean.positions()[31]).isEqualTo(630);
    assertThat(mean.mean()[31]).isEqualTo(6);
    assertThat(mean.mean()[0]).isEqualTo(2);
    assertThat(mean.mean()[15]).isNaN();
  }

  @Test
  void manyTestsAreBinned() {
    double[] values = new double[1000];
    CurveGrid grid = CurveGrid.over(List.of(curve(values), curve(values)));
    assertThat(grid.isBinned()).isTrue();
    assertThat(grid.align(curve(values))).hasSize(CurveGrid.BINS).containsOnly(0.0);
  }

  @Test
  void aCurveThatStoppedEarlyStillFits() {
    List<Curve> seeds = List.of(curve(1, 2, 3), curve(5));
    assertThat(MeanCurve.of(CurveGrid.over(seeds), seeds).mean()).containsExactly(3, 2, 3);
  }

  @Test
  void scoreIsTheMeanOfTheLastValues() {
    assertThat(curve(1, 2, 6).lastMean(1)).hasValue(6);
    assertThat(curve(1, 2, 6).lastMean(2)).hasValue(4);
    assertThat(curve(1, 2, 6).lastMean(9)).hasValue(3);
    assertThat(curve().lastMean(1)).isEmpty();
  }

  @Test
  void meanLevelIsTheAreaOverTheLength() {
    // Trapezoids: 100 · (0 + 10) / 2 + 100 · (10 + 10) / 2 = 1500, over 200 steps.
    assertThat(curve(0, 10, 10).meanLevel()).hasValue(7.5);
    assertThat(curve(3).meanLevel()).isEmpty();
  }

  @Test
  void stepsMustNotDecrease() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Curve(Clock.UPDATE, new long[] {2, 1}, new double[2]))
        .withMessageContaining("step 1 comes after step 2");
  }

  @Test
  void seedsThatNeverReachTheThresholdAreNamedAndCountAsLarger() {
    StepsToThreshold steps =
        StepsToThreshold.of(
            Map.of(3L, curve(0, 5, 9), 1L, curve(0, 9, 0), 2L, curve(0, 0, 0)), v -> v >= 9);
    assertThat(steps.reached()).containsExactly(Map.entry(1L, 100L), Map.entry(3L, 200L));
    assertThat(steps.censored()).containsExactly(2L);
    assertThat(steps.median()).hasValue(200);
  }

  @Test
  void medianIsUnknownWhenHalfIsCensored() {
    assertThat(StepsToThreshold.of(Map.of(1L, curve(9), 2L, curve(0)), v -> v >= 9).median())
        .isEmpty();
    assertThat(StepsToThreshold.of(Map.of(), v -> v >= 9).median()).isEmpty();
  }

  @Test
  void profileCountsTheRunsAtOrBeyond() {
    PerformanceProfile profile = new PerformanceProfile(new double[] {500, 9, 500, 300});
    assertThat(profile.atLeast(0)).isEqualTo(1);
    assertThat(profile.atLeast(300)).isEqualTo(0.75);
    assertThat(profile.atLeast(500)).isEqualTo(0.5);
    assertThat(profile.atLeast(501)).isEqualTo(0);
    assertThat(profile.atMost(9)).isEqualTo(0.25);
  }
}
