package dev.ensayo.environments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.plugin.EnvironmentProvider;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time limits and reward thresholds against the registry of Gymnasium 1.3. */
class RegisteredSpecTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cartpole-v1     | {}                                    | 500 | 475",
        "mountaincar-v0  | {}                                    | 200 | -110",
        "mountaincarcontinuous-v0 | {}                           | 999 | 90",
        "mountaincarcontinuous-v0 | {goalVelocity: 0.01}         | 999 |",
        "pendulum-v1     | {}                                    | 200 |",
        "acrobot-v1      | {}                                    | 500 | -100",
        "frozenlake-v1   | {}                                    | 100 | 0.70",
        "frozenlake-v1   | {map: 8x8}                            | 200 | 0.85",
        "cliffwalking-v1 | {}                                    |   0 |",
        "cliffwalking-v1 | {slippery: true}                      |   0 |",
        "taxi-v4         | {}                                    | 200 | 8",
        "blackjack-v1    | {}                                    |   0 |",
        "minatar-breakout | {}                                   |   0 |",
        "minatar-seaquest | {stepLimit: 1000}                    | 1000 |",
        "minigrid-four-rooms | {}                                | 100 |",
        "minigrid-unlock | {stepLimit: 50}                       |  50 |",
        // A threshold belongs to the registered settings.
        "cartpole-v1     | {stepLimit: 200}                      | 200 |",
        "cartpole-v1     | {suttonBartoReward: true}             | 500 |",
        "cartpole-v1     | {velocities: false}                   | 500 |",
        "mountaincar-v0  | {goalVelocity: 0.01}                  | 200 |",
        "acrobot-v1      | {stepLimit: 0}                        |   0 |",
        "frozenlake-v1   | {slippery: false}                     | 100 |",
        "frozenlake-v1   | {map: {type: custom, rows: [SG]}}     | 100 |",
        "frozenlake-v1   | {map: 8x8, stepLimit: 50}             |  50 |",
        "taxi-v4         | {rainy: true}                         | 200 |",
      })
  void limitsAndThresholds(String name, String settings, int stepLimit, Double threshold) {
    DecisionProcessSpec spec = open(name, settings);
    assertThat(spec.stepLimit()).isEqualTo(stepLimit);
    assertThat(spec.rewardThreshold())
        .isEqualTo(threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold));
  }

  private static DecisionProcessSpec open(String name, String settings) {
    for (EnvironmentProvider<?> provider : ServiceLoader.load(EnvironmentProvider.class)) {
      if (provider.name().equals(name)) {
        return open(provider, settings);
      }
    }
    throw new AssertionError("no environment named " + name);
  }

  private static <C extends Record> DecisionProcessSpec open(
      EnvironmentProvider<C> provider, String settings) {
    return (DecisionProcessSpec) provider.open(Settings.of(provider.configType(), settings)).spec();
  }
}
