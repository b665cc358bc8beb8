package dev.ensayo.serving.batching;

import com.google.common.collect.ImmutableList;
import dev.ensayo.serving.model.Question;
import dev.ensayo.serving.model.ServedModel;
import dev.ensayo.serving.protocol.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets models answer questions in threads of its own, those that wait together in one batch where
 * that is sooner. The queue is bounded. What was accepted is answered, also after {@link #close}.
 * Thread-safe.
 */
public final class Batcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);

  /** A question that waits. */
  private record Waiting(
      Question question,
      long since,
      OptionalLong deadline,
      CompletableFuture<List<Tensor>> answer) {
    boolean isLate(long now) {
      return deadline.isPresent() && deadline.getAsLong() - now <= 0;
    }
  }

  private final ImmutableList<ServedModel> copies;
  private final BatchLimits limits;
  private final Queue<Waiting> queue = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final List<Thread> workers = new ArrayList<>();
  private final int maxBatch;
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean closed;

  /**
   * @param name of what is asked, for the names of threads
   * @param copies of the same model, now owned by this; a thread for each
   */
  public Batcher(String name, List<ServedModel> copies, BatchLimits limits) {
    this.copies = ImmutableList.copyOf(copies);
    this.limits = limits;
    this.maxBatch = this.copies.get(0).computesTogether() ? limits.maxBatch() : 1;
    for (ServedModel model : this.copies) {
      Thread worker = new Thread(() -> work(model), "model " + name);
      worker.setDaemon(true);
      workers.add(worker);
    }
    workers.forEach(Thread::start);
  }

  /**
   * Asks.
   *
   * @param deadline as of {@link System#nanoTime}
   * @return completed by a thread of the model; with a {@link DeadlineException} if the deadline
   *     passes before
   * @throws QueueFullException if as many wait as may
   * @throws ClosedException if no more are taken
   */
  public CompletableFuture<List<Tensor>> submit(Question question, OptionalLong deadline) {
    CompletableFuture<List<Tensor>> answer = new CompletableFuture<>();
    long now = System.nanoTime();
    lock.lock();
    try {
      if (closed) {
        throw new ClosedException();
      }
      if (queue.size() >= limits.queue()) {
        throw new QueueFullException(queue.size());
      }
      queue.add(new Waiting(question, now, deadline, answer));
      arrival.signal();
    } finally {
      lock.unlock();
    }
    return deadline.isEmpty()
        ? answer
        : answer
            .orTimeout(deadline.getAsLong() - now, TimeUnit.NANOSECONDS)
            .exceptionallyCompose(
                e ->
                    CompletableFuture.failedFuture(
                        e instanceof TimeoutException ? new DeadlineException() : e));
  }

  /** Whether as many wait as may, so that {@link #submit} would refuse one more now. */
  public boolean isFull() {
    return waiting() >= limits.queue();
  }

  /** How many questions wait. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private void work(ServedModel model) {
    List<Waiting> batch = new ArrayList<>();
    while (gather(batch)) {
      answer(model, batch);
      batch.clear();
    }
  }

  /** Takes the next batch; false if there will be none. */
  private boolean gather(List<Waiting> batch) {
    lock.lock();
    try {
      while (batch.isEmpty()) {
        while (queue.isEmpty()) {
          if (closed) {
            return false;
          }
          arrival.awaitUninterruptibly();
        }
        long until = queue.peek().since() + limits.maxDelay().toNanos();
        int rows = take(batch, 0);
        while (rows < maxBatch && queue.isEmpty() && awaited(until)) {
          rows = take(batch, rows);
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a question until a moment of {@link System#nanoTime}; whether there is one. */
  private boolean awaited(long until) {
    try {
      long left = until - System.nanoTime();
      while (left > 0 && queue.isEmpty() && !closed) {
        left = arrival.awaitNanos(left);
      }
      return !queue.isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes what waits and still may be answered, as long as it fits; returns the rows so far. */
  private int take(List<Waiting> batch, int before) {
    int rows = before;
    long now = System.nanoTime();
    while (!queue.isEmpty()) {
      int next = queue.peek().question().rows();
      if (rows > 0 && rows + next > maxBatch) {
        break;
      }
      Waiting waiting = queue.remove();
      if (waiting.isLate(now)) {
        waiting.answer().completeExceptionally(new DeadlineException());
      } else if (!waiting.answer().isDone()) {
        batch.add(waiting);
        rows += next;
      }
    }
    return rows;
  }

  private static void answer(ServedModel model, List<Waiting> batch) {
    try {
      List<List<Tensor>> answers = model.answer(batch.stream().map(Waiting::question).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException | Error e) {
      if (batch.size() > 1) { // one of them must not take the others along
        batch.forEach(waiting -> answer(model, List.of(waiting)));
        return;
      }
      LOG.error("a model failed at a question", e);
      batch.get(0).answer().completeExceptionally(e);
    }
  }

  /** Takes no more questions, and fails those that wait: nobody is there to hear the answers. */
  public void giveUp() {
    List<Waiting> left = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      left.addAll(queue);
      queue.clear();
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
    left.forEach(waiting -> waiting.answer().completeExceptionally(new ClosedException()));
  }

  /** Takes no more questions, answers those that wait, and closes the models. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (ended.compareAndSet(false, true)) {
      copies.forEach(ServedModel::close);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
