package dev.ensayo.backend.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every updater that there is. */
class UpdaterSpecTest {
  private static final LearningRateSchedule COSINE = new LearningRateSchedule.Cosine(100, 0.1);

  record Updating(@Setting("the updater") UpdaterSpec updater) {
    Updating {
      Settings.check(Updating.class, updater);
    }
  }

  static Stream<String> updaters() {
    return Arrays.stream(UpdaterSpec.class.getPermittedSubclasses())
        .map(type -> type.getAnnotation(Choice.class).value());
  }

  private static UpdaterSpec of(String yaml) {
    return Settings.of(Updating.class, "{updater: " + yaml + "}").updater();
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void itsLearningRateAloneIsChanged(String type) {
    UpdaterSpec updater = of(type);
    if (!updater.hasLearningRate()) {
      assertThatThrownBy(() -> updater.withLearningRate(0.25))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage(type + " has no learning rate");
      return;
    }
    assertThat(updater.withLearningRate(0.25))
        .isEqualTo(of("{type: " + type + ", learningRate: 0.25}"));
    assertThatThrownBy(() -> updater.withLearningRate(-1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("not -1");
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void itsScheduleAloneIsChanged(String type) {
    UpdaterSpec updater = of(type);
    if (!updater.hasLearningRate()) {
      assertThat(updater.schedule()).isEqualTo(new LearningRateSchedule.Constant());
      assertThatThrownBy(() -> updater.withSchedule(COSINE))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage(type + " has no learning rate");
      return;
    }
    assertThat(updater.withSchedule(COSINE))
        .isEqualTo(of("{type: " + type + ", schedule: {type: cosine, updates: 100, rest: 0.1}}"));
  }
}
