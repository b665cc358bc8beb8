package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class EquivalenceTestTest {
  @Test
  void equalsTwoOneSidedTestsOfSciPy() {
    JsonNode cases = StatisticsFixture.read("comparisons.json", "equivalence");
    assertThat(cases.size()).isEqualTo(8);
    for (JsonNode one : cases) {
      EquivalenceTest test =
          EquivalenceTest.of(
                  StatisticsFixture.doubles(one.get("x")),
                  StatisticsFixture.doubles(one.get("y")),
                  one.get("margin").asDouble())
              .orElseThrow();
      assertThat(test.p()).isCloseTo(one.get("p").asDouble(), within(1e-9));
      assertThat(test.interval().low()).isCloseTo(one.get("low").asDouble(), within(1e-6));
      assertThat(test.interval().high()).isCloseTo(one.get("high").asDouble(), within(1e-6));
    }
  }

  @Test
  void holdsExactlyWhereTheIntervalLiesWithinTheMargin() {
    double[] first = {100, 104, 98, 103, 101};
    double[] second = {101, 99, 103, 100, 102};
    Interval interval = EquivalenceTest.of(first, second, 1).orElseThrow().interval();
    double reach = Math.max(-interval.low(), interval.high());
    assertThat(EquivalenceTest.of(first, second, reach + 1e-6).orElseThrow().p()).isLessThan(0.05);
    assertThat(EquivalenceTest.of(first, second, reach - 1e-6).orElseThrow().p())
        .isGreaterThan(0.05);
  }

  @Test
  void noDifferenceFoundIsNotTheSame() {
    // Two seeds on a side: Welch sees no difference, and neither does this test see likeness.
    double[] first = {100, 180};
    double[] second = {120, 150};
    assertThat(WelchTest.of(first, second).orElseThrow().p()).isGreaterThan(0.5);
    assertThat(EquivalenceTest.of(first, second, 20).orElseThrow().p()).isGreaterThan(0.2);
  }

  @Test
  void whereNoScoreVariesAllDealsAreCounted() {
    // Two fives and two fives: of the C(4, 2) = 6 deals one has its means so far apart in a
    // direction.
    EquivalenceTest test =
        EquivalenceTest.of(new double[] {5, 5}, new double[] {5, 5}, 1).orElseThrow();
    assertThat(test.p()).isEqualTo(1.0 / 6);
    assertThat(test.pOfSame()).isEqualTo(1);
    assertThat(EquivalenceTest.of(new double[] {5}, new double[] {5, 6}, 1)).isEmpty();
  }

  @Test
  void needsAMargin() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EquivalenceTest.of(new double[] {1, 2}, new double[] {1, 3}, 0))
        .withMessageContaining("above 0");
  }
}
