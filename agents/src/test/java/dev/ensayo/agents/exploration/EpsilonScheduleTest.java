package dev.ensayo.agents.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import org.junit.jupiter.api.Test;

class EpsilonScheduleTest {
  /** A record with a schedule, as an agent's settings have it. */
  record Holder(@Setting("ε") EpsilonSchedule epsilon) {}

  private static EpsilonSchedule schedule(String yaml) {
    return Settings.of(Holder.class, "epsilon: " + yaml).epsilon();
  }

  @Test
  void linearOverSteps() {
    EpsilonSchedule epsilon = schedule("{type: linear, start: 1.0, end: 0.05, steps: 10000}");
    assertThat(epsilon.valueAt(0, 30_000)).isEqualTo(1.0);
    // Half of the way from 1 to 0.05.
    assertThat(epsilon.valueAt(5000, 30_000)).isCloseTo(0.525, within(1e-15));
    assertThat(epsilon.valueAt(10_000, 30_000)).isEqualTo(0.05);
    assertThat(epsilon.valueAt(29_999, 30_000)).isEqualTo(0.05);
  }

  @Test
  void linearOverAShareOfTheRun() {
    EpsilonSchedule epsilon = schedule("{type: linear, start: 0.8, end: 0.2, fraction: 0.5}");
    // A line of 500 steps: after 125 of them a quarter of 0.6 is gone.
    assertThat(epsilon.valueAt(125, 1000)).isCloseTo(0.65, within(1e-15));
    assertThat(epsilon.valueAt(500, 1000)).isEqualTo(0.2);
  }

  @Test
  void linearNeedsExactlyOneLength() {
    assertThatThrownBy(() -> schedule("{type: linear}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("neither is given");
    assertThatThrownBy(() -> schedule("{type: linear, steps: 5, fraction: 0.5}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not both");
  }

  @Test
  void exponential() {
    EpsilonSchedule epsilon =
        schedule("{type: exponential, start: 0.9, end: 0.1, decaySteps: 200}");
    assertThat(epsilon.valueAt(0, 1)).isEqualTo(0.9);
    // 0.1 + 0.8·e⁻¹ and 0.1 + 0.8·e⁻³, with e⁻¹ = 0.36787944117144233, e⁻³ = 0.049787068367863944
    assertThat(epsilon.valueAt(200, 1)).isCloseTo(0.39430355293715386, within(1e-15));
    assertThat(epsilon.valueAt(600, 1)).isCloseTo(0.13982965469429115, within(1e-15));
  }

  @Test
  void constantHasADefault() {
    assertThat(schedule("constant").valueAt(7, 10)).isEqualTo(0.1);
    assertThat(schedule("{type: constant, value: 0.3}").valueAt(7, 10)).isEqualTo(0.3);
  }

  @Test
  void outOfRangeIsRefused() {
    assertThatThrownBy(() -> schedule("{type: constant, value: 1.5}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("[0, 1]");
  }
}
