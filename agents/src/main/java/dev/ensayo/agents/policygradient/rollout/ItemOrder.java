package dev.ensayo.agents.policygradient.rollout;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/**
 * In which order the items of a rollout come, of which each minibatch takes its share: one by one,
 * or windows of L steps of a copy as a whole. The items of a minibatch of W windows are then time
 * step after time step: item t·W + w is step t of window w.
 */
public final class ItemOrder implements Stateful {
  private final int copies;
  private final int window;
  private final int[] units;
  private final int unitsOfMinibatch;
  private final int[] items;

  /**
   * @param window L, which divides the steps of a rollout; 1 for single items
   * @param minibatches they divide the windows
   */
  public ItemOrder(Rollout rollout, int window, int minibatches) {
    this.copies = rollout.copies();
    this.window = window;
    this.units = new int[rollout.items() / window];
    this.unitsOfMinibatch = units.length / minibatches;
    this.items = new int[rollout.items()];
    for (int i = 0; i < units.length; i++) {
      units[i] = i;
    }
    layOut();
  }

  /** Fisher and Yates' shuffle of the items or windows, of the order there is. */
  public void shuffle(RandomStream random) {
    for (int i = units.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = units[i];
      units[i] = units[j];
      units[j] = swapped;
    }
    layOut();
  }

  /** Numbers of the items, {@code [T·N]}. */
  public int[] items() {
    return items;
  }

  /** Window k·N + n holds the steps from k·L on of copy n. */
  private void layOut() {
    for (int u = 0; u < units.length; u++) {
      int first = units[u] / copies * window * copies + units[u] % copies;
      int from = u / unitsOfMinibatch * unitsOfMinibatch * window + u % unitsOfMinibatch;
      for (int t = 0; t < window; t++) {
        items[from + t * unitsOfMinibatch] = first + t * copies;
      }
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInts(units);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.readInts(units);
    layOut();
  }
}
