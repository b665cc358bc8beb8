package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code agent: {type: rl4j-async-nstep-q}}: RL4J's own learner, {@code
 * AsyncNStepQLearningDiscreteDense}, as a baseline.
 *
 * <p>Neither RL4J nor ND4J is loaded before {@link #start}.
 */
public final class Rl4jAsyncNStepQProvider implements AsyncProvider<Rl4jAsyncNStepQConfig> {
  @Override
  public String name() {
    return "rl4j-async-nstep-q";
  }

  @Override
  public String summary() {
    return "RL4J's asynchronous n-step Q-learning as it is, a baseline; not repeatable.";
  }

  @Override
  public Class<Rl4jAsyncNStepQConfig> configType() {
    return Rl4jAsyncNStepQConfig.class;
  }

  @Override
  public int threads(Rl4jAsyncNStepQConfig config) {
    return config.threads();
  }

  @Override
  public Training start(Rl4jAsyncNStepQConfig config, TrainingContext context) {
    ObservationEncoder encoder =
        new ObservationEncoder(((DecisionProcess) context.environment()).spec().observation());
    return new Rl4jAsyncTraining(
        context,
        config.threads(),
        (environments, seeds) -> AsyncNStepQLearner.create(config, environments, encoder, seeds));
  }

  @Override
  public Optional<TrainedPolicy> loadPolicy(Rl4jAsyncNStepQConfig config, SavedAgent saved)
      throws IOException {
    return Optional.of(TrainedRl4jPolicy.ofLibraryValues(saved));
  }
}
