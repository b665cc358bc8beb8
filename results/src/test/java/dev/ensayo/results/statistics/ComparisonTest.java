package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void welchAndProbabilityOfImprovementEqualSciPys() {
    JsonNode pairs = StatisticsFixture.read("pairs");
    assertThat(pairs.size()).isEqualTo(8);
    for (JsonNode pair : pairs) {
      double[] x = StatisticsFixture.doubles(pair.get("x"));
      double[] y = StatisticsFixture.doubles(pair.get("y"));
      WelchTest test = WelchTest.of(x, y).orElseThrow();
      assertThat(test.t()).isCloseTo(pair.get("t").asDouble(), CLOSE);
      assertThat(test.p()).isCloseTo(pair.get("p").asDouble(), CLOSE);
      assertThat(ProbabilityOfImprovement.of(x, y))
          .isCloseTo(pair.get("improvement").asDouble(), CLOSE);
    }
  }

  @Test
  void welchOnStudentsSleepDataEqualsThePublishedValue() {
    // R's example(t.test): t.test(extra ~ group, data = sleep) prints t = -1.8608, p-value =
    // 0.07939.
    double[] group1 = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] group2 = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    WelchTest test = WelchTest.of(group1, group2).orElseThrow();
    assertThat(test.t()).isCloseTo(-1.8608, within(5e-5));
    assertThat(test.p()).isCloseTo(0.07939, within(5e-6));
  }

  @Test
  void welchIsNotDefinedWithoutSpreadOrWithOneScore() {
    double[] constant = {500, 500, 500};
    assertThat(WelchTest.of(constant, new double[] {500, 500})).isEmpty();
    assertThat(WelchTest.of(constant, new double[] {9, 9, 9})).isEmpty();
    // 0.1 + 0.2 differs from 0.3 in the last bit: noise, not spread.
    assertThat(WelchTest.of(new double[] {0.1 + 0.2, 0.3}, new double[] {0.3, 0.3})).isEmpty();
    assertThat(WelchTest.of(new double[] {1}, new double[] {2, 3})).isEmpty();
  }

  @Test
  void holmEqualsStatsmodels() {
    JsonNode cases = StatisticsFixture.read("holm");
    assertThat(cases.size()).isEqualTo(5);
    for (JsonNode one : cases) {
      assertThat(HolmCorrection.adjust(StatisticsFixture.doubles(one.get("p"))))
          .containsExactly(StatisticsFixture.doubles(one.get("adjusted")), within(1e-12));
    }
  }

  @Test
  void holmByHand() {
    // Sorted 0.005, 0.01, 0.03, 0.04, times 4, 3, 2, 1: 0.02, 0.03, 0.06, 0.04; the last is raised
    // to the largest before it: 0.06. R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
    assertThat(HolmCorrection.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    assertThat(HolmCorrection.adjust(new double[0])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HolmCorrection.adjust(new double[] {Double.NaN}));
  }

  @Test
  void improvementCountsTiesByHalf() {
    // Pairs (1,1) tie, (1,2) loss, (3,1) win, (3,2) win: (0.5 + 0 + 1 + 1) / 4.
    assertThat(ProbabilityOfImprovement.of(new double[] {1, 3}, new double[] {1, 2}))
        .isEqualTo(0.625);
  }
}
