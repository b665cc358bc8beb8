package dev.ensayo.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A run that is to be given to Spark, for a thread that waits for what comes of it. */
final class Booking {
  private final TaskOrder order;
  private final RunFlight flight;
  private final boolean alone;
  private final CompletableFuture<List<Booking>> turn = new CompletableFuture<>();
  private final CompletableFuture<Attempt> attempt = new CompletableFuture<>();

  /**
   * @param flight hears what the task tells
   * @param alone whether it must have a task of its own
   */
  Booking(TaskOrder order, RunFlight flight, boolean alone) {
    this.order = order;
    this.flight = flight;
    this.alone = alone;
  }

  TaskOrder order() {
    return order;
  }

  RunFlight flight() {
    return flight;
  }

  boolean isAlone() {
    return alone;
  }

  /**
   * Done when it is the run's turn: with all that its task takes, this one first, or with nothing
   * where another's task takes it along.
   */
  CompletableFuture<List<Booking>> turn() {
    return turn;
  }

  /** Done, of one that another's task took along, when that has ended. */
  CompletableFuture<Attempt> attempt() {
    return attempt;
  }
}
