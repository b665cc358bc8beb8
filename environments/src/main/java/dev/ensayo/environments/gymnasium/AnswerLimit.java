package dev.ensayo.environments.gymnasium;

import java.util.concurrent.TimeUnit;

/** Ends a process, in a thread of its own, that takes longer over an answer than it may. */
final class AnswerLimit implements Runnable {
  private static final long NOT_WAITING = 0;

  /** How often it looks; a process is ended that much too late at the most. */
  private static final long MOST_PAUSE_MILLIS = 200;

  private final Process process;
  private final long limitNanos;
  private volatile long since = NOT_WAITING;
  private volatile boolean exceeded;

  AnswerLimit(Process process, double seconds) {
    this.process = process;
    this.limitNanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  void startWaiting() {
    since = System.nanoTime() | 1; // never 0, and a nanosecond is nothing
  }

  void stopWaiting() {
    since = NOT_WAITING;
  }

  /** Whether the process was ended for that. */
  boolean isExceeded() {
    return exceeded;
  }

  @Override
  public void run() {
    long pause = Math.min(MOST_PAUSE_MILLIS, Math.max(1, limitNanos / 4_000_000));
    try {
      while (!process.waitFor(pause, TimeUnit.MILLISECONDS)) {
        long start = since;
        if (start != NOT_WAITING && System.nanoTime() - start > limitNanos) {
          exceeded = true;
          PythonProcess.end(process);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
