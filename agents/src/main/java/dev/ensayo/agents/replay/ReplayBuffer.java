package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;

/**
 * The last {@code capacity} n-step items, of which a sampler picks.
 *
 * <p>Paper: Lin, "Self-improving reactive agents based on reinforcement learning, planning and
 * teaching", 1992. Observations are kept once each, those of whole numbers 0 to 255 in a byte and
 * those of zeros and ones in a bit a number. Sampling allocates nothing, adding nothing once the
 * buffer is full.
 */
public final class ReplayBuffer implements Experience {
  private final ItemStore items;
  private final Sampler sampler;
  private final int batchSize;

  /**
   * @param capacity items kept
   * @param batchSize items of one update
   * @param observation shape and range of an observation
   * @param accumulator makes items of transitions
   * @param sampler picks items
   */
  public ReplayBuffer(
      int capacity,
      int batchSize,
      ObservationSpec observation,
      NStepAccumulator accumulator,
      Sampler sampler) {
    this.items = new ItemStore(capacity, observation, accumulator, sampler::onAdd);
    this.sampler = sampler;
    this.batchSize = batchSize;
  }

  /** Items stored now. */
  public int size() {
    return items.size();
  }

  @Override
  public void add(Transition transition) {
    items.add(transition);
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public int due(int perPeriod) {
    return perPeriod;
  }

  /** Fills the batch with items that the sampler picks. */
  @Override
  public void sample(TransitionBatch batch, long step) {
    checkState(items.size() > 0, "the replay buffer is empty");
    sampler.sample(items.size(), step, batch.size(), batch.slots(), batch.weights());
    items.gather(batch);
  }

  @Override
  public void reportTdErrors(TransitionBatch batch, float[] tdErrors) {
    sampler.onTdErrors(batch.slots(), tdErrors, batch.size());
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("replay");
    items.saveState(out);
    sampler.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("replay");
    items.loadState(in);
    sampler.loadState(in);
  }
}
