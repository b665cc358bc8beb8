package dev.ensayo.environments.wrappers;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link RewardClip}. */
public final class RewardClipProvider implements WrapperProvider<RewardClipConfig> {
  @Override
  public String name() {
    return "reward-clip";
  }

  @Override
  public String summary() {
    return "Clips the reward that is learned from; scores stay those of the task.";
  }

  @Override
  public Class<RewardClipConfig> configType() {
    return RewardClipConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, RewardClipConfig config) {
    return new WrappedProcess<>(
        inner,
        inner.spec().withoutTransitionTable(),
        RewardClip.class,
        environment -> new RewardClip(environment, config),
        (environment, training) -> environment);
  }
}
