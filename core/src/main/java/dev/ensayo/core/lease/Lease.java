package dev.ensayo.core.lease;

import dev.ensayo.core.file.Fence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * The right to write a folder, until it is let go or another process takes over.
 *
 * <p>{@link #check} is asked before each write that others would see. It gives a sign of life and
 * then looks whether a higher generation is there, in this order: on a network file system one's
 * own change of a folder makes the changes of others visible.
 */
public final class Lease implements Fence {
  private final LeaseFiles files;
  private final long generation;
  private final LeaseTiming timing;
  private final LeaseKeeper keeper;
  private LeaseNote note;
  private long lastBeatNanos;
  private Instant lastBeat;
  private Future<?> beating;
  private volatile Optional<String> lost = Optional.empty();

  Lease(LeaseFiles files, long generation, LeaseTiming timing, LeaseKeeper keeper, LeaseNote note) {
    this.files = files;
    this.generation = generation;
    this.timing = timing;
    this.keeper = keeper;
    this.note = note;
    noteBeat();
  }

  synchronized void beatWith(Future<?> beats) {
    this.beating = beats;
  }

  /** Whether another process is known to have taken over; costs nothing. */
  public boolean isLost() {
    return lost.isPresent();
  }

  /**
   * Makes sure that this process may still write.
   *
   * <p>A folder that does not answer is forgiven until the lease would have expired: so long nobody
   * takes over.
   *
   * @throws LeaseLostException if another process has taken over; the message says who
   * @throws IOException if the folder has not answered for so long
   */
  @Override
  public synchronized void check() throws IOException {
    try {
      beat();
    } catch (LeaseLostException e) {
      throw e;
    } catch (IOException e) {
      if (sinceLastBeat().compareTo(timing.expiry()) >= 0) {
        throw new IOException(
            "no sign of life could be given in "
                + files.folder()
                + " for "
                + sinceLastBeat().toSeconds()
                + " s: "
                + e.getMessage(),
            e);
      }
    }
  }

  /** The longer of what two clocks of this machine say: one of them stands still in its sleep. */
  private Duration sinceLastBeat() {
    Duration running = Duration.ofNanos(keeper.nanos() - lastBeatNanos);
    Duration byTheWall = Duration.between(lastBeat, keeper.now());
    return running.compareTo(byTheWall) >= 0 ? running : byTheWall;
  }

  private void noteBeat() {
    lastBeatNanos = keeper.nanos();
    lastBeat = keeper.now();
  }

  /** A sign of life now and then, whatever the run is busy with. */
  void beatInTheBackground() {
    try {
      synchronized (this) {
        boolean recent = sinceLastBeat().compareTo(timing.beat().dividedBy(2)) < 0;
        if (!recent && beating != null && !beating.isCancelled()) {
          beat();
        }
      }
    } catch (LeaseLostException e) {
      stopBeating(); // isLost() tells
    } catch (IOException e) {
      return; // the folder does not answer: the next beat tries again
    }
  }

  private void beat() throws IOException {
    if (lost.isPresent()) {
      throw new LeaseLostException(lost.get());
    }
    if (!isMine()) {
      throw lose();
    }
    note = note.beat();
    files.replace(generation, note);
    if (files.highest() > generation) {
      throw lose();
    }
    noteBeat();
  }

  private boolean isMine() throws IOException {
    Optional<byte[]> there = files.read(generation);
    return there.isPresent() && LeaseNote.of(there.get()).token().equals(note.token());
  }

  private LeaseLostException lose() throws IOException {
    String why =
        "taken over by "
            + LeaseKeeper.holderOf(files.folder()).map(LeaseNote::words).orElse("another process")
            + ", because this one had given no sign of life for "
            + Math.max(1, sinceLastBeat().toSeconds())
            + " s";
    lost = Optional.of(why);
    return new LeaseLostException(why);
  }

  private synchronized void stopBeating() {
    if (beating != null) {
      beating.cancel(false);
    }
  }

  /** Lets go; the folder can be taken at once. What goes wrong here only makes others wait. */
  public synchronized void release() {
    stopBeating();
    try {
      if (lost.isEmpty() && isMine()) {
        note = note.letGo();
        files.replace(generation, note);
      }
    } catch (IOException e) {
      return; // it expires
    }
  }

  /** Lets go for good and leaves no lease file: nobody will have to write the folder again. */
  public synchronized void remove() {
    stopBeating();
    try {
      if (lost.isEmpty()) {
        files.deleteUpTo(generation);
      }
    } catch (IOException e) {
      return; // it expires
    }
  }
}
