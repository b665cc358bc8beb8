package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StratifiedBootstrapTest {
  private static RandomStream random() {
    return new SeedSequence(7).stream("bootstrap");
  }

  @Test
  void endsLieWhereTheWholeDistributionOfResamplesPutsThem() {
    for (JsonNode group : StatisticsFixture.read("exactBootstrap")) {
      double[] scores = StatisticsFixture.doubles(group.get("values"));
      Interval interval =
          StratifiedBootstrap.STANDARD.ofInterquartileMean(scores, random()).orElseThrow();
      assertThat(interval.low())
          .as(Arrays.toString(scores))
          .isBetween(group.get("q020").asDouble() - 1e-9, group.get("q030").asDouble() + 1e-9);
      assertThat(interval.high())
          .as(Arrays.toString(scores))
          .isBetween(group.get("q970").asDouble() - 1e-9, group.get("q980").asDouble() + 1e-9);
    }
  }

  @Test
  void equalStreamsGiveEqualIntervals() {
    double[] scores = {1, 5, 2, 8, 3};
    assertThat(StratifiedBootstrap.STANDARD.ofInterquartileMean(scores, random()))
        .isEqualTo(StratifiedBootstrap.STANDARD.ofInterquartileMean(scores, random()));
  }

  @Test
  void eachStratumIsResampledWithinItself() {
    // Every resample of the first group lies in [10, 12], of the second in [1, 3].
    StratifiedBootstrap bootstrap = new StratifiedBootstrap(500, 0.95);
    Interval interval =
        bootstrap
            .ofDifference(new double[] {10, 11, 12}, new double[] {1, 2, 3}, random())
            .orElseThrow();
    assertThat(interval.low()).isBetween(7.0, 9.0);
    assertThat(interval.high()).isBetween(9.0, 11.0);
  }

  @Test
  void resamplesAreThoseThatOneWouldDrawAndSort() {
    for (int n : new int[] {2, 3, 4, 5, 10, 23}) {
      RandomStream values = new SeedSequence(n).stream("values");
      double[] scores = values.doubles(n).map(v -> v < 0.3 ? 0.25 : v).toArray();
      double[] baseline = values.doubles(n + 1L).toArray();
      RandomGenerator random = random();
      double[] plain = new double[999];
      for (int i = 0; i < plain.length; i++) {
        plain[i] =
            InterquartileMean.of(resample(scores, random))
                - InterquartileMean.of(resample(baseline, random));
      }
      Arrays.sort(plain);
      // 999 sorted values: the 2.5 % percentile of type 7 lies at 998 * 0.025 = 24.95.
      assertThat(
              new StratifiedBootstrap(999, 0.95)
                  .ofDifference(scores, baseline, random())
                  .orElseThrow()
                  .low())
          .isEqualTo(plain[24] + (998 * 0.025 - 24) * (plain[25] - plain[24]), within(1e-15));
    }
  }

  private static double[] resample(double[] scores, RandomGenerator random) {
    double[] drawn = new double[scores.length];
    Arrays.setAll(drawn, i -> scores[random.nextInt(scores.length)]);
    return drawn;
  }

  @Test
  void oneScoreHasNoInterval() {
    assertThat(StratifiedBootstrap.STANDARD.ofInterquartileMean(new double[] {3}, random()))
        .isEmpty();
    assertThat(
            StratifiedBootstrap.STANDARD.ofDifference(
                new double[] {3}, new double[] {1, 2}, random()))
        .isEmpty();
  }

  @Test
  void equalScoresHaveAnIntervalWithoutWidth() {
    assertThat(StratifiedBootstrap.STANDARD.ofInterquartileMean(new double[] {4, 4}, random()))
        .contains(new Interval(4, 4));
  }
}
