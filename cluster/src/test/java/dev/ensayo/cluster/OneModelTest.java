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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One model trained by several tasks at a time; Spark runs in this process. */
@Timeout(300)
class OneModelTest {
  private static final String STUDY =
      """
      study: one-model
      environment: {type: table, source: two-spirals}
      agent:
        type: mlp
        hiddenUnits: [8]
        dropout: 0.2
        learning: {batchSize: 8}
      budget: {epochs: 3}
      seeds: [1]
      variants:
        gradients: {agent.training: {workers: 3}}
        parameters: {agent.training: {workers: 2, combine: parameter-averaging, every: 4}}
        crowd: {agent.training: {workers: 9}}
      """;

  @TempDir private Path folder;

  private static Assignment assignment(LaunchContext context, RunPlan run) {
    RunDirectory directory = context.directory().run(run.variant(), run.seed());
    return Assignment.of(run, directory, directory);
  }

  @Test
  void tasksLearnWhatThreadsLearn() throws IOException, InterruptedException {
    TestedStudy study = TestedStudy.of(folder, STUDY);
    List<RunPlan> runs = study.runs();
    SparkConf conf =
        SparkSettings.of(Master.of("local[3]"), List.of(), Map.of())
            .set("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "1");
    try (LeaseKeeper leases = new LeaseKeeper(LeaseTiming.STANDARD);
        JavaSparkContext spark = new JavaSparkContext(conf)) {
      LaunchContext context = study.in("spark", leases, RunObserver.NONE);
      LaunchContext here = study.in("here", leases, RunObserver.NONE);
      FlightDesk desk = new FlightDesk(spark);
      FolderToken unseen = new FolderToken(folder.resolve("nowhere/token").toString(), "x");
      FolderToken seen = FolderToken.leaveIn(context.directory().path());
      for (RunPlan run : runs.subList(0, 2)) {
        FolderToken token = run.workers() == 2 ? unseen : seen;
        try (SparkSlots slots =
            new SparkSlots(desk, context, token, "local[3]", Optional.empty())) {
          Assignment assignment = assignment(context, run);
          assertThat(slots.launch(assignment)).isEqualTo(RunOutcome.of(RunStatus.COMPLETE, ""));
          assertThat(slots.launch(assignment).status()).isEqualTo(RunStatus.COMPLETE);
        }
        RunDirectory made = context.directory().run(run.variant(), run.seed());
        RunDirectory local = here.directory().run(run.variant(), run.seed());
        here.executor().execute(run, local);
        assertThat(FoundRun.in(made).isComplete()).isTrue();
        assertThat(made.metricsFile()).hasSameBinaryContentAs(local.metricsFile());
        assertThat(made.config()).hasSameBinaryContentAs(local.config());
      }
      try (SparkSlots slots = new SparkSlots(desk, context, seen, "local[3]", Optional.empty())) {
        assertThat(slots.launch(assignment(context, runs.get(2))))
            .isEqualTo(
                RunOutcome.of(
                    RunStatus.FAILED,
                    "agent.training.workers is 9, each a task that needs a core at the same time,"
                        + " and the executors of local[3] have 3 in all; give Spark more, or take"
                        + " fewer workers"));
      }
    }
  }
}
