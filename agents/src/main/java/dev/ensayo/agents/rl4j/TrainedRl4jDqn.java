package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.deeplearning4j.util.ModelSerializer;

/** The greedy policy of RL4J's network that a finished run wrote. */
final class TrainedRl4jDqn implements TrainedPolicy {
  private final MultiLayerNetwork network;
  private final GreedyPolicy greedy;

  @SuppressWarnings("deprecation") // RL4J's own learner takes no other network
  private TrainedRl4jDqn(MultiLayerNetwork network, ObservationEncoder encoder) {
    this.network = network;
    this.greedy = new GreedyPolicy(new DQN(network), encoder);
  }

  /**
   * @throws IOException if the model cannot be read
   */
  static TrainedRl4jDqn load(SavedAgent saved) throws IOException {
    Path zip = saved.folder().resolve(Rl4jDqnTraining.MODEL_FILE);
    return new TrainedRl4jDqn(
        ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), false),
        new ObservationEncoder(saved.spec().observation()));
  }

  @Override
  public int selectAction(float[] observation) {
    return greedy.selectAction(observation);
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] actions) {
    greedy.selectActions(observations, observationSize, count, actions);
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
