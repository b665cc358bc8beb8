package dev.ensayo.environments.wrappers;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link RewardNormalizer}. */
public final class RewardNormalizerProvider implements WrapperProvider<RewardNormalizerConfig> {
  @Override
  public String name() {
    return "reward-normalizer";
  }

  @Override
  public String summary() {
    return "Divides the reward that is learned from by the running deviation of the return.";
  }

  @Override
  public Class<RewardNormalizerConfig> configType() {
    return RewardNormalizerConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, RewardNormalizerConfig config) {
    return new WrappedProcess<>(
        inner,
        inner.spec().withoutTransitionTable(),
        RewardNormalizer.class,
        environment -> new RewardNormalizer(environment, config),
        (environment, first) -> first.learningTheSame(environment, config),
        (environment, training) -> environment);
  }
}
