package dev.ensayo.serving.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.serving.batching.BatchLimits;
import dev.ensayo.serving.monitor.Monitor;
import dev.ensayo.serving.monitor.MonitorSettings;
import dev.ensayo.serving.versions.ModelRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedRunsTest {
  private final ServedRuns runs =
      new ServedRuns(
          new ModelRegistry(new BatchLimits(8, Duration.ZERO, 10)),
          new Monitor(Optional.empty(), new MonitorSettings(30, List.of()), Clock.systemUTC()),
          1);

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "..", "é", "a%2Fb"})
  void aNameThatCannotStandInAPathIsRefused(String name) {
    assertThatThrownBy(() -> runs.load("run", Optional.of(name)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("a model cannot be called '" + name + "'");
  }

  @Test
  void aRunThatIsNotThereIsTold() {
    assertThatThrownBy(() -> runs.load("no-such-run", Optional.of("model-1.0")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("there is neither a folder 'no-such-run'");
  }
}
