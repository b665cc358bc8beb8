package dev.ensayo.environments.minigrid;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/** Draws from a stream of the run. */
record StreamChance(RandomStream random) implements Chance {
  @Override
  public int between(int low, int high) {
    return low + random.nextInt(high - low);
  }

  @Override
  public void shuffle(int[] items, int count) {
    for (int last = count - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int item = items[last];
      items[last] = items[other];
      items[other] = item;
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    random.loadState(in);
  }
}
