package dev.ensayo.core.training;

import com.google.common.math.LongMath;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.metrics.OtherClocks;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * The clockwork that every kind of training shares: it counts steps, logs the means of the training
 * metrics each time {@code log.every} has passed and tests the learner before the first step, each
 * time {@code evaluation.every} has passed, and at the end.
 */
public abstract class ScheduledTraining implements Training {
  private static final double NANOS_PER_SECOND = 1e9;

  private final TrainingContext context;
  private final Clock clock;
  private final String throughputMetric;
  private final int stepsPerSlice;
  private final MetricMeans means = new MetricMeans();
  private long end;
  private boolean endsEarly;
  private long position;
  private long tests;
  private long trainingNanos;
  private long workLogged;
  private long loggedAt;
  private long takenUpAt;

  /**
   * @param clock what {@link #step} moves, and what the budget is given on
   * @param throughputMetric name of units of work per second of training, in timing.csv
   * @param stepsPerSlice how many steps make a slice of about a second or less
   */
  protected ScheduledTraining(
      TrainingContext context, Clock clock, String throughputMetric, int stepsPerSlice) {
    this.context = context;
    this.clock = clock;
    this.throughputMetric = throughputMetric;
    this.stepsPerSlice = stepsPerSlice;
    this.end = context.budget().amount();
  }

  /**
   * Learns a little. {@link #position} is where the clock stands before.
   *
   * @param room how far the clock may move until something is due: a log point, a test or the end;
   *     at least 1. Where a step is larger than that, what is due comes after it.
   * @return how far that moves the clock; 0 where its unit is not over yet, as within an epoch
   */
  protected abstract long step(long room);

  /**
   * What the throughput metric counts, since this process took up the run; by default how far the
   * clock has moved. A training whose clock counts epochs gives the examples it has learned from.
   */
  protected long workDone() {
    return position;
  }

  /**
   * How many updates were made since the run began; empty where what learns has none. By default
   * where the clock stands, if it counts them.
   */
  protected OptionalLong updates() {
    return clock == Clock.UPDATE ? OptionalLong.of(position) : OptionalLong.empty();
  }

  /**
   * Ends the run before its budget is used up, after the log and the test that are due: where the
   * step under way leads to, or, in a test, here.
   */
  protected final void stopEarly() {
    end = position;
    endsEarly = true;
  }

  /**
   * Tests the learner and records what comes of it.
   *
   * @param number of the test, from 0
   */
  protected abstract void test(long number);

  /** Takes values at every step or update; their means are logged. */
  protected final MetricMeans means() {
    return means;
  }

  /** Records a value that belongs to this moment, of a test. */
  protected final void record(String metric, double value) {
    recordAt(position, metric, value);
  }

  /** Records a value that belongs to another moment, such as the end of the step under way. */
  protected final void recordAt(long moment, String metric, double value) {
    context.metrics().record(clock, moment, metric, value);
  }

  /** Whether its state can be saved, as it can unless a subclass says otherwise. */
  @Override
  public boolean isResumable() {
    return true;
  }

  @Override
  public final Clock clock() {
    return clock;
  }

  @Override
  public final long position() {
    return position;
  }

  @Override
  public final long end() {
    return end;
  }

  @Override
  public final boolean isFinished() {
    return position >= end && tests > 0;
  }

  @Override
  public final void advance() {
    if (tests == 0) {
      test(tests++);
      return;
    }
    long nextLog = after(position, context.log().every());
    long nextTest = after(position, context.evaluation().every());
    long started = System.nanoTime();
    boolean logIsDue = false;
    boolean testIsDue = false;
    for (int i = 0; i < stepsPerSlice && position < end && !logIsDue && !testIsDue; i++) {
      position += step(Math.min(Math.min(nextLog, nextTest), end) - position);
      logIsDue = position >= nextLog;
      testIsDue = position >= nextTest;
      if (endsEarly) {
        end = position;
      }
    }
    trainingNanos += System.nanoTime() - started;
    if (logIsDue || position >= end) {
      log();
    }
    if (testIsDue || position >= end) {
      boolean isLast = position >= end;
      test(tests++);
      if (position >= end && !isLast && !logIsDue) {
        log(); // the test has ended the run
      }
    }
  }

  /** The first multiple after a moment. */
  private static long after(long moment, long every) {
    return LongMath.saturatedAdd(moment - moment % every, every);
  }

  private void log() {
    means.recordAndReset(clock, position, context.metrics());
    double seconds = trainingNanos / NANOS_PER_SECOND;
    if (seconds > 0) {
      context
          .timings()
          .record(clock, position, throughputMetric, (workDone() - workLogged) / seconds);
      if (position > takenUpAt) {
        // Of an interval that another process began, the time that it took is this part's share.
        double whole = seconds * (position - loggedAt) / (position - takenUpAt);
        context.timings().record(clock, position, OtherClocks.SECONDS, whole);
      }
    }
    updates()
        .ifPresent(
            made -> context.timings().record(clock, position, OtherClocks.UPDATES, (double) made));
    trainingNanos = 0;
    workLogged = workDone();
    loggedAt = position;
    takenUpAt = position;
  }

  /** {@inheritDoc} Overriding methods call this one first. */
  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("training");
    out.writeLong(position);
    out.writeLong(tests);
    out.writeLong(end);
    means.saveState(out);
  }

  /** {@inheritDoc} Overriding methods call this one first. */
  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("training");
    position = in.readLong();
    tests = in.readLong();
    long endThen = in.readLong();
    if (position >= endThen) {
      end = endThen; // it had ended before its budget; else the end is that of the budget of now
    }
    workLogged = workDone();
    loggedAt = position - position % context.log().every();
    takenUpAt = position;
    means.loadState(in);
  }
}
