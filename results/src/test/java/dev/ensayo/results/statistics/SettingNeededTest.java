package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Compared with {@code make_setting_needed.py}, which goes through all resamples. */
class SettingNeededTest {
  /** The script looks up 4,001 points of the axis. */
  private static final double GRID = 0.01;

  private static RandomGenerator random() {
    return new SeedSequence(7).stream("needed");
  }

  private static JsonNode cases() throws IOException {
    try (InputStream in = SettingNeededTest.class.getResourceAsStream("setting_needed.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static double number(JsonNode node, String key) {
    String text = node.get(key).asText();
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "0.0", "-inf" -> Double.NEGATIVE_INFINITY; // of a logarithm, back
      default -> Double.parseDouble(text);
    };
  }

  private static SettingNeeded of(JsonNode one) {
    List<double[]> curve = new ArrayList<>();
    one.get("curve").forEach(cell -> curve.add(StatisticsFixture.doubles(cell)));
    return SettingNeeded.of(
        StatisticsFixture.doubles(one.get("values")),
        curve,
        StatisticsFixture.doubles(one.get("goal")),
        true,
        one.get("logarithmic").asBoolean(),
        random());
  }

  private static void isNear(double actual, double expected) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isCloseTo(expected, within(GRID));
    }
  }

  @Test
  void valuesAndIntervalsAreThoseOfAllResamples() throws IOException {
    for (JsonNode one : cases()) {
      SettingNeeded needed = of(one);
      isNear(needed.value(), number(one, "value"));
      assertThat(needed.hasInterval()).isTrue();
      assertThat(needed.low()).isBetween(number(one, "q020") - GRID, number(one, "q030") + GRID);
      assertThat(needed.high()).isBetween(number(one, "q970") - GRID, number(one, "q980") + GRID);
    }
  }

  @Test
  void theFirstPlaceCountsWhereACurveDips() {
    double[] values = {0, 10, 20, 30};
    double[] dips = {0, 4, 2, 6};
    assertThat(SettingNeeded.firstReach(values, dips, 3, false)).isEqualTo(7.5);
    assertThat(SettingNeeded.firstReach(values, dips, 4, false)).isEqualTo(10);
    assertThat(SettingNeeded.firstReach(values, dips, 5, false)).isEqualTo(27.5);
    assertThat(SettingNeeded.firstReach(values, dips, 0, false)).isEqualTo(0);
    assertThat(SettingNeeded.firstReach(values, dips, -1, false))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(SettingNeeded.firstReach(values, dips, 7, false))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void halfWayOnALogarithmicAxisIsTheGeometricMean() {
    assertThat(SettingNeeded.firstReach(new double[] {1, 100}, new double[] {0, 1}, 0.5, true))
        .isCloseTo(10, within(1e-12));
  }

  @Test
  void whereLowerIsBetterAScoreIsReachedFromAbove() {
    SettingNeeded needed =
        SettingNeeded.of(
            new double[] {0, 10},
            List.of(new double[] {9}, new double[] {5}),
            new double[] {6},
            false,
            false,
            random());
    assertThat(needed).isEqualTo(new SettingNeeded(7.5, 7.5, 7.5, false));
  }
}
