package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.WrapperProvider;

/** Makes {@link Discretize}. */
public final class DiscretizeProvider implements WrapperProvider<DiscretizeConfig> {
  static final String NAME = "discretize";

  /** A network has an output for each. */
  private static final int MOST_ACTIONS = 10_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Makes a few discrete actions of real vectors, evenly spaced between the bounds.";
  }

  @Override
  public Class<DiscretizeConfig> configType() {
    return DiscretizeConfig.class;
  }

  @Override
  public DecisionProcess wrap(DecisionProcess inner, DiscretizeConfig config) {
    ActionSpec.Box box = RealVectors.bounded(inner.spec(), NAME);
    double actions = Math.pow(config.values(), box.size());
    if (actions > MOST_ACTIONS) {
      throw new InvalidSettingException(
          "values",
          String.format(
              "makes %d^%d = %.0f actions of %s; at most %d make sense",
              config.values(), box.size(), actions, box.words(), MOST_ACTIONS));
    }
    return new WrappedProcess<>(
        inner,
        Discretize.discretized(inner.spec(), config),
        Discretize.class,
        environment -> new Discretize(environment, config),
        (environment, training) -> new Discretize(environment, config));
  }
}
