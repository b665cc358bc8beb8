package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.ActionRows;
import dev.ensayo.agents.dqn.value.ValueHead;
import dev.ensayo.agents.replay.TransitionBatch;

/**
 * The value that the target network gives to the best next action: the one that it values most, or,
 * with Double DQN, the one that the online network does.
 *
 * <p>Papers: Mnih et al., "Human-level control through deep reinforcement learning", 2015,
 * algorithm 1; van Hasselt, Guez and Silver, "Deep reinforcement learning with double Q-learning",
 * 2016, equation 4.
 */
final class GreedyTargets implements TargetRule {
  private final ValueHead head;
  private final QNetwork chooses;
  private final QNetwork rates;
  private final float[] choosing;
  private final float[] rated;
  private final float[] values;
  private final int[] actions;

  /**
   * @param chooses the next action
   * @param rates the chosen action
   * @param batch {@code B}
   */
  GreedyTargets(QNetwork chooses, QNetwork rates, int batch) {
    this.head = rates.head();
    this.chooses = chooses;
    this.rates = rates;
    this.rated = new float[batch * head.outputs()];
    this.choosing = chooses == rates ? rated : new float[rated.length];
    this.values = new float[batch * head.actions()];
    this.actions = new int[batch];
  }

  @Override
  public void compute(TransitionBatch batch, float[] targets) {
    rates.predict(batch.nextObservations(), batch.size(), rated);
    if (chooses != rates) {
      chooses.predict(batch.nextObservations(), batch.size(), choosing);
    }
    head.values(choosing, batch.size(), values);
    for (int b = 0; b < actions.length; b++) {
      actions[b] = ActionRows.argMax(values, b, head.actions());
    }
    head.targets(batch.returns(), batch.discounts(), rated, actions, targets);
  }
}
