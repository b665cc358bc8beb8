package dev.ensayo.agents.rl4j;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the environment steps of several threads and lets as many pass as it is told.
 *
 * <p>When {@link #open} returns, every thread waits at the gate or has ended: nothing changes the
 * networks, which can be tested then.
 */
final class StepGate {
  /** The gate is closed for good; ends a thread of RL4J, which knows no other way to be stopped. */
  static final class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final int workers;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long limit;
  private long passed;
  private int waiting;
  private int ended;
  private boolean closed;
  private Throwable failure;

  /**
   * @param workers threads that will pass and, at last, end
   */
  StepGate(int workers) {
    this.workers = workers;
  }

  /**
   * Waits until one more step may be taken.
   *
   * @return which one it is, counted over all threads from 1
   * @throws ClosedException if the gate is closed
   */
  long pass() {
    lock.lock();
    try {
      waiting++;
      changed.signalAll();
      while (passed >= limit && !closed) {
        changed.awaitUninterruptibly();
      }
      waiting--;
      if (closed) {
        throw new ClosedException();
      }
      return ++passed;
    } finally {
      lock.unlock();
    }
  }

  /** A thread ends and will not pass again. */
  void leave() {
    lock.lock();
    try {
      ended++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the gate and gives the reason to who opens it; the first of several counts. */
  void fail(Throwable reason) {
    lock.lock();
    try {
      if (failure == null && !closed) {
        failure = reason;
      }
    } finally {
      lock.unlock();
    }
    close();
  }

  /** Lets nobody pass any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets threads pass until so many steps are taken, the time is over or one fails, and waits until
   * what they do after the last of them is done.
   *
   * @param steps at most, at least 1
   * @return steps taken
   * @throws FailedException if a thread has failed, or has ended though the gate was open
   */
  long open(long steps, Duration time) throws FailedException {
    lock.lock();
    try {
      long before = passed;
      limit = before + steps;
      changed.signalAll();
      long end = System.nanoTime() + time.toNanos();
      boolean inTime = true;
      while (inTime && failure == null && !(passed == limit && isAtRest())) {
        inTime =
            Uninterruptibles.awaitUninterruptibly(
                changed, end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      limit = passed;
      while (!isAtRest()) {
        changed.awaitUninterruptibly();
      }
      if (failure != null || ended > 0) {
        throw new FailedException(failure);
      }
      return passed - before;
    } finally {
      lock.unlock();
    }
  }

  private boolean isAtRest() {
    return waiting + ended == workers || failure != null;
  }

  /** Steps taken by all threads. */
  long passed() {
    lock.lock();
    try {
      return passed;
    } finally {
      lock.unlock();
    }
  }

  /** A thread has failed; the cause is null if it ended without saying why. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(Throwable cause) {
      super(cause);
    }
  }
}
