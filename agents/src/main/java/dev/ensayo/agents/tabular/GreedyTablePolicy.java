package dev.ensayo.agents.tabular;

import dev.ensayo.core.agent.Policy;
import java.util.Arrays;
import java.util.Optional;

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

  @Override
  public Optional<double[]> actionValues(float[] observation) {
    double[] each = new double[values.actions()];
    Arrays.setAll(each, action -> values.get((int) observation[0], action));
    return Optional.of(each);
  }
}
