package dev.ensayo.agents.dqn;

import dev.ensayo.core.agent.Policy;

/** The action with the largest Q(o, a); of several the lowest. */
final class GreedyPolicy implements Policy {
  private final QNetwork network;
  private final int largestBatch;
  private final float[] values;

  /**
   * @param largestBatch the largest number of observations that the network takes at once
   */
  GreedyPolicy(QNetwork network, int largestBatch) {
    this.network = network;
    this.largestBatch = largestBatch;
    this.values = new float[largestBatch * network.actions()];
  }

  @Override
  public int selectAction(float[] observation) {
    network.predict(observation, 1, values);
    return ActionRows.argMax(values, 0, network.actions());
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] actions) {
    if (count > largestBatch) {
      Policy.super.selectActions(observations, observationSize, count, actions);
      return;
    }
    network.predict(observations, count, values);
    for (int i = 0; i < count; i++) {
      actions[i] = ActionRows.argMax(values, i, network.actions());
    }
  }
}
