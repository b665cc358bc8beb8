package dev.ensayo.experiments.run;

import dev.ensayo.core.training.TestProgress;
import java.time.Duration;

/** Tells of the tests of one run, but not of those that are over in a moment. */
final class LongTest implements TestProgress {
  private static final long MOMENT_NANOS = Duration.ofSeconds(2).toNanos();

  /** Hears of a long test. */
  @FunctionalInterface
  interface Listener {
    /** How much of it is done, 0 to 1. */
    void at(double share);
  }

  private final Listener listener;
  private boolean runs;
  private long began;

  LongTest(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void at(long done, long all) {
    long now = System.nanoTime();
    if (!runs) {
      runs = true;
      began = now;
    }
    if (now - began >= MOMENT_NANOS) {
      listener.at((double) done / all);
    }
    runs = done < all;
  }
}
