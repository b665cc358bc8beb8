package dev.ensayo.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.training.BackendConfig.Device;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingPartsTest {
  @Test
  void aBudgetIsOnOneClock() {
    for (Clock clock : Clock.values()) {
      Budget budget = Settings.of(Budget.class, "{" + clock.budgetKey() + ": 7}");

      assertThat(budget.clock()).isEqualTo(clock);
      assertThat(budget.amount()).isEqualTo(7);
    }
    assertThat(Budget.ofEnvironmentSteps(3))
        .isEqualTo(Settings.of(Budget.class, "{environmentSteps: 3}"));
  }

  @Test
  void clocksAreLabelledAsInTheFiles() {
    assertThat(Clock.values())
        .extracting(Clock::label)
        .containsExactly("environment_step", "update", "epoch", "token");
  }

  @Test
  void theEngineFollowsTheDevice() {
    assertThat(BackendConfig.defaults().engineInUse()).isEqualTo(Engine.COMPILED);
    assertThat(Settings.of(BackendConfig.class, "{device: gpu}").engineInUse())
        .isEqualTo(Engine.DEEPLEARNING4J);
    assertThat(Settings.of(BackendConfig.class, "{engine: deeplearning4j}"))
        .isEqualTo(new BackendConfig(Device.CPU, Optional.of(Engine.DEEPLEARNING4J), 1));
    assertThat(Settings.of(BackendConfig.class, "{engine: compiled}"))
        .as("said or by default, it is the same configuration")
        .isEqualTo(BackendConfig.defaults());
    assertThatThrownBy(() -> new BackendConfig(Device.GPU, Optional.of(Engine.COMPILED), 1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("deeplearning4j");
  }
}
