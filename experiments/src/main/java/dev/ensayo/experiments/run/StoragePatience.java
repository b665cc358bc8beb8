package dev.ensayo.experiments.run;

import dev.ensayo.core.study.RunPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long files that cannot be read or written are taken for a trouble of the folder that passes,
 * as of a file server that restarts, rather than for a failure of the run. A run that meets it
 * stops, writes nothing more, and is tried again from its last checkpoint.
 *
 * <p>Many threads ask, each for the run that it makes.
 */
public final class StoragePatience {
  /** Has none: each such error fails the run. */
  public static final StoragePatience NONE = new StoragePatience(Duration.ZERO, System::nanoTime);

  /** A run that meets the same error whenever it has gone on for a while will not end. */
  private static final int MOST_TRIES = 50;

  private static final class Trouble {
    private long firstNanos;
    private long lastNanos;
    private int tries;
  }

  private final long nanos;
  private final LongSupplier clock;
  private final Map<RunPlan, Trouble> troubles = new HashMap<>();

  /**
   * @param patience how long a run is tried again, from its first error; of errors that lie further
   *     apart than that, the later is a first one again
   * @param clock a clock that runs evenly, as {@link System#nanoTime}
   */
  public StoragePatience(Duration patience, LongSupplier clock) {
    this.nanos = patience.toNanos();
    this.clock = clock;
  }

  boolean isNone() {
    return nanos == 0;
  }

  /** Whether a run that has just met such an error is to be tried again. */
  synchronized boolean forgives(RunPlan run) {
    if (isNone()) {
      return false;
    }
    long now = clock.getAsLong();
    Trouble trouble = troubles.computeIfAbsent(run, first -> new Trouble());
    if (trouble.tries == 0 || now - trouble.lastNanos >= nanos) {
      trouble.firstNanos = now;
    }
    trouble.lastNanos = now;
    trouble.tries++;
    return now - trouble.firstNanos < nanos && trouble.tries <= MOST_TRIES;
  }
}
