package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Simulates how often intervals hold what they should. With {@code -Densayo.coverage.trials=10000}
 * it prints the table of docs/statistics.md.
 */
class IntervalCoverageTest {
  /** Standard deviations by which a seed that fails falls behind. */
  private static final double FALL = 8;

  private static final double FAILING = 1.0 / 3;

  /** What scores are drawn from. */
  private enum Scores {
    NORMAL,
    WITH_FAILURES,
    /** The exponential of normal ones: mean 1.65, median 1, and a long tail above. */
    SKEWED;

    double[] draw(int count, RandomStream random) {
      double[] scores = new double[count];
      for (int i = 0; i < count; i++) {
        double fall = this == WITH_FAILURES && random.nextDouble() < FAILING ? FALL : 0;
        double normal = random.nextGaussian();
        scores[i] = this == SKEWED ? Math.exp(normal) : normal - fall;
      }
      return scores;
    }

    /** Of so many that more would not change it in the digits that matter. */
    double interquartileMean() {
      return this == NORMAL
          ? 0
          : InterquartileMean.of(draw(2_000_000, new SeedSequence(7).stream("all")));
    }

    double told(IntervalCoverage coverage) {
      return switch (this) {
        case NORMAL -> coverage.percent();
        case WITH_FAILURES -> coverage.percentWithFailures();
        case SKEWED -> coverage.percentSkewed();
      };
    }
  }

  private static Interval interval(
      IntervalMethod method, double[] scores, int resamples, RandomStream random) {
    return (method == IntervalMethod.PERCENTILE
            ? new StratifiedBootstrap(resamples, 0.95).ofInterquartileMean(scores, random)
            : new AcceleratedBootstrap(resamples, 0.95)
                .of(Statistic.INTERQUARTILE_MEAN, scores, random))
        .orElseThrow();
  }

  /** Percent of intervals that hold the interquartile mean of the distribution. */
  private static double coverage(
      IntervalMethod method, Scores scores, int count, int trials, int resamples) {
    RandomStream random = new SeedSequence(11).child(scores.name()).stream("n" + count);
    double truth = scores.interquartileMean();
    int held = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] drawn = scores.draw(count, random);
      if (interval(method, drawn, resamples, random).contains(truth)) {
        held++;
      }
    }
    return 100.0 * held / trials;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10})
  void theTableIsWhatIsSimulated(int count) {
    int trials = 1_000;
    // Three and a half standard errors of the share, and what 300 resamples blur.
    double error = 350 * Math.sqrt(0.15 / trials) + 0.7;
    for (IntervalMethod method : IntervalMethod.values()) {
      IntervalCoverage told = IntervalCoverage.of(count, method).orElseThrow();
      for (Scores scores : Scores.values()) {
        assertThat(coverage(method, scores, count, trials, 300))
            .as("%s of %s", method, scores)
            .isCloseTo(scores.told(told), within(error));
      }
    }
  }

  @Test
  void numbersInBetweenTakeTheSmallerOne() {
    IntervalMethod method = IntervalMethod.PERCENTILE;
    assertThat(IntervalCoverage.of(1, method)).isEmpty();
    assertThat(IntervalCoverage.of(11, method)).isEqualTo(IntervalCoverage.of(10, method));
    assertThat(IntervalCoverage.of(1000, method)).isPresent();
  }

  @Test
  void thePageOnStatisticsHasTheTable() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("ensayo.root"), "docs/statistics.md"));
    for (int count : IntervalCoverage.COUNTS) {
      assertThat(page)
          .contains(
              line(
                  count,
                  IntervalCoverage.of(count, IntervalMethod.PERCENTILE).orElseThrow(),
                  IntervalCoverage.of(count, IntervalMethod.BCA).orElseThrow()));
    }
  }

  private static String line(int count, IntervalCoverage percentile, IntervalCoverage accelerated) {
    return Stream.of(percentile, accelerated)
        .flatMap(
            each -> Stream.of(each.percent(), each.percentWithFailures(), each.percentSkewed()))
        .map(percent -> percent + " %")
        .collect(Collectors.joining(" | ", "| " + count + " | ", " |\n"));
  }

  @Test
  @EnabledIfSystemProperty(named = "ensayo.coverage.trials", matches = "[0-9]+")
  void printsTheTable() {
    int trials = Integer.getInteger("ensayo.coverage.trials");
    StringBuilder code = new StringBuilder();
    for (int count : IntervalCoverage.COUNTS) {
      IntervalCoverage[] both =
          Arrays.stream(IntervalMethod.values())
              .map(method -> simulated(method, count, trials))
              .toArray(IntervalCoverage[]::new);
      System.out.print(line(count, both[0], both[1]));
      code.append(count).append(": ").append(Arrays.toString(both)).append('\n');
      assertThat(both[0].percent()).isBetween(40, 97);
    }
    System.out.print(code);
  }

  private static IntervalCoverage simulated(IntervalMethod method, int count, int trials) {
    int[] percent =
        Arrays.stream(Scores.values())
            .mapToInt(scores -> (int) Math.round(coverage(method, scores, count, trials, 1_000)))
            .toArray();
    return new IntervalCoverage(percent[0], percent[1], percent[2]);
  }
}
