package dev.ensayo.environments.wrappers;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link EpisodeStatistics}. */
public final class EpisodeStatisticsProvider implements WrapperProvider<EpisodeStatisticsConfig> {
  @Override
  public String name() {
    return "episode-statistics";
  }

  @Override
  public String summary() {
    return "Counts episodes and remembers the returns and lengths of the last ones.";
  }

  @Override
  public Class<EpisodeStatisticsConfig> configType() {
    return EpisodeStatisticsConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, EpisodeStatisticsConfig config) {
    return new WrappedProcess<>(
        inner,
        inner.spec(),
        EpisodeStatistics.class,
        environment -> new EpisodeStatistics(environment, config),
        (environment, training) -> new EpisodeStatistics(environment, config));
  }
}
