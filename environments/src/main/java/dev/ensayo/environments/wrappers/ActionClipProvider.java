package dev.ensayo.environments.wrappers;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link ActionClip}. */
public final class ActionClipProvider implements WrapperProvider<ActionClipConfig> {
  static final String NAME = "action-clip";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Passes on the nearest action within the bounds.";
  }

  @Override
  public Class<ActionClipConfig> configType() {
    return ActionClipConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, ActionClipConfig config) {
    RealVectors.of(inner.spec(), NAME);
    return new WrappedProcess<>(
        inner,
        inner.spec(),
        ActionClip.class,
        ActionClip::new,
        (environment, training) -> new ActionClip(environment));
  }
}
