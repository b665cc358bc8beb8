package dev.ensayo.agents.dqn;

import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The greedy policy of a network that a finished run wrote. */
final class TrainedDqn implements TrainedPolicy {
  private final Policy greedy;
  private final Runnable closeNetwork;

  private TrainedDqn(Policy greedy, Runnable closeNetwork) {
    this.greedy = greedy;
    this.closeNetwork = closeNetwork;
  }

  /**
   * @throws IOException if the model cannot be read or is not of such a process
   */
  static TrainedDqn load(DqnConfig config, SavedAgent saved) throws IOException {
    DqnConfig fitted = config.fittedTo(saved.spec().observation());
    Path zip = saved.folder().resolve(DqnAgent.MODEL_FILE);
    if (fitted.memory().isPresent()) {
      RecurrentNetwork network = RecurrentQ.load(fitted, saved.spec(), saved.backend(), zip);
      return new TrainedDqn(new RecurrentGreedyPolicy(network), network::close);
    }
    // As in training: a batch of another size may differ in the last bits.
    int largestBatch = DqnAgent.largestBatch(fitted.replay().batchSize(fitted.batchSize()));
    QNetwork network = QNetwork.load(fitted, saved.spec(), saved.backend(), zip, largestBatch);
    return new TrainedDqn(new GreedyPolicy(network, largestBatch), network::close);
  }

  @Override
  public void beginEpisode(int row) {
    greedy.beginEpisode(row);
  }

  @Override
  public void watch(float[] observation) {
    greedy.watch(observation);
  }

  @Override
  public int selectAction(float[] observation) {
    return greedy.selectAction(observation);
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] chosen) {
    greedy.selectActions(observations, observationSize, count, chosen);
  }

  @Override
  public Optional<double[]> actionValues(float[] observation) {
    return greedy.actionValues(observation);
  }

  @Override
  public void close() {
    closeNetwork.run();
  }
}
