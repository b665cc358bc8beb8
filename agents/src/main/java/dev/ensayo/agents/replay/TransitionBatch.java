package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkArgument;

/** Items picked from a {@link ReplayBuffer}: one array per field, reused from batch to batch. */
public final class TransitionBatch {
  private final int size;
  private final float[] observations;
  private final float[] nextObservations;
  private final int[] actions;
  private final float[] vectors;
  private final float[] returns;
  private final float[] discounts;
  private final int[] slots;
  private final float[] weights;

  /**
   * Of items with discrete actions.
   *
   * @param size number of items {@code B}
   * @param observationSize length {@code F} of an observation
   */
  public TransitionBatch(int size, int observationSize) {
    this(size, observationSize, 0);
  }

  /**
   * @param size number of items {@code B}
   * @param observationSize length {@code F} of an observation
   * @param actionSize length {@code D} of an action that is a real vector; 0 if it is discrete
   */
  public TransitionBatch(int size, int observationSize, int actionSize) {
    checkArgument(size >= 1, "a batch needs at least one item: %s", size);
    this.size = size;
    this.observations = new float[Math.multiplyExact(size, observationSize)];
    this.nextObservations = new float[observations.length];
    this.actions = new int[actionSize == 0 ? size : 0];
    this.vectors = new float[Math.multiplyExact(size, actionSize)];
    this.returns = new float[size];
    this.discounts = new float[size];
    this.slots = new int[size];
    this.weights = new float[size];
  }

  /** {@code B}. */
  public int size() {
    return size;
  }

  /** o, {@code [B, F]}. */
  public float[] observations() {
    return observations;
  }

  /** o' at the end of the n steps, {@code [B, F]}. */
  public float[] nextObservations() {
    return nextObservations;
  }

  /** a, {@code [B]}; empty where it is a real vector. */
  public int[] actions() {
    return actions;
  }

  /** a, {@code [B, D]}; empty where it is discrete. */
  public float[] vectors() {
    return vectors;
  }

  /** n-step return G, for n = 1 the reward, {@code [B]}. */
  public float[] returns() {
    return returns;
  }

  /** Factor of the value of o': γ^k, or 0 where the task terminated, {@code [B]}. */
  public float[] discounts() {
    return discounts;
  }

  /** Slots of the buffer that the items came from, {@code [B]}. */
  public int[] slots() {
    return slots;
  }

  /** Factor of each item's loss, as the sampler says, {@code [B]}. */
  public float[] weights() {
    return weights;
  }
}
