package dev.ensayo.agents.tabular;

import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import java.io.IOException;
import java.util.Optional;

/** The greedy policy of a table that a finished run wrote. */
final class SavedTablePolicy implements TrainedPolicy {
  private final GreedyTablePolicy greedy;

  private SavedTablePolicy(ActionValues values) {
    this.greedy = new GreedyTablePolicy(values);
  }

  /**
   * @throws IOException if the table cannot be read
   */
  static Optional<TrainedPolicy> load(SavedAgent saved) throws IOException {
    return Optional.of(
        new SavedTablePolicy(
            ActionValues.read(
                saved.folder(), saved.spec().observation().states(), saved.spec().actions())));
  }

  @Override
  public int selectAction(float[] observation) {
    return greedy.selectAction(observation);
  }

  @Override
  public Optional<double[]> actionValues(float[] observation) {
    return greedy.actionValues(observation);
  }
}
