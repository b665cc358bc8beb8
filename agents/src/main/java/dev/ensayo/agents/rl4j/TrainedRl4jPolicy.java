package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.deeplearning4j.util.ModelSerializer;

/** The greedy policy of the network that a finished run wrote. */
final class TrainedRl4jPolicy implements TrainedPolicy {
  private final Runnable closing;
  private final GreedyPolicy greedy;

  private TrainedRl4jPolicy(Runnable closing, GreedyPolicy greedy) {
    this.closing = closing;
    this.greedy = greedy;
  }

  /**
   * Of a run of {@code rl4j-dqn}, on the engine that computed it.
   *
   * @throws IOException if the model cannot be read
   */
  static TrainedRl4jPolicy ofDqn(Rl4jDqnConfig config, SavedAgent saved) throws IOException {
    return config.engine() == BackendConfig.Engine.COMPILED
        ? ofValues(CompiledNetwork.load(config, zip(saved), saved.backend()), saved)
        : ofLibraryValues(saved);
  }

  /**
   * Of a run that wrote a network of action values, computed by Deeplearning4j.
   *
   * @throws IOException if the model cannot be read
   */
  static TrainedRl4jPolicy ofLibraryValues(SavedAgent saved) throws IOException {
    return ofValues(library(zip(saved)), saved);
  }

  /**
   * Of a run that wrote a network of action probabilities.
   *
   * @throws IOException if the model cannot be read
   */
  static TrainedRl4jPolicy ofProbabilities(SavedAgent saved) throws IOException {
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(zip(saved).toFile(), false);
    return new TrainedRl4jPolicy(
        network::close, GreedyPolicy.ofProbabilities(network, encoder(saved)));
  }

  private static TrainedRl4jPolicy ofValues(OnlineNetwork network, SavedAgent saved) {
    return new TrainedRl4jPolicy(network::close, new GreedyPolicy(network.dqn(), encoder(saved)));
  }

  private static Path zip(SavedAgent saved) {
    return saved.folder().resolve(Rl4jDqnTraining.MODEL_FILE);
  }

  private static ObservationEncoder encoder(SavedAgent saved) {
    return new ObservationEncoder(saved.spec().observation());
  }

  @SuppressWarnings("deprecation") // RL4J's own learners take no other network
  private static LibraryNetwork library(Path zip) throws IOException {
    return new LibraryNetwork(
        new DQN(ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), false)));
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
    closing.run();
  }
}
