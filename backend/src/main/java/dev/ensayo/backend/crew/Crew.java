package dev.ensayo.backend.crew;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed number of threads that share out work in pieces: products of matrices too small for the
 * threads of BLAS, which take longer to wake than the product takes, or parts of a text to learn
 * from.
 *
 * <p>Pieces are taken by whoever is free, the caller too. They must not depend on each other, so
 * the result does not depend on who does which. Who finds nothing to do looks again for a while and
 * then sleeps; the caller never waits for a member that has not taken a piece. Running work
 * allocates nothing.
 */
public final class Crew implements AutoCloseable {
  /** About 0.2 ms: longer than what lies between two products of a recurrent layer. */
  private static final int LOOKS = 6_000;

  private static volatile Crew shared = new Crew(1);

  /** What a crew does. */
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
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Member[] members;
  private Work work;

  /** The caller, while it sleeps until the last piece is done. */
  private volatile Thread sleeper;

  private volatile boolean closed;

  /**
   * Starts its threads, which do not keep the process alive.
   *
   * @param threads that work on a piece of work, the caller included, at least 1
   */
  public Crew(int threads) {
    checkArgument(threads >= 1, "a crew needs at least one thread, not %s", threads);
    this.members = new Member[threads - 1];
    for (int i = 0; i < members.length; i++) {
      members[i] = new Member(i + 1);
    }
    for (Member member : members) {
      member.thread.start();
    }
  }

  /** The crew of this process, of one thread until {@link #setThreads}. */
  public static Crew shared() {
    return shared;
  }

  /** Replaces the crew of this process where it has another number of threads. */
  public static synchronized void setThreads(int threads) {
    Crew before = shared;
    if (before.size() != threads) {
      shared = new Crew(threads);
      before.close();
    }
  }

  /** Threads, the caller included. */
  public int size() {
    return members.length + 1;
  }

  /**
   * Does all pieces and returns when they are done. If another thread has the crew, or it is
   * closed, the caller does them alone.
   *
   * <p>What a piece throws, the caller throws, as soon as no piece is being done any more; pieces
   * that nobody had begun are left out.
   *
   * @param count pieces 0 to {@code count − 1}
   */
  public void run(Work pieces, int count) {
    if (members.length == 0 || count == 1 || closed || !busy.compareAndSet(false, true)) {
      for (int i = 0; i < count; i++) {
        pieces.piece(i, 0);
      }
      return;
    }
    Throwable thrown;
    try {
      work = pieces;
      done.set(0);
      offer.set((long) count << Integer.SIZE);
      for (Member member : members) {
        member.wake();
      }
      take(0);
      awaitDone(count);
      thrown = failure.getAndSet(null);
    } finally {
      busy.set(false);
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown;
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
          if (failure.get() == null) {
            work.piece(next, worker);
          }
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          done.incrementAndGet();
          LockSupport.unpark(sleeper);
        }
      }
    }
  }

  /** Also an interrupted caller waits: the others still write to what it would go on with. */
  private void awaitDone(int count) {
    for (int looks = 0; looks < LOOKS; looks++) {
      if (done.get() >= count) {
        return;
      }
      Thread.onSpinWait();
    }
    boolean interrupted = false;
    sleeper = Thread.currentThread();
    while (done.get() < count) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    sleeper = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the threads, after the pieces that they are at; returns when they have ended. */
  @Override
  public void close() {
    closed = true;
    for (Member member : members) {
      LockSupport.unpark(member.thread);
    }
    for (Member member : members) {
      if (member.thread != Thread.currentThread()) {
        Uninterruptibles.joinUninterruptibly(member.thread);
      }
    }
  }

  /** A thread that looks for pieces. */
  private final class Member implements Runnable {
    private final int worker;
    private final Thread thread;
    private volatile boolean asleep;

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

    @Override
    public void run() {
      int looks = 0;
      while (!closed) {
        if (take(worker)) {
          looks = 0;
        } else if (looks < LOOKS) {
          looks++;
          Thread.onSpinWait();
        } else {
          asleep = true;
          if (nothingOffered() && !closed) {
            LockSupport.park(Crew.this);
          }
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
