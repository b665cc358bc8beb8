package dev.ensayo.experiments.cli;

import dev.ensayo.experiments.run.Cancellation;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (or a polite kill) into a clean stop: runs save themselves, the report is written,
 * then the process ends.
 */
final class StopOnSignal implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Cancellation cancellation;
  private final PrintWriter err;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop");

  private StopOnSignal(Cancellation cancellation, PrintWriter err) {
    this.cancellation = cancellation;
    this.err = err;
  }

  static StopOnSignal install(Cancellation cancellation, PrintWriter err) {
    StopOnSignal stop = new StopOnSignal(cancellation, err);
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  boolean wasAsked() {
    return cancellation.isRequested();
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return; // the command was done before the process ended
    }
    cancellation.request();
    err.println("stopping: runs save themselves …");
    err.flush();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        err.println("a run did not stop in time; it resumes from its last checkpoint");
        err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finished.countDown();
  }
}
