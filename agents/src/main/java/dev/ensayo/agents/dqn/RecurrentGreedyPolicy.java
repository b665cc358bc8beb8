package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.ActionRows;
import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.memory.RowStates;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The action with the largest Q of what was seen of the episode so far; of several the lowest. Each
 * choice takes its observation in.
 */
final class RecurrentGreedyPolicy implements Policy, Stateful {
  private final int actions;
  private final RowStates states;
  private final float[] remembered;
  private float[] outputs;
  private float[] seen = new float[0];

  RecurrentGreedyPolicy(RecurrentNetwork network) {
    this.actions = network.outputSize();
    this.states = new RowStates(network, 1);
    this.remembered = new float[states.size()];
    this.outputs = new float[actions];
  }

  @Override
  public void beginEpisode(int row) {
    states.begin(row);
  }

  @Override
  public void watch(float[] observation) {
    take(observation, observation.length, 1);
  }

  @Override
  public int selectAction(float[] observation) {
    take(observation, observation.length, 1);
    return ActionRows.argMax(outputs, 0, actions);
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] chosen) {
    take(observations, observationSize, count);
    for (int i = 0; i < count; i++) {
      chosen[i] = ActionRows.argMax(outputs, i, actions);
    }
  }

  private void take(float[] observations, int observationSize, int count) {
    if (outputs.length < count * actions) {
      outputs = new float[count * actions];
    }
    if (seen.length != observationSize) {
      seen = new float[observationSize];
    }
    System.arraycopy(observations, 0, seen, 0, observationSize);
    System.arraycopy(states.values(), 0, remembered, 0, remembered.length);
    states.step(observations, count, outputs);
  }

  /** What row 0 remembered before it took its last observation in, {@code [S]}. */
  float[] remembered() {
    return remembered;
  }

  /**
   * What the last action of row 0 was chosen by.
   *
   * @return empty for another observation than the one that it was chosen for
   */
  @Override
  public Optional<double[]> actionValues(float[] observation) {
    if (!Arrays.equals(observation, seen)) {
      return Optional.empty();
    }
    double[] each = new double[actions];
    for (int a = 0; a < each.length; a++) {
      each[a] = outputs[a];
    }
    return Optional.of(each);
  }

  /** Saves what is remembered of row 0, where there are no others. */
  @Override
  public void saveState(StateWriter out) throws IOException {
    states.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    states.loadState(in);
  }
}
