package dev.ensayo.embeddings.word2vec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Threads that do the parts of a task side by side; the caller does part 0. */
final class Crew implements AutoCloseable {
  private final int size;
  private final ExecutorService others;
  private final List<Future<?>> underWay = new ArrayList<>();

  Crew(int size) {
    this.size = size;
    this.others =
        Executors.newFixedThreadPool(
            Math.max(1, size - 1),
            work -> {
              Thread thread = new Thread(work, "word2vec");
              thread.setDaemon(true);
              return thread;
            });
  }

  int size() {
    return size;
  }

  /** Does parts 0 to size − 1 and returns when all are done. */
  void run(IntConsumer task) {
    for (int part = 1; part < size; part++) {
      int number = part;
      underWay.add(others.submit(() -> task.accept(number)));
    }
    try {
      task.accept(0);
    } finally {
      await();
    }
  }

  private void await() {
    boolean interrupted = false;
    RuntimeException failure = null;
    for (Future<?> future : underWay) {
      boolean done = false;
      while (!done) {
        try {
          future.get();
          done = true;
        } catch (InterruptedException e) {
          interrupted = true; // the others still use the matrices; wait for them
        } catch (ExecutionException e) {
          failure = new IllegalStateException("a thread of word2vec failed", e.getCause());
          done = true;
        }
      }
    }
    underWay.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    others.shutdown();
  }
}
