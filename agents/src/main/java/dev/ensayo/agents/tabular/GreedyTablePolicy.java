package dev.ensayo.agents.tabular;

import dev.ensayo.core.agent.Policy;

/** The action with the largest value; of several the lowest. */
final class GreedyTablePolicy implements Policy {
  private final ActionValues values;

  GreedyTablePolicy(ActionValues values) {
    this.values = values;
  }

  @Override
  public int selectAction(float[] observation) {
    return values.greedyAction((int) observation[0]);
  }
}
