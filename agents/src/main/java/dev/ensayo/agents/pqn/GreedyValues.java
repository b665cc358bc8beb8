package dev.ensayo.agents.pqn;

import dev.ensayo.agents.dqn.value.ActionRows;
import dev.ensayo.core.agent.TrainedPolicy;
import java.util.Optional;

/** The action with the largest value; of several the lowest. */
final class GreedyValues implements TrainedPolicy {
  private final PqnNetwork network;
  private final float[] values;

  GreedyValues(PqnNetwork network) {
    this.network = network;
    this.values = new float[network.largestBatch() * network.actions()];
  }

  @Override
  public int selectAction(float[] observation) {
    network.predict(observation, 1, values);
    return ActionRows.argMax(values, 0, network.actions());
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] actions) {
    if (count > network.largestBatch()) {
      TrainedPolicy.super.selectActions(observations, observationSize, count, actions);
      return;
    }
    network.predict(observations, count, values);
    for (int i = 0; i < count; i++) {
      actions[i] = ActionRows.argMax(values, i, network.actions());
    }
  }

  @Override
  public Optional<double[]> actionValues(float[] observation) {
    network.predict(observation, 1, values);
    double[] each = new double[network.actions()];
    for (int a = 0; a < each.length; a++) {
      each[a] = values[a];
    }
    return Optional.of(each);
  }

  /** Frees the network. */
  @Override
  public void close() {
    network.close();
  }
}
