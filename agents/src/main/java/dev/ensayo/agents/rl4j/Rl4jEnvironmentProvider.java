package dev.ensayo.agents.rl4j;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.plugin.EnvironmentProvider;

/**
 * {@code environment: {type: rl4j, class: …}}: an RL4J {@code MDP} as an Ensayo environment.
 *
 * <p>Neither RL4J nor ND4J is loaded before {@link #open}.
 */
public final class Rl4jEnvironmentProvider implements EnvironmentProvider<Rl4jEnvironmentConfig> {
  @Override
  public String name() {
    return "rl4j";
  }

  @Override
  public String summary() {
    return "Any environment of RL4J's with discrete actions, named by its class.";
  }

  @Override
  public Class<Rl4jEnvironmentConfig> configType() {
    return Rl4jEnvironmentConfig.class;
  }

  @Override
  public EnvironmentSource open(Rl4jEnvironmentConfig config) {
    return MdpProcess.open(config);
  }
}
