package dev.ensayo.backend.crew;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads of this process that help with work in pieces, such as a product of matrices too small
 * for the threads of BLAS, which take longer to wake than the product takes.
 *
 * <p>Pieces are taken by whoever is free. They must not depend on each other, so the result does
 * not depend on who does which. A member that finds nothing to do looks again for a while and then
 * sleeps; the caller never waits for one that has not taken a piece.
 */
public final class Crew {
  private static final Crew SHARED = new Crew();

  /** About 0.2 ms: longer than what lies between two products of a recurrent layer. */
  private static final int LOOKS = 6_000;

  /** What the crew helps with. */
  public interface Work {
    /**
     * Does a piece.
     *
     * @param worker who does it, in {@code [0, }{@link #size}{@code )}; 0 is the caller
     */
    void piece(int index, int worker);
  }

  /** How many pieces there are, times 2³², plus the next one that nobody has taken. */
  private final AtomicLong offer = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile Member[] members = {};
  private Work work;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Crew() {}

  public static Crew shared() {
    return SHARED;
  }

  /** Sets how many threads work on a piece of work, the caller included; for this process. */
  public static void setThreads(int threads) {
    SHARED.resize(threads);
  }

  /** How many threads work on a piece of work, the caller included. */
  public static int threads() {
    return SHARED.size();
  }

  private synchronized void resize(int threads) {
    if (members.length == threads - 1) {
      return;
    }
    for (Member member : members) {
      member.stop();
    }
    Member[] next = new Member[threads - 1];
    for (int i = 0; i < next.length; i++) {
      next[i] = new Member(i + 1);
    }
    members = next;
    for (Member member : next) {
      member.thread.start();
    }
  }

  /** Threads, the caller included. */
  public int size() {
    return members.length + 1;
  }

  /**
   * Does all pieces and returns when they are done. If another thread has the crew, the caller does
   * them alone.
   */
  public void run(Work pieces, int count) {
    Member[] present = members;
    if (present.length == 0 || count == 1 || !busy.compareAndSet(false, true)) {
      for (int i = 0; i < count; i++) {
        pieces.piece(i, 0);
      }
      return;
    }
    try {
      work = pieces;
      done.set(0);
      offer.set((long) count << Integer.SIZE);
      for (Member member : present) {
        member.wake();
      }
      take(0);
      while (done.get() < count) {
        Thread.onSpinWait();
      }
      Throwable thrown = failure.getAndSet(null);
      if (thrown != null) {
        throw new IllegalStateException("a piece of work failed", thrown);
      }
    } finally {
      busy.set(false);
    }
  }

  /** Takes pieces until none is left; returns whether there was any. */
  private boolean take(int worker) {
    boolean any = false;
    while (true) {
      long seen = offer.get();
      int next = (int) seen;
      if (next >= (int) (seen >>> Integer.SIZE)) {
        return any;
      }
      if (offer.compareAndSet(seen, seen + 1)) {
        any = true;
        try {
          work.piece(next, worker);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          done.incrementAndGet();
        }
      }
    }
  }

  /** A thread that looks for pieces. */
  private final class Member implements Runnable {
    private final int worker;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean stopped;

    Member(int worker) {
      this.worker = worker;
      this.thread = new Thread(this, "ensayo-crew-" + worker);
      this.thread.setDaemon(true);
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    void stop() {
      stopped = true;
      LockSupport.unpark(thread);
    }

    @Override
    public void run() {
      int looks = 0;
      while (!stopped) {
        if (take(worker)) {
          looks = 0;
        } else if (looks < LOOKS) {
          looks++;
          Thread.onSpinWait();
        } else {
          asleep = true;
          if (!nothingOffered()) {
            asleep = false;
            continue;
          }
          LockSupport.park(Crew.this);
          asleep = false;
          looks = 0;
        }
      }
    }

    private boolean nothingOffered() {
      long seen = offer.get();
      return (int) seen >= (int) (seen >>> Integer.SIZE);
    }
  }
}
