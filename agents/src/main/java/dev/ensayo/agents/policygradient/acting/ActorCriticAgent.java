package dev.ensayo.agents.policygradient.acting;

import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.VectorAgent;
import java.io.IOException;
import java.nio.file.Path;

/** What agents with a policy's network have in common: how they are tested and what they leave. */
public abstract class ActorCriticAgent implements VectorAgent {
  private final ActorCritic network;
  private final DistributionPolicy evaluation;

  /**
   * @param network is closed with the agent
   * @param evaluation acts in tests
   */
  protected ActorCriticAgent(ActorCritic network, DistributionPolicy evaluation) {
    this.network = network;
    this.evaluation = evaluation;
  }

  /** π and V. */
  protected final ActorCritic network() {
    return network;
  }

  /** A copy of the network's parameters, in Deeplearning4j's order. */
  public final float[] parameters() {
    return network.parameters();
  }

  @Override
  public final Policy evaluationPolicy() {
    return evaluation;
  }

  @Override
  public final void onEvaluation(long environmentStep) {
    evaluation.beginTest(environmentStep);
  }

  @Override
  public final void writeModel(Path directory) throws IOException {
    network.write(directory.resolve(Networks.MODEL_FILE));
  }

  @Override
  public final void close() {
    network.close();
  }
}
