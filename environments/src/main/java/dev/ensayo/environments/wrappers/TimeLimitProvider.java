package dev.ensayo.environments.wrappers;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link TimeLimit}. */
public final class TimeLimitProvider implements WrapperProvider<TimeLimitConfig> {
  @Override
  public String name() {
    return "time-limit";
  }

  @Override
  public String summary() {
    return "Truncates an episode after a number of steps.";
  }

  @Override
  public Class<TimeLimitConfig> configType() {
    return TimeLimitConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, TimeLimitConfig config) {
    return TimeLimit.of(inner, config.steps());
  }
}
