package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The last {@code capacity} n-step items, in a ring of one array per field.
 *
 * <p>Each observation is kept once: the next observation of one step is mostly the observation of
 * the next, and items know observations by their numbers. Taking items allocates nothing once the
 * store is full.
 */
final class ItemStore implements Stateful {
  private final int capacity;
  private final NStepAccumulator accumulator;
  private final NStepAccumulator.ItemListener store = this::store;
  private final IntConsumer stored;
  private final FrameStore<?> observations;
  private final float[] lastObservation;
  private final long[] frames;
  private final long[] nextFrames;
  private final ActionColumn actions;
  private final float[] returns;
  private final float[] discounts;
  private long[] gathered = new long[0];
  private long lastFrame = -1;
  private int size;
  private int next;

  /**
   * @param capacity items kept, at least 1
   * @param accumulator makes items of transitions
   * @param stored hears of the slot of each item that was stored; what was in the slot before is
   *     gone
   */
  ItemStore(
      int capacity, ObservationSpec observation, NStepAccumulator accumulator, IntConsumer stored) {
    checkArgument(capacity >= 1, "capacity must be at least 1: %s", capacity);
    this.capacity = capacity;
    this.accumulator = accumulator;
    this.stored = stored;
    this.observations = FrameStore.of(observation, mostFrames(capacity, accumulator.steps()));
    this.lastObservation = new float[observation.size()];
    this.frames = new long[capacity];
    this.nextFrames = new long[capacity];
    this.actions = accumulator.newActions(capacity);
    this.returns = new float[capacity];
    this.discounts = new float[capacity];
  }

  /** Where each episode has one step, each item has two observations of its own. */
  private static long mostFrames(int capacity, int steps) {
    return 2 * ((long) capacity + steps) + 2;
  }

  /** Items stored now. */
  int size() {
    return size;
  }

  /** Takes the next transition; the items that it completes are stored. */
  void add(Transition transition) {
    long frame =
        lastFrame >= 0 && Arrays.equals(transition.observation(), lastObservation)
            ? lastFrame
            : observations.append(transition.observation());
    System.arraycopy(transition.nextObservation(), 0, lastObservation, 0, lastObservation.length);
    lastFrame = observations.append(lastObservation);
    accumulator.add(transition, frame, lastFrame, store);
  }

  private void store(
      long frame,
      ActionColumn taken,
      int row,
      double nStepReturn,
      long nextFrame,
      double bootstrapDiscount) {
    int slot = next;
    frames[slot] = frame;
    nextFrames[slot] = nextFrame;
    actions.set(slot, taken, row);
    returns[slot] = (float) nStepReturn;
    discounts[slot] = (float) bootstrapDiscount;
    next = next + 1 == capacity ? 0 : next + 1;
    size = Math.min(size + 1, capacity);
    observations.forgetBefore(frames[size == capacity ? next : 0]);
    stored.accept(slot);
  }

  /** Copies the items in the first {@code batch.size()} of the batch's slots into it. */
  void gather(TransitionBatch batch) {
    int count = batch.size();
    if (gathered.length < count) {
      gathered = new long[count];
    }
    gather(frames, batch, batch.observations());
    gather(nextFrames, batch, batch.nextObservations());
    actions.gather(batch);
    for (int b = 0; b < count; b++) {
      int slot = batch.slots()[b];
      batch.returns()[b] = returns[slot];
      batch.discounts()[b] = discounts[slot];
    }
  }

  private void gather(long[] numbers, TransitionBatch batch, float[] target) {
    int[] slots = batch.slots();
    for (int b = 0; b < batch.size(); b++) {
      gathered[b] = numbers[slots[b]];
    }
    observations.gather(gathered, batch.size(), target);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("items");
    out.writeInt(size);
    out.writeInt(next);
    out.writeLong(lastFrame);
    out.writeFloats(lastObservation);
    observations.saveState(out);
    out.writeLongs(frames, 0, size);
    out.writeLongs(nextFrames, 0, size);
    actions.save(size, out);
    out.writeFloats(returns, 0, size);
    out.writeFloats(discounts, 0, size);
    accumulator.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("items");
    size = in.readInt();
    next = in.readInt();
    if (size > capacity) {
      throw new IOException("checkpoint holds " + size + " items where " + capacity + " fit");
    }
    lastFrame = in.readLong();
    in.readFloats(lastObservation);
    observations.loadState(in);
    in.readLongs(frames, 0, size);
    in.readLongs(nextFrames, 0, size);
    actions.load(size, in);
    in.readFloats(returns, 0, size);
    in.readFloats(discounts, 0, size);
    accumulator.loadState(in);
    if (size < capacity) {
      next = size; // the run was shorter and had less room, which was just full
    }
  }
}
