package dev.ensayo.agents.replay;

import dev.ensayo.core.checkpoint.Stateful;

/**
 * Picks which stored items to learn from.
 *
 * <p>A sampler hears of every item that is stored and of the TD errors that were found for the
 * items it picked, so that it may prefer some; the buffer knows nothing of preferences.
 */
public interface Sampler extends Stateful {
  /** An item was stored in a slot; what was in the slot before is gone. */
  void onAdd(int slot);

  /**
   * Picks slots.
   *
   * @param size the slots 0 to size − 1 are filled; at least 1
   * @param step environment steps taken so far
   * @param count how many to pick
   * @param slots receives {@code count} slots; the same may occur more than once
   * @param weights receives {@code count} factors for the loss of each, 1 where all slots are
   *     equally likely
   */
  void sample(int size, long step, int count, int[] slots, float[] weights);

  /**
   * Hears what was found for picked items.
   *
   * @param slots as picked
   * @param tdErrors δ of each
   * @param count how many of both
   */
  void onTdErrors(int[] slots, float[] tdErrors, int count);
}
