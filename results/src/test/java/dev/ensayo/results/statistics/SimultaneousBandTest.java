package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimultaneousBandTest {
  private static RandomStream random() {
    return new SeedSequence(9).stream("band");
  }

  /** Runs whose deviations at different points are uncorrelated: columns of Helmert's matrix. */
  private static List<double[]> uncorrelated(int runs, int points) {
    List<double[]> aligned = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      double[] values = new double[points];
      for (int t = 0; t < points; t++) {
        values[t] = run < t + 1 ? 1 : run == t + 1 ? -(t + 1) : 0;
      }
      aligned.add(values);
    }
    return aligned;
  }

  @Test
  void uncorrelatedPointsNeedTheFactorThatIntegrationGives() {
    for (JsonNode one : StatisticsFixture.read("comparisons.json", "supt")) {
      int points = one.get("points").asInt();
      int runs = one.get("freedom").asInt() + 1;
      double expected = one.get("factor").asDouble();
      double factor =
          SimultaneousBand.factor(uncorrelated(runs, points), SimultaneousBand.DRAWS, random());
      // 10,000 draws leave about one percent.
      assertThat(factor).as(one.toString()).isCloseTo(expected, within(0.03 * expected));
    }
  }

  @Test
  void pointsThatMoveTogetherNeedNoMoreThanOne() {
    List<double[]> alike =
        List.of(new double[] {1, 2, 3}, new double[] {4, 8, 12}, new double[] {2, 4, 6});
    List<double[]> one = List.of(new double[] {1}, new double[] {4}, new double[] {2});
    assertThat(SimultaneousBand.factor(alike, 500, random()))
        .isCloseTo(SimultaneousBand.factor(one, 500, random()), within(1e-9))
        .isCloseTo(4.3027, within(1e-4));
  }

  @Test
  void holdsTheWholeCurveAsOftenAsItSays() {
    RandomStream random = new SeedSequence(10).stream("curves");
    int trials = 250;
    int whole = 0;
    int pointwise = 0;
    for (int trial = 0; trial < trials; trial++) {
      List<double[]> runs = new ArrayList<>();
      for (int run = 0; run < 6; run++) {
        double level = random.nextGaussian();
        runs.add(random.doubles(8).map(v -> level + random.nextGaussian()).toArray());
      }
      double factor = SimultaneousBand.factor(runs, 1_000, random);
      whole += holds(runs, factor) ? 1 : 0;
      pointwise += holds(runs, 2.5706) ? 1 : 0; // Student's 97.5 % of five degrees of freedom
    }
    // Three standard errors of the share, 4.1 points.
    assertThat(100.0 * whole / trials).isBetween(90.0, 98.8);
    assertThat(100.0 * pointwise / trials).isLessThan(88);
  }

  /** Whether zero, the mean of all that are drawn, lies within the band at every point. */
  private static boolean holds(List<double[]> runs, double factor) {
    for (int t = 0; t < runs.get(0).length; t++) {
      int at = t;
      double[] values = runs.stream().mapToDouble(run -> run[at]).toArray();
      double mean = Statistic.MEAN.applyAsDouble(values);
      double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
      double error = Math.sqrt(square / (values.length - 1) / values.length);
      if (Math.abs(mean) > factor * error) {
        return false;
      }
    }
    return true;
  }

  @Test
  void valuesThatAreMissingAreLeftOutAndNoSpreadGivesNoFactor() {
    assertThat(
            SimultaneousBand.factor(
                List.of(
                    new double[] {1, Double.NaN},
                    new double[] {4, 2},
                    new double[] {2, Double.NaN}),
                500,
                random()))
        .isCloseTo(4.303, within(0.001)); // Student's 97.5 % of two degrees of freedom
    assertThat(SimultaneousBand.factor(List.of(new double[] {1}, new double[] {1}), 500, random()))
        .isNaN();
  }
}
