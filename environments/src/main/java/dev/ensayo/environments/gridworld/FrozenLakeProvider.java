package dev.ensayo.environments.gridworld;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Makes FrozenLake, see {@link FrozenLakeTable}. */
public final class FrozenLakeProvider implements EnvironmentProvider<FrozenLakeConfig> {
  private static final String NAME = "frozenlake-v1";
  private static final int STEP_LIMIT = 100;
  private static final int STEP_LIMIT_8X8 = 200;
  private static final double REWARD_THRESHOLD_4X4 = 0.70;
  private static final double REWARD_THRESHOLD_8X8 = 0.85;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Cross a frozen lake to the goal without falling into a hole.";
  }

  @Override
  public Class<FrozenLakeConfig> configType() {
    return FrozenLakeConfig.class;
  }

  @Override
  public DecisionProcess open(FrozenLakeConfig config) {
    return TabularEnvironment.process(
        NAME, FrozenLakeTable.of(config), look(config), rewardThreshold(config), stepLimit(config));
  }

  private static GridLook look(FrozenLakeConfig config) {
    return new LetteredGrid(
        config.map().rows(),
        Map.of('H', Ink.BLUE, 'G', Ink.GREEN),
        List.of("left", "down", "right", "up"),
        List.of("←", "↓", "→", "↑"));
  }

  private static int stepLimit(FrozenLakeConfig config) {
    return config
        .stepLimit()
        .orElse(config.map() instanceof LakeMap.EightByEight ? STEP_LIMIT_8X8 : STEP_LIMIT);
  }

  /** Published for the two maps of Gymnasium with its other settings. */
  private static OptionalDouble rewardThreshold(FrozenLakeConfig config) {
    if (config.equals(Settings.of(FrozenLakeConfig.class, "{map: 4x4}"))) {
      return OptionalDouble.of(REWARD_THRESHOLD_4X4);
    }
    if (config.equals(Settings.of(FrozenLakeConfig.class, "{map: 8x8}"))) {
      return OptionalDouble.of(REWARD_THRESHOLD_8X8);
    }
    return OptionalDouble.empty();
  }
}
