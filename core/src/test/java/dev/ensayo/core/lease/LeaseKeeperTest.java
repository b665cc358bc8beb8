package dev.ensayo.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.lease.LeaseKeeper.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines are played by keepers whose clocks the test turns by hand; none beats by itself. */
class LeaseKeeperTest {
  private static final LeaseTiming TIMING =
      new LeaseTiming(Duration.ofDays(1), Duration.ofDays(12));

  /** A machine's two clocks. */
  private static final class Clocks {
    private long nanos;
    private Instant wall;

    Clocks(String wall) {
      this.wall = Instant.parse(wall);
    }

    void pass(Duration time) {
      nanos += time.toNanos();
      wall = wall.plus(time);
    }
  }

  @TempDir private Path folder;
  private final List<LeaseKeeper> keepers = new ArrayList<>();
  private final Clocks here = new Clocks("2026-11-28T10:02:00Z");

  /** Its clock is two years behind. */
  private final Clocks there = new Clocks("2024-11-28T03:17:00Z");

  private LeaseKeeper keeper(Clocks clocks) {
    LeaseKeeper keeper = new LeaseKeeper(TIMING, () -> clocks.nanos, () -> clocks.wall);
    keepers.add(keeper);
    return keeper;
  }

  @AfterEach
  void close() {
    keepers.forEach(LeaseKeeper::close);
  }

  private Lease take(LeaseKeeper keeper) throws IOException {
    return keeper.tryTake(folder).lease().orElseThrow();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** As if a process of another machine had written the lease. */
  private void moveElsewhere(long generation) throws IOException {
    LeaseFiles files = new LeaseFiles(folder);
    LeaseNote note = LeaseNote.of(files.read(generation).orElseThrow());
    files.replace(
        generation,
        new LeaseNote(
            new ProcessStamp("b", "another boot", 4711, 1),
            note.since(),
            note.expirySeconds(),
            note.token(),
            note.beats(),
            note.released()));
  }

  @Test
  void oneHasItAndTheOtherHearsWho() throws IOException {
    Lease lease = take(keeper(here));
    moveElsewhere(1);
    Attempt attempt = keeper(there).tryTake(folder);
    assertThat(attempt.lease()).isEmpty();
    assertThat(attempt.holderLives()).as("not seen to move yet").isFalse();
    LeaseNote holder = attempt.holder().orElseThrow();
    ZoneId utc = ZoneId.of("UTC");
    assertThat(holder.words(Instant.parse("2026-11-28T20:00:00Z"), utc))
        .isEqualTo("process 4711 on host b since 10:02");
    assertThat(holder.words(Instant.parse("2026-11-29T00:00:00Z"), utc))
        .isEqualTo("process 4711 on host b since 2026-11-28 10:02");
    assertThat(LeaseKeeper.holderOf(folder)).contains(holder);
    lease.check();
    assertThat(files()).containsExactly("lease-1");
  }

  @Test
  void whatIsLetGoCanBeTakenAtOnce() throws IOException {
    take(keeper(here)).release();
    assertThat(LeaseKeeper.holderOf(folder)).isEmpty();
    Lease second = take(keeper(there));
    assertThat(files()).containsExactly("lease-2");
    second.remove();
    assertThat(files()).isEmpty();
    take(keeper(here));
    assertThat(files()).containsExactly("lease-1");
  }

  @Test
  void aHolderThatGivesSignsOfLifeIsNeverTakenOver() throws IOException {
    Lease lease = take(keeper(here));
    LeaseKeeper other = keeper(there);
    for (int i = 0; i < 10; i++) {
      Attempt attempt = other.tryTake(folder);
      assertThat(attempt.lease()).isEmpty();
      assertThat(attempt.holderLives()).as("its last sign may be old").isFalse();
      here.pass(TIMING.beat());
      lease.check();
      there.pass(TIMING.expiry().minusNanos(1)); // whatever the other's clock says in between
    }
    assertThat(other.tryTake(folder).lease()).isEmpty();
  }

  @Test
  void aHolderLivesThatWasSeenToMoveJustNow() throws IOException {
    Lease lease = take(keeper(here));
    LeaseKeeper other = keeper(there);
    assertThat(other.tryTake(folder).holderLives()).as("one look tells nothing").isFalse();
    lease.check();
    there.pass(TIMING.expiry().dividedBy(4));
    assertThat(other.tryTake(folder).holderLives()).as("it moved between two looks").isTrue();
    there.pass(TIMING.expiry().dividedBy(4));
    assertThat(other.tryTake(folder).holderLives()).as("it may be between two signs").isTrue();
    there.pass(Duration.ofNanos(1));
    assertThat(other.tryTake(folder).holderLives()).as("it is silent").isFalse();
    lease.check();
    there.pass(TIMING.expiry().dividedBy(3));
    assertThat(other.tryTake(folder).holderLives()).as("it may have died since").isFalse();
    lease.check();
    there.pass(TIMING.beat());
    assertThat(other.tryTake(folder).holderLives()).isTrue();
  }

  @Test
  void aSilentHolderIsTakenOverAfterTheExpiryOnTheWatchersOwnClock() throws IOException {
    Lease lease = take(keeper(here));
    moveElsewhere(1);
    LeaseKeeper other = keeper(there);
    there.pass(Duration.ofDays(1000)); // looked long before, but not at this lease
    assertThat(other.tryTake(folder).lease()).isEmpty();
    there.pass(TIMING.expiry().minusNanos(1));
    assertThat(other.tryTake(folder).lease()).isEmpty();
    there.pass(Duration.ofNanos(1));
    Lease second = other.tryTake(folder).lease().orElseThrow();
    assertThat(files()).containsExactly("lease-2");

    here.pass(TIMING.expiry().multipliedBy(2));
    assertThat(lease.isLost()).as("asleep").isFalse();
    assertThatThrownBy(lease::check)
        .isInstanceOf(LeaseLostException.class)
        .hasMessageStartingWith("taken over by process " + ProcessHandle.current().pid())
        .hasMessageEndingWith(
            "because this one had given no sign of life for "
                + TIMING.expiry().multipliedBy(2).toSeconds()
                + " s");
    assertThat(lease.isLost()).isTrue();
    second.check();
    lease.release();
    lease.remove();
    second.check();
    assertThat(files()).as("the sleeper left all alone").containsExactly("lease-2");
  }

  @Test
  void theSleeperLosesAlsoWhenTheOtherIsDoneOrAThirdIsAtIt() throws IOException {
    Lease lease = take(keeper(here));
    moveElsewhere(1);
    LeaseKeeper other = keeper(there);
    assertThat(other.tryTake(folder).lease()).isEmpty();
    there.pass(TIMING.expiry());
    take(other).remove();
    assertThat(files()).isEmpty();
    take(keeper(there));
    assertThat(files()).containsExactly("lease-1");
    assertThatThrownBy(lease::check).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void theExpiryThatCountsIsTheHolders() throws IOException {
    Clocks clocks = here;
    LeaseTiming quick = new LeaseTiming(Duration.ofMinutes(1), Duration.ofMinutes(2));
    try (LeaseKeeper hasty = new LeaseKeeper(quick, () -> clocks.nanos, () -> clocks.wall)) {
      take(keeper(there));
      moveElsewhere(1);
      assertThat(hasty.tryTake(folder).lease()).isEmpty();
      clocks.pass(Duration.ofMinutes(5));
      assertThat(hasty.tryTake(folder).lease()).isEmpty();
      clocks.pass(TIMING.expiry());
      assertThat(hasty.tryTake(folder).lease()).isPresent();
    }
  }

  @Test
  void aFileThatIsJustBeingWrittenIsWaitedFor() throws IOException {
    Files.createFile(folder.resolve("lease-7"));
    LeaseKeeper keeper = keeper(here);
    Attempt attempt = keeper.tryTake(folder);
    assertThat(attempt.lease()).isEmpty();
    assertThat(attempt.holder()).isEmpty();
    here.pass(TIMING.expiry());
    assertThat(keeper.tryTake(folder).lease()).as("its writer was killed").isPresent();
    assertThat(files()).containsExactly("lease-8");
  }

  @Test
  void aProcessOfThisMachineThatHasEndedIsTakenOverAtOnce() throws Exception {
    Assumptions.assumeTrue(!ProcessStamp.own().machine().isEmpty(), "the system does not tell");
    Process process = new ProcessBuilder("sleep", "1000").start();
    ProcessStamp stamp =
        new ProcessStamp(
            ProcessStamp.own().host(),
            ProcessStamp.own().machine(),
            process.pid(),
            ProcessStamp.startTime(process.pid()));
    assertThat(stamp.isGone()).isFalse();
    assertThat(new ProcessStamp(stamp.host(), stamp.machine(), stamp.pid(), 1).isGone())
        .as("its number was given to a later process")
        .isTrue();
    LeaseNote note = new LeaseNote(stamp, "2026-11-28T10:02:00Z", 1e6, "token", 3, false);
    assertThat(new LeaseFiles(folder).create(1, note)).isTrue();
    LeaseKeeper keeper = keeper(here);
    assertThat(keeper.tryTake(folder).lease()).isEmpty();
    process.destroyForcibly().waitFor();
    assertThat(keeper.tryTake(folder).lease()).isPresent();

    ProcessStamp elsewhere = new ProcessStamp(stamp.host(), "other", stamp.pid(), stamp.start());
    assertThat(elsewhere.isGone()).as("nobody here can tell").isFalse();
  }

  @Test
  void aFolderThatDoesNotAnswerIsForgivenUntilTheLeaseWouldHaveExpired() throws IOException {
    Lease lease = take(keeper(here));
    Path own = folder.resolve("lease-1");
    byte[] content = Files.readAllBytes(own);
    Files.delete(own);
    Files.createDirectory(own); // reading and replacing it are errors
    here.pass(TIMING.expiry().minusNanos(1));
    lease.check();
    here.pass(Duration.ofNanos(1));
    assertThatThrownBy(lease::check)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(LeaseLostException.class)
        .hasMessageStartingWith("no sign of life could be given in " + folder);
    Files.delete(own);
    Files.write(own, content);
    lease.check();
    assertThat(lease.isLost()).as("nobody had taken it").isFalse();
  }

  @Test
  void ofManyThatTryAtOnceOneGetsIt() throws Exception {
    int tries = 16;
    ExecutorService pool = Executors.newFixedThreadPool(tries);
    try {
      for (int round = 0; round < 20; round++) {
        List<Callable<Attempt>> all = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
          LeaseKeeper keeper = keeper(here);
          all.add(() -> keeper.tryTake(folder));
        }
        List<Lease> leases = new ArrayList<>();
        for (var attempt : pool.invokeAll(all)) {
          attempt.get().lease().ifPresent(leases::add);
        }
        assertThat(leases).hasSize(1);
        leases.get(0).check();
        if (round % 2 == 0) {
          leases.get(0).release();
        } else {
          leases.get(0).remove();
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aHolderBeatsByItself() throws Exception {
    LeaseTiming quick = new LeaseTiming(Duration.ofMillis(20), Duration.ofSeconds(10));
    try (LeaseKeeper holder = new LeaseKeeper(quick);
        LeaseKeeper watcher = new LeaseKeeper(quick)) {
      Lease lease = take(holder);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!watcher.tryTake(folder).holderLives()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(5);
      }
      lease.release();
      assertThat(watcher.tryTake(folder).lease()).isPresent();
    }
  }

  @Test
  void aHolderHearsInTheBackgroundThatItWasTakenOver() throws Exception {
    LeaseTiming quick = new LeaseTiming(Duration.ofMillis(20), Duration.ofSeconds(10));
    try (LeaseKeeper holder = new LeaseKeeper(quick)) {
      Lease lease = take(holder);
      LeaseNote other =
          new LeaseNote(
              new ProcessStamp("b", "x", 7, 1), "2026-11-28T10:02:00Z", 60, "other", 0, false);
      assertThat(new LeaseFiles(folder).create(2, other)).isTrue();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!lease.isLost()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.sleep(5);
      }
    }
  }
}
