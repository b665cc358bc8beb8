package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WelchPowerTest {
  private static JsonNode read(String section) {
    return StatisticsFixture.read("power.json", section);
  }

  private static WelchPower of(JsonNode one, double level) {
    return new WelchPower(one.get("s1").asDouble(), one.get("s2").asDouble(), level);
  }

  @Test
  void powerEqualsThatOfSciPysNoncentralT() {
    assertThat(read("power").size()).isEqualTo(12);
    for (JsonNode one : read("power")) {
      WelchPower power = of(one, one.get("level").asDouble());
      assertThat(power.power(one.get("n").asInt(), one.get("difference").asDouble()))
          .as(one.toString())
          .isCloseTo(one.get("power").asDouble(), within(1e-7));
    }
  }

  @Test
  void seedsNeededEqualThoseThatSciPyCounts() {
    for (JsonNode one : read("needed")) {
      assertThat(
              of(one, one.get("level").asDouble())
                  .seedsNeeded(one.get("difference").asDouble(), one.get("target").asDouble()))
          .as(one.toString())
          .hasValue(one.get("n").asInt());
    }
  }

  @Test
  void smallestDifferenceEqualsThatOfSciPy() {
    for (JsonNode one : read("smallest")) {
      double expected = one.get("difference").asDouble();
      assertThat(of(one, 0.05).smallestDifference(one.get("n").asInt(), 0.8))
          .isCloseTo(expected, within(1e-6 * expected));
    }
  }

  @Test
  void simulatedStudiesSeeADifferenceThatOften() {
    RandomStream random = new SeedSequence(4).stream("studies");
    int trials = 1_500;
    int seen = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] first = new double[6];
      double[] second = new double[6];
      Arrays.setAll(first, i -> 1.5 + random.nextGaussian());
      Arrays.setAll(second, i -> 0.5 * random.nextGaussian());
      seen += WelchTest.of(first, second).orElseThrow().p() < 0.05 ? 1 : 0;
    }
    // Three standard errors of the share are 3.6 points.
    assertThat((double) seen / trials)
        .isCloseTo(new WelchPower(1, 0.5, 0.05).power(6, 1.5), within(0.036));
  }

  @Test
  void aPilotOfFewSeedsMayHaveSeenTooLittleSpread() {
    for (JsonNode one : read("pilot")) {
      double[] scores = new double[one.get("n").asInt()];
      Arrays.setAll(scores, i -> i);
      PilotSpread spread = PilotSpread.of(scores);
      assertThat(spread.upper() / spread.deviation())
          .isCloseTo(one.get("factor").asDouble(), within(1e-9));
    }
  }

  @Test
  void whatNobodyCanWaitForIsSaid() {
    WelchPower power = new WelchPower(1, 1, 0.05);
    assertThat(power.seedsNeeded(0.001, 0.8)).isEmpty();
    assertThat(power.seedsNeeded(-100, 0.8)).hasValue(2);
    assertThatIllegalArgumentException().isThrownBy(() -> power.seedsNeeded(0, 0.8));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> power.seedsNeeded(1, 0.01))
        .withMessageContaining("0.05");
    assertThatIllegalArgumentException().isThrownBy(() -> new WelchPower(0, 0, 0.05));
  }
}
