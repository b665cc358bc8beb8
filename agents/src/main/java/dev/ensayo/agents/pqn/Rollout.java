package dev.ensayo.agents.pqn;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * What {@code N} copies lived through in up to {@code T} steps while the network stayed as it was,
 * step by step and within a step copy by copy: row {@code t·N + i} is step t of copy i.
 */
final class Rollout implements Stateful {
  private static final byte GOES_ON = 0;
  private static final byte TERMINATED = 1;
  private static final byte TRUNCATED = 2;

  private final int copies;
  private final int steps;
  private final int observationSize;
  private final float[] observations;
  private final int[] actions;
  private final float[] rewards;
  private final float[] maxima;
  private final float[] finalMaxima;
  private final byte[] ends;
  private int taken;

  /**
   * @param copies {@code N}
   * @param steps {@code T}
   * @param observationSize length {@code F} of an observation
   */
  Rollout(int copies, int steps, int observationSize) {
    int rows = Math.multiplyExact(copies, steps);
    this.copies = copies;
    this.steps = steps;
    this.observationSize = observationSize;
    this.observations = new float[Math.multiplyExact(rows, observationSize)];
    this.actions = new int[rows];
    this.rewards = new float[rows];
    this.maxima = new float[rows];
    this.finalMaxima = new float[rows];
    this.ends = new byte[rows];
  }

  /** {@code N}. */
  int copies() {
    return copies;
  }

  /** {@code T}. */
  int steps() {
    return steps;
  }

  /** The first row of the step that is under way. */
  int row() {
    return taken * copies;
  }

  boolean isFull() {
    return taken == steps;
  }

  /** Forgets everything. */
  void clear() {
    taken = 0;
  }

  /**
   * What the copies show before the step that is under way.
   *
   * @param shown {@code [N, F]}
   */
  void observe(float[] shown) {
    System.arraycopy(shown, 0, observations, row() * observationSize, copies * observationSize);
  }

  /**
   * The largest value of any action before the step that is under way, and the action taken.
   *
   * @param copy {@code i}
   */
  void act(int copy, float largest, int action) {
    maxima[row() + copy] = largest;
    actions[row() + copy] = action;
  }

  /** What came of the step in one copy; it goes on. */
  void goOn(int copy, double reward) {
    end(copy, reward, GOES_ON, 0);
  }

  /** What came of the step in one copy, where the task ended. */
  void terminate(int copy, double reward) {
    end(copy, reward, TERMINATED, 0);
  }

  /**
   * What came of the step in one copy, where time ran out.
   *
   * @param finalMaximum the largest value of any action after the step
   */
  void truncate(int copy, double reward, float finalMaximum) {
    end(copy, reward, TRUNCATED, finalMaximum);
  }

  private void end(int copy, double reward, byte how, float finalMaximum) {
    int row = row() + copy;
    rewards[row] = (float) reward;
    ends[row] = how;
    finalMaxima[row] = finalMaximum;
  }

  /** The step is done in all copies. */
  void advance() {
    taken++;
  }

  /** Copies an observation out, to {@code target[toRow, F]}. */
  void copyObservation(int row, float[] target, int toRow) {
    System.arraycopy(
        observations, row * observationSize, target, toRow * observationSize, observationSize);
  }

  int action(int row) {
    return actions[row];
  }

  float reward(int row) {
    return rewards[row];
  }

  /** The largest value of any action before the step of a row. */
  float maximum(int row) {
    return maxima[row];
  }

  boolean ended(int row) {
    return ends[row] != GOES_ON;
  }

  /** The largest value of any action after a step that ended an episode; 0 if the task ended. */
  float finalMaximum(int row) {
    return finalMaxima[row];
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("rollout");
    out.writeInt(taken);
    out.writeFloats(observations, 0, row() * observationSize);
    out.writeInts(actions, 0, row());
    out.writeFloats(rewards, 0, row());
    out.writeFloats(maxima, 0, row());
    out.writeFloats(finalMaxima, 0, row());
    out.writeBytes(ends, 0, row());
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("rollout");
    taken = in.readInt();
    if (taken < 0 || taken > steps) {
      throw new IOException("the checkpoint is " + taken + " steps into " + steps);
    }
    in.readFloats(observations, 0, row() * observationSize);
    in.readInts(actions, 0, row());
    in.readFloats(rewards, 0, row());
    in.readFloats(maxima, 0, row());
    in.readFloats(finalMaxima, 0, row());
    in.readBytes(ends, 0, row());
  }
}
