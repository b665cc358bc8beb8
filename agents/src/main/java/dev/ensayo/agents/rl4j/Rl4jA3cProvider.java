package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code agent: {type: rl4j-a3c}}: RL4J's own learner, {@code A3CDiscreteDense}, as a baseline.
 *
 * <p>Neither RL4J nor ND4J is loaded before {@link #start}.
 */
public final class Rl4jA3cProvider implements AsyncProvider<Rl4jA3cConfig> {
  @Override
  public String name() {
    return "rl4j-a3c";
  }

  @Override
  public String summary() {
    return "RL4J's A3C as it is, a baseline; not repeatable.";
  }

  @Override
  public Class<Rl4jA3cConfig> configType() {
    return Rl4jA3cConfig.class;
  }

  @Override
  public int threads(Rl4jA3cConfig config) {
    return config.threads();
  }

  @Override
  public Training start(Rl4jA3cConfig config, TrainingContext context) {
    ObservationEncoder encoder =
        new ObservationEncoder(((DecisionProcess) context.environment()).spec().observation());
    return new Rl4jAsyncTraining(
        context,
        config.threads(),
        (environments, seeds) -> A3cLearner.create(config, environments, encoder, seeds));
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(Rl4jA3cConfig config, SavedAgent saved)
      throws IOException {
    return Optional.of(TrainedRl4jPolicy.ofProbabilities(saved));
  }
}
