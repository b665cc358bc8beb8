package dev.ensayo.core.parallel;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A worker that is a thread of this process; nothing is copied. */
final class ThreadLink extends Thread implements WorkerLink {
  private static final Object HOME = new Object();

  private final int rank;
  private final ReplicaFactory replicas;
  private final BlockingQueue<Object> orders = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

  private ThreadLink(int rank, ReplicaFactory replicas) {
    super("worker " + rank + " of " + Thread.currentThread().getName());
    setDaemon(true);
    this.rank = rank;
    this.replicas = replicas;
  }

  static ImmutableList<WorkerLink> start(int count, ReplicaFactory replicas) {
    ImmutableList.Builder<WorkerLink> links = ImmutableList.builder();
    for (int rank = 1; rank <= count; rank++) {
      ThreadLink link = new ThreadLink(rank, replicas);
      link.start();
      links.add(link);
    }
    return links.build();
  }

  /** What goes wrong is the answer, now and to whatever comes after it. */
  @Override
  @SuppressWarnings("CatchAndPrintStackTrace") // what goes wrong is told to who waits
  public void run() {
    try (Replica replica = replicas.of(rank)) {
      OrderBook book = new OrderBook(replica);
      for (Object next = orders.take(); next != HOME; next = orders.take()) {
        WorkerAnswer answer = book.carryOut((WorkerOrder) next);
        if (answer != null) {
          answers.add(answer);
        }
      }
    } catch (InterruptedException e) {
      answers.add(new WorkerLostException("worker " + rank + " was interrupted", e));
    } catch (RuntimeException | Error e) {
      answers.add(e);
    }
  }

  @Override
  public void send(WorkerOrder order) {
    orders.add(order);
  }

  @Override
  public WorkerAnswer receive() {
    try {
      Object answer = answers.take();
      if (answer instanceof Throwable failure) {
        answers.add(failure);
        Throwables.throwIfUnchecked(failure);
      }
      return (WorkerAnswer) answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for worker " + rank, e);
    }
  }

  @Override
  public void close() {
    orders.add(HOME);
    boolean interrupted = false;
    while (isAlive()) {
      try {
        join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
