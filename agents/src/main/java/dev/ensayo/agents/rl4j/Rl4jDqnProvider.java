package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * {@code agent: {type: rl4j-dqn}}: RL4J's own learner, {@code QLearningDiscreteDense}, as a
 * baseline.
 *
 * <p>Neither RL4J nor ND4J is loaded before {@link #start}.
 */
public final class Rl4jDqnProvider implements PolicyProvider<Rl4jDqnConfig> {
  @Override
  public String name() {
    return "rl4j-dqn";
  }

  @Override
  public String summary() {
    return "RL4J's deep Q-learning as it is, a baseline; slow, and a stopped run starts over.";
  }

  @Override
  public Class<Rl4jDqnConfig> configType() {
    return Rl4jDqnConfig.class;
  }

  @Override
  public void check(
      Rl4jDqnConfig config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    if (config.engine() == BackendConfig.Engine.COMPILED
        && backend.device() == BackendConfig.Device.GPU) {
      throw new InvalidSettingException(
          "engine",
          "the compiled engine computes on the CPU; with device: gpu leave it out or say"
              + " deeplearning4j");
    }
  }

  @Override
  public Training start(Rl4jDqnConfig config, TrainingContext context) {
    return new Rl4jDqnTraining(config, context);
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(Rl4jDqnConfig config, SavedAgent saved)
      throws IOException {
    return Optional.of(TrainedRl4jPolicy.ofDqn(config, saved));
  }

  @Override
  public Set<String> agentMetrics() {
    return Set.of("train/loss", "train/q_mean", "train/epsilon");
  }
}
