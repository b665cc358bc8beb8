package dev.ensayo.agents.policygradient.reinforce;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Arrays;

/**
 * The steps of one episode, from its first on; takes more room when one is longer than any before.
 */
final class Episode implements Stateful {
  private static final int FIRST_ROOM = 64;

  private final int observationSize;
  private final int actionSize;
  private float[] observations;
  private float[] actions;
  private float[] logProbabilities;
  private float[] values;
  private float[] rewards;
  private float[] returns;
  private int length;

  /**
   * @param observationSize {@code F}
   * @param actionSize {@code K}, numbers that an action is kept as
   */
  Episode(int observationSize, int actionSize) {
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    this.observations = new float[FIRST_ROOM * observationSize];
    this.actions = new float[FIRST_ROOM * actionSize];
    this.logProbabilities = new float[FIRST_ROOM];
    this.values = new float[FIRST_ROOM];
    this.rewards = new float[FIRST_ROOM];
    this.returns = new float[FIRST_ROOM];
  }

  private void makeRoom(int steps) {
    if (steps <= rewards.length) {
      return;
    }
    int room = Math.max(steps, rewards.length * 2);
    observations = Arrays.copyOf(observations, Math.multiplyExact(room, observationSize));
    actions = Arrays.copyOf(actions, Math.multiplyExact(room, actionSize));
    logProbabilities = Arrays.copyOf(logProbabilities, room);
    values = Arrays.copyOf(values, room);
    rewards = Arrays.copyOf(rewards, room);
    returns = Arrays.copyOf(returns, room);
  }

  /** Forgets all steps. */
  void clear() {
    length = 0;
  }

  /** {@code L}: steps so far. */
  int length() {
    return length;
  }

  /**
   * Keeps what was seen and done.
   *
   * @param observationsOfAll {@code [·, F]}
   * @param actionsOfAll {@code [·, K]}
   * @param row of both, and of the others
   */
  void add(
      float[] observationsOfAll,
      float[] actionsOfAll,
      float[] logProbabilitiesOfAll,
      float[] valuesOfAll,
      int row,
      double reward) {
    makeRoom(length + 1);
    System.arraycopy(
        observationsOfAll,
        row * observationSize,
        observations,
        length * observationSize,
        observationSize);
    System.arraycopy(actionsOfAll, row * actionSize, actions, length * actionSize, actionSize);
    logProbabilities[length] = logProbabilitiesOfAll[row];
    values[length] = valuesOfAll[row];
    rewards[length] = (float) reward;
    length++;
  }

  /** G_t = r_t + γ·G_{t+1}, with nothing after the last step, whatever ended the episode. */
  void computeReturns(double discount) {
    double following = 0;
    for (int t = length - 1; t >= 0; t--) {
      following = rewards[t] + discount * following;
      returns[t] = (float) following;
    }
  }

  /** Observations, {@code [L, F]}. */
  float[] observations() {
    return observations;
  }

  /** Actions as they were drawn, {@code [L, K]}. */
  float[] actions() {
    return actions;
  }

  /** ln π(a | o) when the action was drawn, {@code [L]}. */
  float[] logProbabilities() {
    return logProbabilities;
  }

  /** V(o) when the action was drawn, {@code [L]}; 0 without a value. */
  float[] values() {
    return values;
  }

  /** Returns, once they were computed, {@code [L]}. */
  float[] returns() {
    return returns;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("episode");
    out.writeInt(length);
    out.writeFloats(observations, 0, length * observationSize);
    out.writeFloats(actions, 0, length * actionSize);
    out.writeFloats(logProbabilities, 0, length);
    out.writeFloats(values, 0, length);
    out.writeFloats(rewards, 0, length);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("episode");
    length = in.readInt();
    makeRoom(length);
    in.readFloats(observations, 0, length * observationSize);
    in.readFloats(actions, 0, length * actionSize);
    in.readFloats(logProbabilities, 0, length);
    in.readFloats(values, 0, length);
    in.readFloats(rewards, 0, length);
  }
}
