package dev.ensayo.cluster;

import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.launch.RunEvent;
import dev.ensayo.experiments.run.RunObserver;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One attempt at a run: the job that was given to Spark, as the driver sees it. What its task tells
 * is passed on once each, whether it comes with a heartbeat or with the result.
 */
final class RunFlight {
  private static final double NANOS_PER_SECOND = 1e9;

  private final RunPlan run;
  private final RunObserver observer;
  private final Consumer<RunPlan> onScratch;
  private final CountDownLatch jobEnd = new CountDownLatch(1);
  private final CountDownLatch taskEnd;
  private int told;
  private RunEvent position;
  private RunEvent test;
  private boolean wasKept;
  private boolean begun;
  private boolean fromStart;
  private long begunNanos;
  private boolean inScratch;
  private String place = "";
  private String loss = "";
  private String lossPlace = "";
  private boolean jobStarted;

  /**
   * @param observer hears how the run gets on, but not how it ends
   * @param onScratch called once, if the run is made where the driver does not see it
   */
  RunFlight(RunPlan run, RunObserver observer, Consumer<RunPlan> onScratch) {
    this.taskEnd = new CountDownLatch(run.workers());
    this.run = run;
    this.observer = observer;
    this.onScratch = onScratch;
  }

  RunPlan run() {
    return run;
  }

  /** Passes on what is new. */
  synchronized void hear(RunNews news) {
    if (news.scratch() && !inScratch) {
      inScratch = true;
      onScratch.accept(run);
    }
    for (; told < news.lasting().size(); told++) {
      RunEvent event = news.lasting().get(told);
      wasKept |= event instanceof RunEvent.Kept;
      if (event instanceof RunEvent.Started started) {
        begun = true;
        fromStart = started.position() == 0;
        begunNanos = System.nanoTime();
      }
      if (!(event instanceof RunEvent.Ended) && !(event instanceof RunEvent.Elsewhere)) {
        event.tell(observer, run);
      }
    }
    if (begun && news.position() != null && !news.position().equals(position)) {
      position = news.position();
      position.tell(observer, run);
    }
    if (begun && news.test() != null && !news.test().equals(test)) {
      test = news.test();
      test.tell(observer, run);
    }
  }

  synchronized boolean isInScratch() {
    return inScratch;
  }

  /**
   * How long the run has been under way, in seconds; empty if it has not begun, or went on from a
   * checkpoint.
   */
  synchronized OptionalDouble seconds() {
    return begun && fromStart
        ? OptionalDouble.of((System.nanoTime() - begunNanos) / NANOS_PER_SECOND)
        : OptionalDouble.empty();
  }

  /** Whether the task found the run complete and left it alone. */
  synchronized boolean wasKept() {
    return wasKept;
  }

  synchronized void jobStarted() {
    jobStarted = true;
  }

  /**
   * The task has been given to an executor; of several, that which makes the run.
   *
   * @param where its name and the machine's
   */
  synchronized void taskStarted(String where) {
    place = where;
  }

  /**
   * A task is over.
   *
   * @param where it was
   * @param why the executor is gone; empty if it is not
   */
  synchronized void taskEnded(String where, String why) {
    if (loss.isEmpty() && !why.isEmpty()) {
      loss = why;
      lossPlace = where;
    }
    taskEnd.countDown();
  }

  private synchronized boolean isJobStarted() {
    return jobStarted;
  }

  void jobEnded() {
    jobEnd.countDown();
  }

  /** The executor that has the task; empty while none has. */
  synchronized Optional<String> place() {
    return place.isEmpty() ? Optional.empty() : Optional.of(place);
  }

  /** The executor that was lost; empty if none was. */
  synchronized Optional<String> lossPlace() {
    return lossPlace.isEmpty() ? Optional.empty() : Optional.of(lossPlace);
  }

  /** Why the executor was lost, in Spark's words; empty if it was not. */
  synchronized String loss() {
    return loss;
  }

  /**
   * Waits until no executor is at the task any more.
   *
   * @param seconds how long at most
   * @return whether that is so
   */
  boolean awaitLanding(long seconds) throws InterruptedException {
    if (!isJobStarted()) {
      return true; // Spark has not begun with it
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    // The start of a task is heard of before the end of its job.
    return jobEnd.await(seconds, TimeUnit.SECONDS)
        && (place().isEmpty() || taskEnd.await(end - System.nanoTime(), TimeUnit.NANOSECONDS));
  }
}
