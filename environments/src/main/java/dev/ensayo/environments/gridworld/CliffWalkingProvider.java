package dev.ensayo.environments.gridworld;

import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Makes CliffWalking, see {@link CliffWalkingTable}. */
public final class CliffWalkingProvider implements EnvironmentProvider<CliffWalkingConfig> {
  private static final String NAME = "cliffwalking-v1";
  private static final GridLook LOOK =
      new LetteredGrid(
          List.of("............", "............", "............", "SCCCCCCCCCCG"),
          Map.of('C', Ink.RED, 'G', Ink.GREEN),
          List.of("up", "right", "down", "left"),
          List.of("↑", "→", "↓", "←"));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Walk along a cliff from its one end to the other.";
  }

  @Override
  public Class<CliffWalkingConfig> configType() {
    return CliffWalkingConfig.class;
  }

  @Override
  public DecisionProcess open(CliffWalkingConfig config) {
    return TabularEnvironment.process(
        NAME, CliffWalkingTable.of(config), LOOK, OptionalDouble.empty(), config.stepLimit());
  }
}
