package dev.ensayo.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Gives Spark as many tasks at a time as keep its executors busy, other runs wait in their order.
 * With each task that ends Spark looks through all jobs that wait: with hundreds of them that takes
 * the driver longer than to give out a run. Runs that are very short go into a task together.
 */
final class SparkQueue {
  /** So many are given where there are few executors, or none yet. */
  static final int LEAST = 16;

  /** For each core, one that it is at and one that it goes on with. */
  private static final int FOR_EACH_CORE = 2;

  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final IntSupplier cores;
  private final LongSupplier nanoTime;
  private final IntSupplier batch;
  private final Queue<Booking> waiting = new ArrayDeque<>();
  private int given;
  private int most = LEAST;
  private long lookedNanos;

  /**
   * @param cores how many tasks executors can be at now; asked once a second at most
   * @param batch how many runs a task may take
   * @param nanoTime as {@link System#nanoTime}
   */
  SparkQueue(IntSupplier cores, IntSupplier batch, LongSupplier nanoTime) {
    this.cores = cores;
    this.batch = batch;
    this.nanoTime = nanoTime;
    this.lookedNanos = nanoTime.getAsLong() - LOOK_NANOS;
  }

  /**
   * Waits until it is the run's turn.
   *
   * @param stop whether to wait no longer
   * @return those that go into one task, the caller's first, who must {@link #leave} again; none if
   *     another's task takes it along; empty if it was not its turn before the stop
   */
  Optional<List<Booking>> enter(Booking booking, BooleanSupplier stop) throws InterruptedException {
    line(booking);
    Optional<List<Booking>> turn = Optional.empty();
    try {
      while (turn.isEmpty() && !stop.getAsBoolean()) {
        try {
          turn = Optional.of(booking.turn().get(LOOK_NANOS, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
          grant(); // executors may have come
        }
      }
      return turn;
    } catch (ExecutionException e) {
      throw new IllegalStateException("turns do not fail", e);
    } finally {
      if (turn.isEmpty()) {
        stepOut(booking);
      }
    }
  }

  private synchronized void line(Booking booking) {
    waiting.add(booking);
    grant();
  }

  private synchronized void stepOut(Booking booking) {
    if (!waiting.remove(booking)) { // its turn came just now
      List<Booking> together = booking.turn().join();
      together.forEach(other -> other.attempt().complete(new Attempt.CalledOff()));
      if (!together.isEmpty()) {
        leave();
      }
    }
  }

  /** A task is no longer with Spark. */
  synchronized void leave() {
    given--;
    grant();
  }

  private synchronized void grant() {
    long now = nanoTime.getAsLong();
    if (now - lookedNanos >= LOOK_NANOS) {
      lookedNanos = now;
      most = Math.max(LEAST, FOR_EACH_CORE * cores.getAsInt());
    }
    while (given < most && !waiting.isEmpty()) {
      given++;
      Booking first = waiting.remove();
      List<Booking> together = together(first);
      together.subList(1, together.size()).forEach(other -> other.turn().complete(List.of()));
      first.turn().complete(together);
    }
  }

  /** With so few left that executors would have nothing to do, each has a task of its own. */
  private List<Booking> together(Booking first) {
    List<Booking> together = new ArrayList<>(List.of(first));
    int size = Math.min(batch.getAsInt(), 1 + waiting.size() / most);
    while (!first.isAlone()
        && together.size() < size
        && !waiting.isEmpty()
        && !waiting.element().isAlone()) {
      together.add(waiting.remove());
    }
    return together;
  }
}
