package dev.ensayo.agents.dqn;

import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import java.io.IOException;
import java.util.Optional;

/** The greedy policy of a network that a finished run wrote. */
final class TrainedDqn implements TrainedPolicy {
  private final QNetwork network;
  private final GreedyPolicy greedy;

  private TrainedDqn(QNetwork network, int largestBatch) {
    this.network = network;
    this.greedy = new GreedyPolicy(network, largestBatch);
  }

  /**
   * @throws IOException if the model cannot be read or is not of such a process
   */
  static TrainedDqn load(DqnConfig config, SavedAgent saved) throws IOException {
    DqnConfig fitted = config.fittedTo(saved.spec().observation());
    // As in training: a batch of another size may differ in the last bits.
    int largestBatch = DqnAgent.largestBatch(fitted.replay().batchSize(fitted.batchSize()));
    return new TrainedDqn(
        QNetwork.load(
            fitted,
            saved.spec(),
            saved.backend(),
            saved.folder().resolve(DqnAgent.MODEL_FILE),
            largestBatch),
        largestBatch);
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
