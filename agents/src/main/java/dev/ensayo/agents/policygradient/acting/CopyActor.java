package dev.ensayo.agents.policygradient.acting;

import dev.ensayo.agents.diagnosis.Breakdown;
import dev.ensayo.agents.policygradient.distribution.ActionDistribution;
import dev.ensayo.agents.policygradient.network.ActorCritic;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;

/** Draws an action for each copy of an environment, and keeps what was drawn. */
public final class CopyActor implements Stateful {
  private final ActorCritic network;
  private final RandomStream random;

  /**
   * @param random actions are drawn from it
   */
  public CopyActor(ActorCritic network, RandomStream random) {
    this.network = network;
    this.random = random;
  }

  /**
   * Draws an action for each copy.
   *
   * @param given receives them as the environment takes them
   * @param first place of the first copy in the arrays
   * @param actions receives them as they were drawn, {@code [·, K]}
   * @param logProbabilities receives ln π(a | o), {@code [·]}
   * @param values receives V(o), {@code [·]}, where the network has a value
   * @param environmentStep environment steps taken so far
   * @param updates made so far
   * @throws TrainingFailedException if the network puts out what is no number
   */
  public void act(
      VectorEnvironment copies,
      ActionBatch given,
      int first,
      float[] actions,
      float[] logProbabilities,
      float[] values,
      long environmentStep,
      long updates) {
    for (int copy = 0; copy < copies.count(); copy++) {
      if (copies.begins(copy)) {
        network.beginEpisode(copy);
      }
    }
    float[][] outputs = network.act(copies.observations(), copies.count());
    ActionDistribution distribution = network.heads().distribution();
    int size = distribution.actionSize();
    for (int copy = 0; copy < copies.count(); copy++) {
      int item = first + copy;
      distribution.read(outputs, copy);
      distribution.sample(random, actions, item * size);
      double logProbability = distribution.logProbability(actions, item * size);
      if (!Double.isFinite(logProbability)) {
        throw failure(logProbability, outputs, copies.count(), environmentStep, updates);
      }
      logProbabilities[item] = (float) logProbability;
      distribution.give(actions, item * size, given, copy);
    }
    if (network.heads().hasValue()) {
      System.arraycopy(network.heads().values(outputs), 0, values, first, copies.count());
    }
  }

  private TrainingFailedException failure(
      double logProbability, float[][] outputs, int count, long environmentStep, long updates) {
    ActionDistribution distribution = network.heads().distribution();
    int numbers = count * distribution.parameters();
    Breakdown what =
        new Breakdown(
                "logarithm of an action's probability", logProbability, environmentStep, updates)
            .with("outputs of the policy", outputs[0], numbers);
    if (distribution.hasDeviations()) {
      what.with("logarithms of standard deviations", outputs[1], numbers);
    }
    return what.lookAt(
        "agent.updater.learningRate (smaller), agent.gradientClipping.norm (such as 0.5) and the"
            + " scale of observations and rewards");
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    random.loadState(in);
  }
}
