package dev.ensayo.experiments.cli;

import dev.ensayo.experiments.progress.StudyProgress;
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
  private volatile StudyProgress progress;

  private StopOnSignal(Cancellation cancellation, PrintWriter err) {
    this.cancellation = cancellation;
    this.err = err;
  }

  static StopOnSignal install(Cancellation cancellation, PrintWriter err) {
    StopOnSignal stop = new StopOnSignal(cancellation, err);
    try {
      Runtime.getRuntime().addShutdownHook(stop.hook);
    } catch (IllegalStateException e) {
      cancellation.request(); // the process is ending already
    }
    return stop;
  }

  /** From now on what is said does not disturb the bars. */
  void speakAbove(StudyProgress bars) {
    progress = bars;
  }

  boolean wasAsked() {
    return cancellation.isRequested();
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return; // the command was done before the process ended
    }
    cancellation.request();
    say("stopping: runs save themselves …");
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        say("a run did not stop in time; it resumes from its last checkpoint");
        if (progress != null) {
          progress.close(); // the process ends now
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(String line) {
    if (progress != null) {
      progress.say(line);
    } else {
      err.println(line);
      err.flush();
    }
  }

  @Override
  public void close() {
    finished.countDown();
  }
}
