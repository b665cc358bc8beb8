package dev.ensayo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.launch.LaunchContext;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.experiments.run.StudyOutcome;
import dev.ensayo.experiments.run.StudyRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More runs than Spark is given at a time, each hardly longer than its files take. */
class ManyShortRunsTest {
  private static final int RUNS = 120;

  private static final String STUDY =
      """
      study: short
      environment: frozenlake-v1
      agent: {type: sarsa}
      budget: {environmentSteps: 20}
      evaluation: {every: 20, episodes: 1}
      log: {every: 10}
      seeds: {from: 1, count: 120}
      """;

  @TempDir private Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void runsShareTasksAndEachIsWhatItIsAlone() throws IOException, InterruptedException {
    TestedStudy study = TestedStudy.of(folder, STUDY);
    List<RunPlan> runs = study.runs();
    AtomicInteger jobs = new AtomicInteger();
    AtomicInteger started = new AtomicInteger();
    RunObserver observer =
        new RunObserver() {
          @Override
          public void started(RunPlan run, long position, long end) {
            started.incrementAndGet();
          }
        };
    try (LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD);
        JavaSparkContext spark =
            new JavaSparkContext(SparkSettings.of(Master.of("local[2]"), List.of(), Map.of()))) {
      spark
          .sc()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onJobStart(SparkListenerJobStart job) {
                  jobs.incrementAndGet();
                }
              });
      LaunchContext context =
          study.in(
              "short",
              leases,
              OptionalInt.of(80),
              Duration.ofSeconds(20),
              new Cancellation(),
              observer);
      Files.createDirectories(context.directory().path());
      FolderToken token = FolderToken.leaveIn(context.directory().path());
      try (SparkSlots slots =
          new SparkSlots(
              new FlightDesk(spark, Optional.of(() -> 4)),
              context,
              token,
              "local[2]",
              Optional.empty())) {
        StudyOutcome outcome =
            new StudyRunner(slots, new Cancellation(), observer, Duration.ofSeconds(5))
                .run(runs, context.directory());
        assertThat(outcome.elsewhere()).isEmpty();
      }
      LaunchContext here = study.in("here", leases, RunObserver.NONE);
      for (RunPlan run : List.of(runs.get(0), runs.get(RUNS / 2), runs.get(RUNS - 1))) {
        here.executor().execute(run, here.directory().run(run.variant(), run.seed()));
        assertThat(context.directory().run(run.variant(), run.seed()).metricsFile())
            .hasSameBinaryContentAs(here.directory().run(run.variant(), run.seed()).metricsFile());
      }
      for (RunPlan run : runs) {
        RunDirectory made = context.directory().run(run.variant(), run.seed());
        assertThat(FoundRun.in(made).isComplete()).as("seed %s", run.seed()).isTrue();
        assertThat(made.path()).isDirectoryNotContaining("glob:**/lease-*");
      }
    }
    assertThat(started).as("each run is heard of").hasValue(RUNS);
    assertThat(jobs.get()).as("tasks").isBetween(16, RUNS - 20);
  }
}
