package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterquartileMeanTest {
  @Test
  void equalsSciPysTrimmedMean() {
    JsonNode groups = StatisticsFixture.read("groups");
    assertThat(groups.size()).isEqualTo(15);
    for (Map.Entry<String, JsonNode> entry : StatisticsFixture.read("trimmed").properties()) {
      double expected = entry.getValue().asDouble();
      assertThat(InterquartileMean.of(StatisticsFixture.doubles(groups.get(entry.getKey()))))
          .as(entry.getKey())
          .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void oneLostSeedOfFiveDoesNotMoveIt() {
    // Sorted: 9, 490, 495, 500, 500; one is cut at each end: (490 + 495 + 500) / 3.
    assertThat(InterquartileMean.of(new double[] {500, 9, 495, 500, 490})).isEqualTo(495);
  }

  @Test
  void threeScoresAreAveragedWhole() {
    assertThat(InterquartileMean.of(new double[] {0, 3, 9})).isEqualTo(4);
  }

  @Test
  void leavesTheScoresInTheirOrder() {
    double[] scores = {3, 1, 2, 4};
    InterquartileMean.of(scores);
    assertThat(scores).containsExactly(3, 1, 2, 4);
  }

  @Test
  void needsAScore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InterquartileMean.of(new double[0]))
        .withMessageContaining("at least one score");
  }
}
