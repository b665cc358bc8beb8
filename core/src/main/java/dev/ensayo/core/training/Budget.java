package dev.ensayo.core.training;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.metrics.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** How long a run lasts, on exactly one clock. */
public record Budget(
    @Setting(value = "steps in the training environment", min = 1) OptionalLong environmentSteps,
    @Setting(value = "parameter updates", min = 1) OptionalLong updates,
    @Setting(
            value =
                "passes over the training data; 0, where the agent allows it, tests the start alone",
            min = 0)
        OptionalLong epochs,
    @Setting(value = "tokens learned from", min = 1) OptionalLong tokens) {
  public Budget {
    Settings.check(Budget.class, environmentSteps, updates, epochs, tokens);
    long given =
        List.of(environmentSteps, updates, epochs, tokens).stream()
            .filter(OptionalLong::isPresent)
            .count();
    if (given != 1) {
      throw new InvalidSettingException(
          "",
          "a budget needs exactly one of "
              + String.join(", ", Arrays.stream(Clock.values()).map(Clock::budgetKey).toList())
              + "; "
              + given
              + " are given");
    }
  }

  /** A budget of environment steps. */
  public static Budget ofEnvironmentSteps(long steps) {
    return new Budget(
        OptionalLong.of(steps), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  public Clock clock() {
    for (Clock clock : Clock.values()) {
      if (on(clock).isPresent()) {
        return clock;
      }
    }
    throw new AssertionError("the constructor lets no empty budget through");
  }

  /** How much, on {@link #clock}. */
  public long amount() {
    return on(clock()).orElseThrow();
  }

  private OptionalLong on(Clock clock) {
    return switch (clock) {
      case ENVIRONMENT_STEP -> environmentSteps;
      case UPDATE -> updates;
      case EPOCH -> epochs;
      case TOKEN -> tokens;
    };
  }
}
