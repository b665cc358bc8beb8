package dev.ensayo.environments.wrappers;

import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link ActionRescale}. */
public final class ActionRescaleProvider implements WrapperProvider<ActionRescaleConfig> {
  static final String NAME = "action-rescale";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Lets each number of an action run from −1 to 1, or between other bounds.";
  }

  @Override
  public Class<ActionRescaleConfig> configType() {
    return ActionRescaleConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, ActionRescaleConfig config) {
    ActionSpec.Box box = RealVectors.bounded(inner.spec(), NAME);
    return new WrappedProcess<>(
        inner,
        inner.spec().withAction(ActionRescale.outside(box, config)),
        ActionRescale.class,
        environment -> new ActionRescale(environment, config),
        (environment, training) -> new ActionRescale(environment, config));
  }
}
