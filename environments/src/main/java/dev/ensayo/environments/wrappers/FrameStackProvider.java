package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link FrameStack}. */
public final class FrameStackProvider implements WrapperProvider<FrameStackConfig> {
  @Override
  public String name() {
    return "frame-stack";
  }

  @Override
  public String summary() {
    return "Shows the last observations as one.";
  }

  @Override
  public Class<FrameStackConfig> configType() {
    return FrameStackConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, FrameStackConfig config) {
    if (inner.spec().observation().isDiscrete()) {
      throw new InvalidSettingException(
          "", "frame-stack needs continuous or byte observations; these are discrete");
    }
    return new WrappedProcess<>(
        inner,
        FrameStack.stacked(inner.spec(), config),
        FrameStack.class,
        environment -> new FrameStack(environment, config),
        (environment, training) -> new FrameStack(environment, config));
  }
}
