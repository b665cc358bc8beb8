package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.launch.LaunchContext;
import dev.ensayo.experiments.run.Assignment;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.experiments.run.RunOutcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose executors do not see the study's folder; Spark runs in this process. */
class ScratchFolderTest {
  private static final String STUDY =
      """
      study: apart
      environment: {type: frozenlake-v1}
      agent: {type: q-learning}
      budget: {environmentSteps: 2000}
      seeds: [1, 2]
      """;

  @TempDir private Path folder;

  private final List<String> heard = new ArrayList<>();

  private final RunObserver observer =
      new RunObserver() {
        @Override
        public synchronized void started(RunPlan run, long position, long end) {
          heard.add("started");
        }

        @Override
        public synchronized void noted(RunPlan run, String what) {
          heard.add(what);
        }

        @Override
        public synchronized void ended(RunPlan run, RunStatus status, String message) {
          heard.add(status.label());
        }
      };

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void filesComeBackAndAreThoseOfARunMadeHere() throws IOException, InterruptedException {
    Set<String> before = scratchFolders();
    TestedStudy study = TestedStudy.of(folder, STUDY);
    List<RunPlan> runs = study.runs();
    try (LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD);
        JavaSparkContext spark =
            new JavaSparkContext(SparkSettings.of(Master.of("local[2]"), List.of(), Map.of()))) {
      LaunchContext context = study.in("apart", leases, observer);
      FolderToken unseen = new FolderToken(folder.resolve("nowhere/token").toString(), "x");
      FlightDesk desk = new FlightDesk(spark);
      try (SparkSlots slots = new SparkSlots(desk, context, unseen, "local[2]", Optional.empty())) {
        for (RunPlan run : runs) {
          RunDirectory directory = context.directory().run(run.variant(), run.seed());
          Assignment assignment = Assignment.of(run, directory, directory);
          assertThat(slots.launch(assignment)).isEqualTo(RunOutcome.of(RunStatus.COMPLETE, ""));
          assertThat(slots.launch(assignment).status()).isEqualTo(RunStatus.COMPLETE);
        }
      }
      LaunchContext here = study.in("here", leases, observer);
      for (RunPlan run : runs) {
        RunDirectory made = context.directory().run(run.variant(), run.seed());
        RunDirectory local = here.directory().run(run.variant(), run.seed());
        here.executor().execute(run, local);
        assertThat(FoundRun.in(made).damages()).isEmpty();
        assertThat(FoundRun.in(made).isComplete()).isTrue();
        assertThat(made.metricsFile()).hasSameBinaryContentAs(local.metricsFile());
        assertThat(made.config()).hasSameBinaryContentAs(local.config());
        assertThat(made.path().toFile().list())
            .containsExactlyInAnyOrder(local.path().toFile().list());
      }
      assertThat(context.directory().provenance()).isNotEmptyDirectory();
    }
    assertThat(heard.subList(0, 3)).contains("started", "complete");
    assertThat(heard).filteredOn(line -> line.contains("cannot see")).hasSize(1);
    assertNoneIsLeftBeside(before);
  }

  /** Those of tests in other processes come and go meanwhile. */
  private static void assertNoneIsLeftBeside(Set<String> before) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    Set<String> left = scratchFolders();
    while (!before.containsAll(left) && System.nanoTime() < end) {
      Thread.sleep(100);
      left.retainAll(scratchFolders()); // what came later is not of this test
    }
    assertThat(before).containsAll(left);
  }

  private static Set<String> scratchFolders() {
    String[] names = new File(System.getProperty("java.io.tmpdir")).list();
    Set<String> found = new TreeSet<>(List.of(names));
    found.removeIf(name -> !name.startsWith("ensayo-run-"));
    return found;
  }
}
