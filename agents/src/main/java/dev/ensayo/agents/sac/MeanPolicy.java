package dev.ensayo.agents.sac;

import dev.ensayo.core.agent.ContinuousPolicy;
import dev.ensayo.core.agent.TrainedPolicy;

/** The action without noise, tanh(μ), in the box of the process. */
final class MeanPolicy implements TrainedPolicy, ContinuousPolicy {
  private final Actor actor;
  private final ActionBox box;
  private final float[] outputs;
  private final float[] squashed;

  MeanPolicy(Actor actor, ActionBox box) {
    this.actor = actor;
    this.box = box;
    this.outputs = new float[actor.largestBatch() * 2 * box.size()];
    this.squashed = new float[actor.largestBatch() * box.size()];
  }

  @Override
  public int selectAction(float[] observation) {
    return ContinuousPolicy.super.selectAction(observation);
  }

  @Override
  public void selectAction(float[] observation, float[] action) {
    choose(observation, 1, action);
  }

  @Override
  public void selectActions(
      float[] observations, int observationSize, int count, int actionSize, float[] actions) {
    if (count > actor.largestBatch()) {
      TrainedPolicy.super.selectActions(observations, observationSize, count, actionSize, actions);
      return;
    }
    choose(observations, count, actions);
  }

  private void choose(float[] observations, int count, float[] actions) {
    actor.predict(observations, count, outputs);
    SquashedGaussian.means(outputs, count, box.size(), squashed);
    box.fill(squashed, count, actions);
  }

  /** Frees the network. */
  @Override
  public void close() {
    actor.close();
  }
}
