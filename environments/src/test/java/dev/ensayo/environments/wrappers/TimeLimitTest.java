package dev.ensayo.environments.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.ScriptedEnvironment;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private final DecisionProcess fiveSteps =
      ScriptedEnvironment.process(
          ObservationSpec.continuous(1), ScriptedEnvironment.rewards(1, 1, 1, 1, 1));

  private static String endings(Environment environment, int steps) {
    StringBuilder endings = new StringBuilder();
    environment.reset();
    for (int i = 0; i < steps; i++) {
      StepResult result = environment.step(0);
      endings.append(
          result.terminated() ? (result.truncated() ? 'B' : 'T') : result.truncated() ? 'L' : '.');
    }
    return endings.toString();
  }

  @Test
  void truncatesAtTheLimitInEveryEpisode() {
    DecisionProcess limited = TimeLimit.of(fiveSteps, 3);
    Environment environment = limited.create(new SeedSequence(0));
    assertThat(limited.spec().stepLimit()).isEqualTo(3);
    assertThat(endings(environment, 3)).isEqualTo("..L");
    assertThat(endings(environment, 3)).isEqualTo("..L");
  }

  @Test
  void bothFlagsWhereTheTaskEndsAtTheLimit() {
    Environment environment = TimeLimit.of(fiveSteps, 5).create(new SeedSequence(0));
    assertThat(endings(environment, 5)).isEqualTo("....B");
  }

  @Test
  void onlyTerminatesWhereTheTaskEndsBefore() {
    Environment environment = TimeLimit.of(fiveSteps, 6).create(new SeedSequence(0));
    assertThat(endings(environment, 5)).isEqualTo("....T");
  }

  @Test
  void zeroMeansNoLimit() {
    assertThat(TimeLimit.of(fiveSteps, 0)).isSameAs(fiveSteps);
  }

  @Test
  void theShorterOfTwoLimitsHolds() {
    assertThat(TimeLimit.of(TimeLimit.of(fiveSteps, 2), 4).spec().stepLimit()).isEqualTo(2);
    assertThat(TimeLimit.of(TimeLimit.of(fiveSteps, 4), 2).spec().stepLimit()).isEqualTo(2);
  }

  @Test
  void holdsInEvaluationToo() {
    DecisionProcess limited = TimeLimit.of(fiveSteps, 3);
    Environment training = limited.create(new SeedSequence(0));
    assertThat(endings(limited.createForEvaluation(new SeedSequence(1), training), 3))
        .isEqualTo("..L");
  }

  @Test
  void needsAtLeastOneStep() {
    assertThatThrownBy(() -> Settings.of(TimeLimitConfig.class, "{steps: 0}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("at least 1");
  }
}
