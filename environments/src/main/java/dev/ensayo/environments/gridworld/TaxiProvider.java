package dev.ensayo.environments.gridworld;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import java.util.OptionalDouble;

/** Makes Taxi, see {@link TaxiTable}. */
public final class TaxiProvider implements EnvironmentProvider<TaxiConfig> {
  private static final String NAME = "taxi-v4";
  private static final double REWARD_THRESHOLD = 8;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Fetch a passenger by taxi and bring them to their destination.";
  }

  @Override
  public Class<TaxiConfig> configType() {
    return TaxiConfig.class;
  }

  @Override
  public DecisionProcess open(TaxiConfig config) {
    OptionalDouble threshold =
        config.equals(Settings.defaults(TaxiConfig.class))
            ? OptionalDouble.of(REWARD_THRESHOLD)
            : OptionalDouble.empty();
    return TabularEnvironment.process(
        NAME, TaxiTable.of(config), new TaxiLook(), threshold, config.stepLimit());
  }
}
