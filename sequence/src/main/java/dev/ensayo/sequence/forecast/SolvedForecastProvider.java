package dev.ensayo.sequence.forecast;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import java.util.Set;

/** What agents share whose forecaster is found at once. */
public abstract class SolvedForecastProvider<C extends Record> implements AgentProvider<C> {
  @Override
  public final Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.UPDATE);
  }

  @Override
  public final Goal goal(C config, EnvironmentSource environment) {
    return ForecastScoring.GOAL;
  }

  @Override
  public final Set<String> metrics() {
    return ForecastScoring.METRICS;
  }
}
