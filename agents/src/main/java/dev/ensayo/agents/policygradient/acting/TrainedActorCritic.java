package dev.ensayo.agents.policygradient.acting;

import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.agents.policygradient.network.FeedForwardActorCritic;
import dev.ensayo.agents.policygradient.network.RecurrentActorCritic;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import java.io.IOException;

/** The policy of a network that a finished run wrote, as the run was tested with last. */
public final class TrainedActorCritic extends DistributionPolicy implements TrainedPolicy {
  private final ActorCritic network;

  private TrainedActorCritic(
      ActorCritic network, SavedAgent saved, EvaluationPolicy kind, int copies, int largestBatch) {
    super(
        network,
        saved.spec().action(),
        kind,
        largestBatch,
        saved.seeds().child(Networks.EVALUATION_SEEDS));
    this.network = network;
    // The last step of all copies may have led beyond the budget.
    beginTest((saved.steps() + copies - 1) / copies * copies);
  }

  /**
   * One that remembers.
   *
   * @param shared whether policy and value share their layers
   * @param copies that stepped together in training
   * @param largestBatch as in training
   * @throws IOException if the model cannot be read or is not of such a process
   */
  public static TrainedActorCritic loadRecurrent(
      SavedAgent saved, boolean shared, EvaluationPolicy kind, int copies, int largestBatch)
      throws IOException {
    RecurrentActorCritic network =
        RecurrentActorCritic.load(
            saved.folder().resolve(Networks.MODEL_FILE),
            shared,
            saved.spec(),
            saved.backend(),
            largestBatch);
    return new TrainedActorCritic(network, saved, kind, copies, largestBatch);
  }

  /**
   * @param hasValue whether the network has a value beside the policy
   * @param copies that stepped together in training
   * @param largestBatch as in training: a batch of another size may differ in the last bits
   * @throws IOException if the model cannot be read or is not of such a process
   */
  public static TrainedActorCritic load(
      SavedAgent saved, boolean hasValue, EvaluationPolicy kind, int copies, int largestBatch)
      throws IOException {
    FeedForwardActorCritic network =
        FeedForwardActorCritic.load(
            saved.folder().resolve(Networks.MODEL_FILE),
            hasValue,
            saved.spec(),
            saved.backend(),
            largestBatch);
    return new TrainedActorCritic(network, saved, kind, copies, largestBatch);
  }

  @Override
  public void close() {
    network.close();
  }
}
