package dev.ensayo.agents.policygradient.rollout;

import dev.ensayo.core.agent.TimeLimits;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * What {@code T} steps in {@code N} copies brought, step by step: item t·N + n is of step t in copy
 * n, so that the items of one copy are a sequence, N apart.
 */
public final class Rollout implements Stateful {
  private static final byte GOES_ON = 0;
  private static final byte TERMINATED = 1;
  private static final byte TRUNCATED = 2;

  private final int steps;
  private final int copies;
  private final int observationSize;
  private final int actionSize;
  private final float[] observations;
  private final float[] actions;
  private final float[] logProbabilities;
  private final float[] values;
  private final float[] rewards;
  private final byte[] begins;
  private final byte[] ends;
  private final float[] finalValues;
  private final float[] lastValues;
  private final float[] advantages;
  private final float[] returns;
  private int taken;

  /**
   * @param steps {@code T}
   * @param copies {@code N}
   * @param observationSize {@code F}
   * @param actionSize {@code K}, numbers that an action is kept as
   */
  public Rollout(int steps, int copies, int observationSize, int actionSize) {
    this.steps = steps;
    this.copies = copies;
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    int items = Math.multiplyExact(steps, copies);
    this.observations = new float[Math.multiplyExact(items, observationSize)];
    this.actions = new float[Math.multiplyExact(items, actionSize)];
    this.logProbabilities = new float[items];
    this.values = new float[items];
    this.rewards = new float[items];
    this.begins = new byte[items];
    this.ends = new byte[items];
    this.finalValues = new float[items];
    this.lastValues = new float[copies];
    this.advantages = new float[items];
    this.returns = new float[items];
  }

  /** {@code T}. */
  public int steps() {
    return steps;
  }

  /** {@code N}. */
  public int copies() {
    return copies;
  }

  /** {@code F}. */
  public int observationSize() {
    return observationSize;
  }

  /** {@code K}. */
  public int actionSize() {
    return actionSize;
  }

  /** T·N. */
  public int items() {
    return steps * copies;
  }

  /** The item of the first copy in the step under way. */
  public int first() {
    return taken * copies;
  }

  /** Whether all steps were taken. */
  public boolean isFull() {
    return taken == steps;
  }

  /** Begins anew. */
  public void clear() {
    taken = 0;
  }

  /** Keeps what the copies show before they step. */
  public void observe(VectorEnvironment environments) {
    int first = first();
    System.arraycopy(
        environments.observations(),
        0,
        observations,
        first * observationSize,
        copies * observationSize);
    for (int n = 0; n < copies; n++) {
      begins[first + n] = (byte) (environments.begins(n) ? 1 : 0);
    }
  }

  /**
   * Keeps what the step brought and goes on to the next one.
   *
   * @param timeLimits what an end by the clock counts as
   */
  public void complete(VectorEnvironment environments, TimeLimits timeLimits) {
    for (int n = 0; n < copies; n++) {
      complete(
          n, environments.rewards()[n], environments.ended(n), timeLimits.cuts(environments, n));
    }
    advance();
  }

  /** Keeps what the step under way brought in one copy. */
  void complete(int copy, double reward, boolean ended, boolean cut) {
    int item = first() + copy;
    rewards[item] = (float) reward;
    ends[item] = ended ? (cut ? TRUNCATED : TERMINATED) : GOES_ON;
    if (!cut) {
      finalValues[item] = 0;
    }
  }

  /** Goes on to the next step. */
  void advance() {
    taken++;
  }

  /** Observations, {@code [T·N, F]}. */
  public float[] observations() {
    return observations;
  }

  /** Actions as they were drawn, {@code [T·N, K]}. */
  public float[] actions() {
    return actions;
  }

  /** ln π(a | o) when the action was drawn, {@code [T·N]}. */
  public float[] logProbabilities() {
    return logProbabilities;
  }

  /** V(o) when the action was drawn, {@code [T·N]}. */
  public float[] values() {
    return values;
  }

  /** Rewards to learn from, {@code [T·N]}. */
  public float[] rewards() {
    return rewards;
  }

  /** Whether an item's observation is the first of its episode. */
  public boolean begins(int item) {
    return begins[item] != 0;
  }

  /** Whether nothing counts after an item's step. */
  public boolean terminated(int item) {
    return ends[item] == TERMINATED;
  }

  /** Whether the clock ended the episode with an item's step, and a value stands for the rest. */
  public boolean truncated(int item) {
    return ends[item] == TRUNCATED;
  }

  /** V of the final observation of items that were truncated, {@code [T·N]}; of others 0. */
  public float[] finalValues() {
    return finalValues;
  }

  /** V of what the copies show after the last step, {@code [N]}. */
  public float[] lastValues() {
    return lastValues;
  }

  /** Advantages, once they were estimated, {@code [T·N]}. */
  public float[] advantages() {
    return advantages;
  }

  /** Returns that values are fitted to, once they were estimated, {@code [T·N]}. */
  public float[] returns() {
    return returns;
  }

  /** Saves the steps taken; nothing is estimated of them yet. */
  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("rollout");
    out.writeInt(taken);
    int items = first();
    out.writeFloats(observations, 0, items * observationSize);
    out.writeFloats(actions, 0, items * actionSize);
    out.writeFloats(logProbabilities, 0, items);
    out.writeFloats(values, 0, items);
    out.writeFloats(rewards, 0, items);
    out.writeFloats(finalValues, 0, items);
    out.writeBytes(begins, 0, items);
    out.writeBytes(ends, 0, items);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("rollout");
    taken = in.readInt();
    if (taken < 0 || taken > steps) {
      throw new IOException("the state is of " + taken + " steps, and a rollout has " + steps);
    }
    int items = first();
    in.readFloats(observations, 0, items * observationSize);
    in.readFloats(actions, 0, items * actionSize);
    in.readFloats(logProbabilities, 0, items);
    in.readFloats(values, 0, items);
    in.readFloats(rewards, 0, items);
    in.readFloats(finalValues, 0, items);
    in.readBytes(begins, 0, items);
    in.readBytes(ends, 0, items);
  }
}
