package dev.ensayo.agents.replay;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;

/** Asks for a {@link ReplayBuffer}. */
@Choice(value = "buffer", summary = "the newest transitions, of which batches are picked")
public record BufferSpec(
    @Setting(
            value =
                "items kept; the newest replaces the oldest. Room is taken for no more than the"
                    + " budget can fill",
            defaultValue = "10000",
            min = 1,
            max = 100_000_000,
            unit = "transitions")
        int capacity,
    @Setting(value = "which stored items are learned from", defaultValue = "uniform")
        SamplerSpec sampler)
    implements ReplaySpec {
  /** Of an item beside its observation: two frame numbers, action, return and discount. */
  private static final int BYTES_OF_ITEM = 2 * Long.BYTES + Integer.BYTES + 2 * Float.BYTES;

  public BufferSpec {
    Settings.check(BufferSpec.class, capacity, sampler);
  }

  private int room(long budgetSteps) {
    return (int) Math.max(1, Math.min(capacity, budgetSteps));
  }

  @Override
  public Experience create(
      int batchSize,
      ObservationSpec observation,
      NStepAccumulator accumulator,
      long budgetSteps,
      RandomStream random) {
    int room = room(budgetSteps);
    return new ReplayBuffer(
        room, batchSize, observation, accumulator, sampler.create(room, budgetSteps, random));
  }

  /** Windows that are kept where it holds windows: as many as have {@code capacity} steps. */
  public int windows(int window) {
    return Math.max(1, capacity / window);
  }

  /**
   * Asks for windows in the place of transitions.
   *
   * @param discount γ of the returns
   * @param stateSize numbers of a recurrent network's state
   */
  public SequenceReplay createSequences(
      WindowShape shape,
      double discount,
      ObservationSpec observation,
      int stateSize,
      long budgetSteps,
      RandomStream random) {
    int windows = windows(shape.window());
    int room = (int) Math.max(1, Math.min(windows, budgetSteps));
    return new SequenceReplay(
        windows,
        budgetSteps,
        shape,
        discount,
        observation,
        stateSize,
        sampler.create(room, budgetSteps, random));
  }

  @Override
  public int batchSize(int asked) {
    return asked;
  }

  @Override
  public int stepsBeforeFirst(int batchSize, int nStep) {
    return batchSize + nStep - 1;
  }

  @Override
  public void checkBatch(int batchSize) {
    if (batchSize > capacity) {
      throw new InvalidSettingException(
          "batchSize", "must not exceed replay.capacity (" + capacity + "), not " + batchSize);
    }
  }

  @Override
  public long bytes(ObservationSpec observation, long budgetSteps) {
    return room(budgetSteps) * (FrameStore.bytesOfFrame(observation) + BYTES_OF_ITEM);
  }
}
