package dev.ensayo.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.fakes.ChainProvider;
import dev.ensayo.core.fakes.FakeFollowerProvider;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that start from runs of another variant. */
class FollowingRunsTest {
  private static final String VARIANTS =
      "variants: {third: {agent.from: second}, second: {agent.from: first}, alone: {}, first:"
          + " {}}\n";

  @TempDir private Path folder;

  private static List<RunPlan> plans(String more) {
    return new RunBinder(
            new PluginRegistry(
                List.of(new ChainProvider()), List.of(), List.of(new FakeFollowerProvider())),
            List.of())
        .bind(
            StudyReader.read(
                YamlReader.parse(
                    "test",
                    "study: s\nenvironment: chain\nagent: follower\nbudget: {updates: 100}\n"
                        + "evaluation: {every: 50}\nseeds: [1, 2, 3]\n"
                        + more)));
  }

  private static RunExecutor executor(Cancellation cancellation, RunObserver observer) {
    return new RunExecutor(
        new MachineFacts(List.of()),
        new LeaseKeeper(LeaseTiming.STANDARD),
        Duration.ofDays(1),
        cancellation,
        observer,
        InstantSource.system());
  }

  private Map<RunStatus, Integer> run(
      String more, int jobs, Cancellation cancellation, RunObserver observer)
      throws InterruptedException, IOException {
    return new StudyRunner(
            executor(cancellation, observer).slots(jobs),
            cancellation,
            observer,
            Duration.ofMillis(10))
        .run(plans(more), new StudyDirectory(folder))
        .counts();
  }

  private RunDirectory directory(String variant, long seed) {
    return new StudyDirectory(folder).run(variant, seed);
  }

  private double last(RunDirectory run) throws IOException {
    var values = run.metrics().values("eval/return");
    return values.get(values.size() - 1).value();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void eachRunWaitsForTheOneItStartsFrom(int jobs) throws Exception {
    Map<RunStatus, Integer> counts = run(VARIANTS, jobs, new Cancellation(), RunObserver.NONE);
    assertThat(counts).containsExactly(Map.entry(RunStatus.COMPLETE, 12));
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(last(directory("first", seed))).isEqualTo(100);
      assertThat(last(directory("second", seed))).isEqualTo(200);
      assertThat(last(directory("third", seed))).isEqualTo(300);
      assertThat(last(directory("alone", seed))).isEqualTo(100);
    }
  }

  @Test
  void aFailedRunFailsWhatStartsFromItAndNothingElse() throws Exception {
    Map<RunStatus, Integer> counts =
        run(
            VARIANTS.replace("first: {}", "first: {agent.failsAfter: 7}"),
            2,
            new Cancellation(),
            RunObserver.NONE);
    assertThat(counts)
        .containsOnly(Map.entry(RunStatus.COMPLETE, 3), Map.entry(RunStatus.FAILED, 9));
    assertThat(directory("second", 2).manifest().orElseThrow().failure())
        .contains("variant 'first' with seed 2, which has not finished: it was told to fail");
    assertThat(directory("third", 2).manifest().orElseThrow().failure())
        .contains("variant 'second' with seed 2");
  }

  @Test
  void aStoppedStudyResumesToTheSameValues() throws Exception {
    Cancellation stop = new Cancellation();
    RunObserver stopHalfway =
        new RunObserver() {
          @Override
          public void moved(RunPlan plan, long position) {
            if (plan.variant().equals("second") && position >= 50) {
              stop.request();
            }
          }
        };
    Map<RunStatus, Integer> counts = run(VARIANTS, 1, stop, stopHalfway);
    assertThat(counts).containsKey(RunStatus.INTERRUPTED).doesNotContainKey(RunStatus.FAILED);
    assertThat(run(VARIANTS, 2, new Cancellation(), RunObserver.NONE))
        .containsExactly(Map.entry(RunStatus.COMPLETE, 12));
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(last(directory("third", seed))).isEqualTo(300);
    }
  }

  @Test
  void aRerunElsewhereLooksBesideTheRecordedRun() throws Exception {
    assertThat(run(VARIANTS, 2, new Cancellation(), RunObserver.NONE)).hasSize(1);
    RunDirectory recorded = directory("second", 2);
    RunDirectory rerun = new RunDirectory(Files.createDirectories(folder.resolve("scratch/run")));
    RunPlan plan =
        plans(VARIANTS).stream()
            .filter(p -> p.variant().equals("second") && p.seed() == 2)
            .findFirst()
            .orElseThrow();
    RunExecutor executor = executor(new Cancellation(), RunObserver.NONE);
    assertThat(executor.execute(plan, rerun, recorded)).isEqualTo(RunStatus.COMPLETE);
    assertThat(Verification.firstDifference(recorded, rerun)).isEmpty();
  }
}
