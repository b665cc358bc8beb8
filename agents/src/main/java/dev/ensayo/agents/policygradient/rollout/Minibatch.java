package dev.ensayo.agents.policygradient.rollout;

/** Items that one gradient step learns from. */
public final class Minibatch {
  private final int observationSize;
  private final int actionSize;
  private final int[] items;
  private final float[] observations;
  private final float[] actions;
  private final float[] logProbabilities;
  private final float[] values;
  private final float[] advantages;
  private final float[] returns;
  private final float[] begins;
  private int size;

  /**
   * @param capacity the most items
   * @param observationSize {@code F}
   * @param actionSize {@code K}, numbers that an action is kept as
   */
  public Minibatch(int capacity, int observationSize, int actionSize) {
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    this.items = new int[capacity];
    this.observations = new float[Math.multiplyExact(capacity, observationSize)];
    this.actions = new float[Math.multiplyExact(capacity, actionSize)];
    this.logProbabilities = new float[capacity];
    this.values = new float[capacity];
    this.advantages = new float[capacity];
    this.returns = new float[capacity];
    this.begins = new float[capacity];
  }

  /**
   * Takes items of a rollout.
   *
   * @param order numbers of items
   * @param from where in {@code order} to begin
   * @param count how many, {@code B}
   */
  public void gather(Rollout rollout, int[] order, int from, int count) {
    size = count;
    for (int b = 0; b < count; b++) {
      int item = order[from + b];
      items[b] = item;
      System.arraycopy(
          rollout.observations(),
          item * observationSize,
          observations,
          b * observationSize,
          observationSize);
      System.arraycopy(rollout.actions(), item * actionSize, actions, b * actionSize, actionSize);
      logProbabilities[b] = rollout.logProbabilities()[item];
      values[b] = rollout.values()[item];
      advantages[b] = rollout.advantages()[item];
      returns[b] = rollout.returns()[item];
      begins[b] = rollout.begins(item) ? 1 : 0;
    }
  }

  /**
   * Takes the steps of a whole episode behind those that are there.
   *
   * @param observations {@code [L, F]}
   * @param actions {@code [L, K]}
   * @param logProbabilities {@code [L]}
   * @param values {@code [L]}
   * @param returns {@code [L]}
   * @param length {@code L}
   */
  public void append(
      float[] observations,
      float[] actions,
      float[] logProbabilities,
      float[] values,
      float[] returns,
      int length) {
    System.arraycopy(
        observations, 0, this.observations, size * observationSize, length * observationSize);
    System.arraycopy(actions, 0, this.actions, size * actionSize, length * actionSize);
    System.arraycopy(logProbabilities, 0, this.logProbabilities, size, length);
    System.arraycopy(values, 0, this.values, size, length);
    System.arraycopy(returns, 0, this.returns, size, length);
    size += length;
  }

  /** Takes everything away. */
  public void clear() {
    size = 0;
  }

  /** The most items that it holds. */
  public int capacity() {
    return items.length;
  }

  /** {@code B}. */
  public int size() {
    return size;
  }

  /** The numbers of the items in their rollout, {@code [B]}. */
  public int[] items() {
    return items;
  }

  /** Observations, {@code [B, F]}. */
  public float[] observations() {
    return observations;
  }

  /** Actions as they were drawn, {@code [B, K]}. */
  public float[] actions() {
    return actions;
  }

  /** {@code K}. */
  public int actionSize() {
    return actionSize;
  }

  /** ln π(a | o) when the action was drawn, {@code [B]}. */
  public float[] logProbabilities() {
    return logProbabilities;
  }

  /** V(o) when the action was drawn, {@code [B]}. */
  public float[] values() {
    return values;
  }

  /** What the action was worth, {@code [B]}; may be normalized in place. */
  public float[] advantages() {
    return advantages;
  }

  /** What the value is fitted to, {@code [B]}. */
  public float[] returns() {
    return returns;
  }

  /** 1 where an observation is the first of its episode, else 0, {@code [B]}. */
  public float[] begins() {
    return begins;
  }
}
