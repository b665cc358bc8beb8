package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Simulates how often intervals hold what they should. With {@code -Densayo.coverage.trials=20000}
 * it prints the table of docs/statistics.md.
 */
class IntervalCoverageTest {
  /** Standard deviations by which a seed that fails falls behind. */
  private static final double FALL = 8;

  private static final double FAILING = 1.0 / 3;

  /** What scores are drawn from. */
  private enum Scores {
    NORMAL,
    WITH_FAILURES;

    double[] draw(int count, RandomStream random) {
      double[] scores = new double[count];
      for (int i = 0; i < count; i++) {
        double fall = this == WITH_FAILURES && random.nextDouble() < FAILING ? FALL : 0;
        scores[i] = random.nextGaussian() - fall;
      }
      return scores;
    }

    /** Of so many that more would not change it in the digits that matter. */
    double interquartileMean() {
      return this == NORMAL
          ? 0
          : InterquartileMean.of(draw(2_000_000, new SeedSequence(7).stream("all")));
    }
  }

  /** Share of intervals that hold the interquartile mean of the distribution. */
  private static double coverage(Scores scores, int count, int trials, int resamples) {
    StratifiedBootstrap bootstrap = new StratifiedBootstrap(resamples, 0.95);
    RandomStream random = new SeedSequence(11).child(scores.name()).stream("n" + count);
    double truth = scores.interquartileMean();
    int held = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] drawn = scores.draw(count, random);
      if (bootstrap.ofInterquartileMean(drawn, random).orElseThrow().contains(truth)) {
        held++;
      }
    }
    return (double) held / trials;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10})
  void theTableIsWhatIsSimulated(int count) {
    int trials = 1_500;
    IntervalCoverage told = IntervalCoverage.of(count).orElseThrow();
    // Three and a half standard errors of the share, and what 400 resamples blur.
    double error = 350 * Math.sqrt(0.15 / trials) + 0.5;
    assertThat(100 * coverage(Scores.NORMAL, count, trials, 400))
        .isCloseTo(told.percent(), within(error));
    assertThat(100 * coverage(Scores.WITH_FAILURES, count, trials, 400))
        .isCloseTo(told.percentWithFailures(), within(error));
  }

  @Test
  void numbersInBetweenTakeTheSmallerOne() {
    assertThat(IntervalCoverage.of(1)).isEmpty();
    assertThat(IntervalCoverage.of(11)).isEqualTo(IntervalCoverage.of(10));
    assertThat(IntervalCoverage.of(1000)).isPresent();
  }

  @Test
  void thePageOnStatisticsHasTheTable() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("ensayo.root"), "docs/statistics.md"));
    for (Map.Entry<Integer, IntervalCoverage> row : IntervalCoverage.TABLE.entrySet()) {
      assertThat(page).contains(line(row.getKey(), row.getValue()));
    }
  }

  private static String line(int count, IntervalCoverage coverage) {
    return "| "
        + count
        + " | "
        + coverage.percent()
        + " % | "
        + coverage.percentWithFailures()
        + " % |\n";
  }

  @Test
  @EnabledIfSystemProperty(named = "ensayo.coverage.trials", matches = "[0-9]+")
  void printsTheTable() {
    int trials = Integer.getInteger("ensayo.coverage.trials");
    int[] counts = {2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30};
    int[][] percent = new int[2][counts.length];
    Arrays.setAll(percent[0], i -> percent(coverage(Scores.NORMAL, counts[i], trials, 1_000)));
    Arrays.setAll(
        percent[1], i -> percent(coverage(Scores.WITH_FAILURES, counts[i], trials, 1_000)));
    for (int i = 0; i < counts.length; i++) {
      System.out.print(line(counts[i], new IntervalCoverage(percent[0][i], percent[1][i])));
    }
    assertThat(percent[0][counts.length - 1]).isBetween(90, 96);
  }

  private static int percent(double share) {
    return (int) Math.round(100 * share);
  }
}
