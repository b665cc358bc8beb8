package dev.ensayo.cluster;

import dev.ensayo.experiments.launch.RunEvent;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task has to tell of its run up to a moment.
 *
 * @param lasting what must not be missed, in its order; only grows
 * @param position where the run is; null before it has moved
 * @param test how far the test is that it is in; null if it was in none that took long
 * @param scratch whether it is made in a folder of the executor alone
 */
record RunNews(List<RunEvent> lasting, RunEvent position, RunEvent test, boolean scratch)
    implements Serializable {
  static final RunNews NONE = new RunNews(List.of(), null, null, false);

  RunNews {
    lasting = List.copyOf(lasting);
  }

  /** With one more; of positions and of the shares of tests only the last counts. */
  RunNews with(RunEvent event) {
    if (event instanceof RunEvent.Moved) {
      return new RunNews(lasting, event, test, scratch);
    }
    if (event instanceof RunEvent.Testing) {
      return new RunNews(lasting, position, event, scratch);
    }
    List<RunEvent> more = new ArrayList<>(lasting);
    more.add(event);
    return new RunNews(more, position, test, scratch);
  }

  RunNews inScratch() {
    return new RunNews(lasting, position, test, true);
  }
}
