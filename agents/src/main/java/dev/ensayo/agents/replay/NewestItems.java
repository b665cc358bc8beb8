package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkState;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ObservationSpec;
import java.io.IOException;
import java.util.Arrays;

/**
 * No memory: the items that the last transition has completed, each of which is learned from once.
 *
 * <p>With one-step items that is the transition itself; with n steps there is none until n have
 * been taken, and up to n at the end of an episode.
 */
public final class NewestItems implements Experience {
  private final ItemStore items;
  private final int[] slots;
  private int completed;
  private int learned;

  /**
   * @param observation shape and range of an observation
   * @param accumulator makes items of transitions
   */
  public NewestItems(ObservationSpec observation, NStepAccumulator accumulator) {
    this.slots = new int[accumulator.steps()];
    this.items =
        new ItemStore(
            accumulator.steps(), observation, accumulator, slot -> slots[completed++] = slot);
  }

  @Override
  public void add(Transition transition) {
    completed = 0;
    learned = 0;
    items.add(transition);
  }

  @Override
  public int batchSize() {
    return 1;
  }

  /** One for each item that the last transition has completed, whatever the settings. */
  @Override
  public int due(int perPeriod) {
    return completed - learned;
  }

  /** Fills the batch with the oldest item that was not learned from. */
  @Override
  public void sample(TransitionBatch batch, long step) {
    checkState(learned < completed, "all items have been learned from");
    batch.slots()[0] = slots[learned++];
    Arrays.fill(batch.weights(), 1);
    items.gather(batch);
  }

  @Override
  public void reportTdErrors(TransitionBatch batch, float[] tdErrors) {
    // Nothing is picked again.
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("newest");
    items.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("newest");
    items.loadState(in);
    completed = 0;
    learned = 0;
  }
}
