package dev.ensayo.core.lease;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Takes folders for this process, so that no other writes them meanwhile, here or on a machine that
 * shares them.
 *
 * <p>A holder keeps a file {@code lease-N} in the folder and changes it every few seconds. The next
 * holder makes {@code lease-N+1}, which the file system grants to one alone; so nothing is ever
 * taken by renaming or deleting what may be somebody's. Clocks of two machines are never compared:
 * who wants a folder watches for as long as the holder's own note says, on its own clock, whether
 * the file changes. Only where the holder was a process of this machine that has ended is there
 * nothing to wait for.
 */
public final class LeaseKeeper implements AutoCloseable {
  /**
   * What came of trying to take a folder.
   *
   * @param lease the right to write it, if it could be had
   * @param holder who has it, if not and if that is known
   * @param holderLives whether the holder was seen to give a sign of life just now, that is, within
   *     a quarter of the time after which it is taken to be dead
   */
  public record Attempt(Optional<Lease> lease, Optional<LeaseNote> holder, boolean holderLives) {}

  /**
   * A lease file as it was last seen.
   *
   * @param sinceNanos for how long it has been so
   * @param lookedNanos when that was
   * @param changed whether it had changed since a look shortly before; what changed within an hour
   *     may have done so long ago
   */
  private record Sight(
      long generation, byte[] content, long sinceNanos, long lookedNanos, boolean changed) {}

  /** Part of the time to be taken for dead within which a sign of life is one of just now. */
  private static final int RECENT = 4;

  private final LeaseTiming timing;
  private final LongSupplier nanoTime;
  private final InstantSource clock;
  private final Map<Path, Sight> sights = new ConcurrentHashMap<>();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "leases");
            thread.setDaemon(true);
            return thread;
          });

  public LeaseKeeper(LeaseTiming timing) {
    this(timing, System::nanoTime, InstantSource.system());
  }

  /**
   * @param nanoTime a clock that runs evenly, as {@link System#nanoTime}
   */
  public LeaseKeeper(LeaseTiming timing, LongSupplier nanoTime, InstantSource clock) {
    this.timing = timing;
    this.nanoTime = nanoTime;
    this.clock = clock;
  }

  public LeaseTiming timing() {
    return timing;
  }

  long nanos() {
    return nanoTime.getAsLong();
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Takes the folder if nobody has it or who had it is dead. To find that out of a holder on
   * another machine takes several calls over the time that {@link LeaseTiming#expiry} names.
   *
   * @param folder must be there
   */
  public Attempt tryTake(Path folder) throws IOException {
    LeaseFiles files = new LeaseFiles(folder);
    while (true) {
      long highest = files.highest();
      if (highest > 0) {
        Optional<byte[]> content = files.read(highest);
        if (content.isEmpty()) {
          continue; // a higher one is there now, or none
        }
        Optional<LeaseNote> holder = note(content.get());
        Duration expiry = holder.map(LeaseNote::expiry).orElse(timing.expiry());
        Sight sight = look(folder, highest, content.get(), expiry.dividedBy(RECENT).toNanos());
        if (!isFree(holder, sight, expiry)) {
          return new Attempt(Optional.empty(), holder, sight.changed());
        }
      }
      LeaseNote own =
          new LeaseNote(
              ProcessStamp.own(),
              now().truncatedTo(ChronoUnit.SECONDS).toString(),
              timing.expiry().toMillis() / 1e3,
              UUID.randomUUID().toString(),
              0,
              false);
      if (files.create(highest + 1, own)) {
        if (files.highest() > highest + 1) {
          // This one was so slow that others came and went meanwhile.
          files.deleteUpTo(highest + 1);
          continue;
        }
        files.deleteUpTo(highest);
        sights.remove(folder);
        return new Attempt(Optional.of(held(files, highest + 1, own)), Optional.empty(), false);
      }
    }
  }

  private Lease held(LeaseFiles files, long generation, LeaseNote own) {
    Lease lease = new Lease(files, generation, timing, this, own);
    long beat = timing.beat().toMillis();
    lease.beatWith(
        heart.scheduleWithFixedDelay(
            lease::beatInTheBackground, beat, beat, TimeUnit.MILLISECONDS));
    return lease;
  }

  /** Empty for a note that is just being written, or was when its writer was killed. */
  private static Optional<LeaseNote> note(byte[] content) {
    try {
      return Optional.of(LeaseNote.of(content));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Sight look(Path folder, long generation, byte[] content, long recentNanos) {
    return sights.compute(
        folder,
        (path, before) -> {
          long now = nanos();
          if (before == null || before.generation != generation) {
            return new Sight(generation, content, now, now, false);
          }
          if (!Arrays.equals(before.content, content)) {
            boolean recent = now - before.lookedNanos <= recentNanos;
            return new Sight(generation, content, now, now, recent);
          }
          boolean recent = before.changed && now - before.sinceNanos <= recentNanos;
          return new Sight(generation, content, before.sinceNanos, now, recent);
        });
  }

  private boolean isFree(Optional<LeaseNote> holder, Sight sight, Duration expiry) {
    if (holder.isPresent() && (holder.get().released() || holder.get().process().isGone())) {
      return true;
    }
    return nanos() - sight.sinceNanos >= expiry.toNanos();
  }

  /**
   * Who has the folder, as far as one look can tell: a holder on another machine may have died
   * since.
   */
  public static Optional<LeaseNote> holderOf(Path folder) throws IOException {
    LeaseFiles files = new LeaseFiles(folder);
    long highest = files.highest();
    return highest == 0
        ? Optional.empty()
        : files
            .read(highest)
            .flatMap(LeaseKeeper::note)
            .filter(note -> !note.released() && !note.process().isGone());
  }

  /** Whether a file is one of those that leases are kept in. */
  public static boolean isLeaseFile(Path file) {
    return file.getFileName().toString().startsWith(LeaseFiles.PREFIX);
  }

  /** Gives no more signs of life; leases that were not let go expire. */
  @Override
  public void close() {
    heart.shutdownNow();
  }
}
