package dev.ensayo.experiments.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyGateTest {
  @TempDir private Path folder;

  private static StudyGate gate(Path folder, LeaseKeeper leases) {
    return new StudyGate(new StudyDirectory(folder), leases, what -> {});
  }

  @Test
  void oneIsWithinAtATimeAndAllGetIn() throws Exception {
    int processes = 8;
    AtomicInteger within = new AtomicInteger();
    List<LeaseKeeper> keepers = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(processes);
    try {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD);
        keepers.add(leases);
        all.add(
            () ->
                gate(folder, leases)
                    .alone(
                        fence -> {
                          int now = within.incrementAndGet();
                          Thread.sleep(5);
                          fence.check();
                          within.decrementAndGet();
                          return now;
                        }));
      }
      for (Future<Integer> each : pool.invokeAll(all)) {
        assertThat(each.get()).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
      keepers.forEach(LeaseKeeper::close);
    }
    assertThat(new StudyDirectory(folder).sharing()).isEmptyDirectory();
  }

  @Test
  void theGateOpensAgainAfterAFailure() throws Exception {
    try (LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD)) {
      StudyGate gate = gate(folder, leases);
      assertThatThrownBy(
              () ->
                  gate.alone(
                      fence -> {
                        throw new IOException("no report");
                      }))
          .hasMessage("no report");
      assertThat(gate.<String>alone(fence -> "in")).isEqualTo("in");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD)) {
      assertThatThrownBy(() -> gate(file.resolve("study"), leases).alone(fence -> ""))
          .isInstanceOf(StudyGate.ShutException.class)
          .hasMessageStartingWith("'" + file.resolve("study") + "' cannot be written (");
    }
  }
}
