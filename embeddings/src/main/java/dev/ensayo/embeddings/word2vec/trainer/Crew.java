package dev.ensayo.embeddings.word2vec.trainer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that do the parts of a task side by side; the caller does part 0.
 *
 * <p>Tasks of a fraction of a millisecond follow one another, so whoever waits first looks again
 * and again for some microseconds before it sleeps: waking a thread takes a good part of such a
 * task.
 */
public final class Crew implements AutoCloseable {
  private static final long SPIN_NANOS = 50_000;

  private final int size;
  private final Thread[] others;
  private final AtomicInteger round = new AtomicInteger();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile IntConsumer task;
  private volatile Thread caller;
  private volatile boolean closed;

  public Crew(int size) {
    this.size = size;
    this.others = new Thread[size - 1];
    for (int i = 0; i < others.length; i++) {
      int part = i + 1;
      others[i] = new Thread(() -> work(part), "word2vec");
      others[i].setDaemon(true);
      others[i].start();
    }
  }

  int size() {
    return size;
  }

  /** Does parts 0 to size − 1 and returns when all are done. */
  void run(IntConsumer parts) {
    task = parts;
    caller = Thread.currentThread();
    unfinished.set(others.length);
    round.incrementAndGet();
    for (Thread other : others) {
      LockSupport.unpark(other);
    }
    try {
      parts.accept(0);
    } finally {
      await();
    }
    Throwable why = failure.getAndSet(null);
    if (why != null) {
      throw new IllegalStateException("a thread of word2vec failed", why);
    }
  }

  private void await() {
    boolean interrupted = false;
    long start = System.nanoTime();
    while (unfinished.get() > 0) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // the others still use the matrices; wait for them
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(int part) {
    int done = 0;
    while (awaitRoundAfter(done)) {
      done++;
      try {
        task.accept(part);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
      if (unfinished.decrementAndGet() == 0) {
        LockSupport.unpark(caller);
      }
    }
  }

  private boolean awaitRoundAfter(int done) {
    long start = System.nanoTime();
    while (round.get() == done && !closed) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
    for (Thread other : others) {
      LockSupport.unpark(other);
    }
  }
}
