package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ReplicationTest {
  @Test
  void testsAndIntervalsAreThoseOfSciPy() {
    for (JsonNode expected : StatisticsFixture.read("replications")) {
      Replication found =
          Replication.of(
                  StatisticsFixture.doubles(expected.required("before")),
                  StatisticsFixture.doubles(expected.required("after")))
              .orElseThrow();
      assertThat(found.p()).isCloseTo(expected.required("p").asDouble(), within(1e-9));
      Interval interval = found.interval().orElseThrow();
      assertThat(interval.low()).isCloseTo(expected.required("low").asDouble(), within(1e-6));
      assertThat(interval.high()).isCloseTo(expected.required("high").asDouble(), within(1e-6));
      assertThat(found.spread()).isCloseTo(expected.required("spread").asDouble(), within(1e-9));
    }
  }

  @Test
  void theSameIsIndistinguishableAndAnotherScaleIsNot() {
    double[] before = {1, 2, 3, 4, 5};
    assertThat(Replication.of(before, before).orElseThrow().isIndistinguishable()).isTrue();
    double[] far = {11, 12, 13, 14, 15};
    assertThat(Replication.of(before, far).orElseThrow().isIndistinguishable()).isFalse();
    // The test of few and scattered scores finds nothing, but they lie further off than one spread.
    double[] scattered = {-30, -2, 3, 8, 60};
    Replication wide = Replication.of(before, scattered).orElseThrow();
    assertThat(wide.p()).isGreaterThan(0.05);
    assertThat(wide.isIndistinguishable()).isFalse();
  }

  @Test
  void equivalenceNeedsMoreScoresThanIndistinguishability() {
    double[] few = {1, 2, 3, 4, 5};
    assertThat(Replication.of(few, few).orElseThrow().isEquivalent()).isFalse();
    double[] many = new double[40];
    for (int i = 0; i < many.length; i++) {
      many[i] = i % 5;
    }
    assertThat(Replication.of(many, many).orElseThrow().isEquivalent()).isTrue();
  }

  @Test
  void scoresWithoutSpreadAreTheSameOrNot() {
    double[] constant = {7, 7, 7, 7};
    Replication same = Replication.of(constant, constant).orElseThrow();
    assertThat(same.interval()).isEmpty();
    assertThat(same.isIndistinguishable()).isTrue();
    assertThat(same.isEquivalent()).isTrue();
    double[] other = {7, 7, 7, 8};
    assertThat(Replication.of(constant, other).orElseThrow().isIndistinguishable()).isFalse();
  }

  @Test
  void tooFewScoresTellNothing() {
    assertThat(Replication.of(new double[] {1, 2, 3}, new double[] {1, 2, 3})).isEmpty();
    assertThat(Replication.of(new double[30], new double[] {1})).isEmpty();
  }
}
