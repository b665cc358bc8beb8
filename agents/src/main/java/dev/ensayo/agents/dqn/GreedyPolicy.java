package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.ActionRows;
import dev.ensayo.agents.dqn.value.ValueHead;
import dev.ensayo.core.agent.Policy;
import java.util.Optional;

/** The action with the largest Q(o, a); of several the lowest. */
final class GreedyPolicy implements Policy {
  private final QNetwork network;
  private final ValueHead head;
  private final int largestBatch;
  private final float[] outputs;
  private final float[] values;

  /**
   * @param largestBatch the largest number of observations that the network takes at once
   */
  GreedyPolicy(QNetwork network, int largestBatch) {
    this.network = network;
    this.head = network.head();
    this.largestBatch = largestBatch;
    this.outputs = new float[largestBatch * head.outputs()];
    this.values = new float[largestBatch * head.actions()];
  }

  @Override
  public int selectAction(float[] observation) {
    evaluate(observation, 1);
    return ActionRows.argMax(values, 0, head.actions());
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] actions) {
    if (count > largestBatch) {
      Policy.super.selectActions(observations, observationSize, count, actions);
      return;
    }
    evaluate(observations, count);
    for (int i = 0; i < count; i++) {
      actions[i] = ActionRows.argMax(values, i, head.actions());
    }
  }

  @Override
  public Optional<double[]> actionValues(float[] observation) {
    evaluate(observation, 1);
    double[] each = new double[head.actions()];
    for (int a = 0; a < each.length; a++) {
      each[a] = values[a];
    }
    return Optional.of(each);
  }

  private void evaluate(float[] observations, int count) {
    network.predict(observations, count, outputs);
    head.values(outputs, count, values);
  }
}
