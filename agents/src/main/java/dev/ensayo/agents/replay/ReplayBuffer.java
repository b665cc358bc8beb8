package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;

/**
 * The last {@code capacity} n-step items, in a ring of one preallocated array per field.
 *
 * <p>Observation and next observation are stored apart, although the next observation of one step
 * is mostly the observation of a later one: that takes twice the memory and makes n-step items, the
 * last observation of a truncated episode and the overwriting of old items all the same simple
 * case. Observations of whole numbers 0 to 255 take a byte each. Adding and sampling allocate
 * nothing.
 */
public final class ReplayBuffer implements Stateful {
  private final int capacity;
  private final NStepAccumulator accumulator;
  private final Sampler sampler;
  private final NStepAccumulator.ItemListener store = this::store;
  private final ObservationStore observations;
  private final ObservationStore nextObservations;
  private final int[] actions;
  private final float[] returns;
  private final float[] discounts;
  private int size;
  private int next;

  /**
   * @param capacity items kept
   * @param observation shape and range of an observation
   * @param accumulator makes items of transitions
   * @param sampler picks items
   */
  public ReplayBuffer(
      int capacity, ObservationSpec observation, NStepAccumulator accumulator, Sampler sampler) {
    checkArgument(capacity >= 1, "capacity must be at least 1: %s", capacity);
    checkArgument(
        accumulator.observationSize() == observation.size(),
        "the accumulator takes observations of length %s, the buffer of length %s",
        accumulator.observationSize(),
        observation.size());
    this.capacity = capacity;
    this.accumulator = accumulator;
    this.sampler = sampler;
    this.observations = ObservationStore.of(observation, capacity);
    this.nextObservations = ObservationStore.of(observation, capacity);
    this.actions = new int[capacity];
    this.returns = new float[capacity];
    this.discounts = new float[capacity];
  }

  public int capacity() {
    return capacity;
  }

  /** Items stored now. */
  public int size() {
    return size;
  }

  /** Takes the next transition; the items that it completes are stored. */
  public void add(Transition transition) {
    accumulator.add(transition, store);
  }

  private void store(
      float[] observation,
      int offset,
      int action,
      double nStepReturn,
      float[] nextObservation,
      double bootstrapDiscount) {
    observations.put(next, observation, offset);
    nextObservations.put(next, nextObservation, 0);
    actions[next] = action;
    returns[next] = (float) nStepReturn;
    discounts[next] = (float) bootstrapDiscount;
    sampler.onAdd(next);
    next = next + 1 == capacity ? 0 : next + 1;
    size = Math.min(size + 1, capacity);
  }

  /** Fills the batch with items that the sampler picks. */
  public void sample(TransitionBatch batch) {
    checkState(size > 0, "the replay buffer is empty");
    int count = batch.size();
    int[] slots = batch.slots();
    sampler.sample(size, count, slots, batch.weights());
    observations.gather(slots, count, batch.observations());
    nextObservations.gather(slots, count, batch.nextObservations());
    int[] batchActions = batch.actions();
    float[] batchReturns = batch.returns();
    float[] batchDiscounts = batch.discounts();
    for (int b = 0; b < count; b++) {
      int slot = slots[b];
      batchActions[b] = actions[slot];
      batchReturns[b] = returns[slot];
      batchDiscounts[b] = discounts[slot];
    }
  }

  /**
   * Tells the sampler what was found for the batch that it picked last.
   *
   * @param tdErrors δ of each item, {@code [B]}
   */
  public void reportTdErrors(TransitionBatch batch, float[] tdErrors) {
    sampler.onTdErrors(batch.slots(), tdErrors, batch.size());
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("replay");
    out.writeInt(size);
    out.writeInt(next);
    observations.saveState(out);
    nextObservations.saveState(out);
    out.writeInts(actions);
    out.writeFloats(returns);
    out.writeFloats(discounts);
    accumulator.saveState(out);
    sampler.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("replay");
    size = in.readInt();
    next = in.readInt();
    observations.loadState(in);
    nextObservations.loadState(in);
    in.readInts(actions);
    in.readFloats(returns);
    in.readFloats(discounts);
    accumulator.loadState(in);
    sampler.loadState(in);
  }
}
