package dev.ensayo.agents.dqn;

import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import java.io.IOException;
import java.util.Optional;

/** The greedy policy of a recurrent network that a finished run wrote. */
final class TrainedRecurrentDqn implements TrainedPolicy {
  private final RecurrentNetwork network;
  private final RecurrentGreedyPolicy greedy;

  private TrainedRecurrentDqn(RecurrentNetwork network) {
    this.network = network;
    this.greedy = new RecurrentGreedyPolicy(network);
  }

  /**
   * @throws IOException if the model cannot be read or is not of such a process
   */
  static TrainedRecurrentDqn load(DqnConfig config, SavedAgent saved) throws IOException {
    return new TrainedRecurrentDqn(
        RecurrentQ.load(
            config, saved.spec(), saved.backend(), saved.folder().resolve(DqnAgent.MODEL_FILE)));
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
    network.close();
  }
}
