package dev.ensayo.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.fakes.ChainConfig;
import dev.ensayo.core.fakes.ChainEnvironment;
import dev.ensayo.core.fakes.FakeAgent;
import dev.ensayo.core.fakes.FakeAgentConfig;
import dev.ensayo.core.fakes.RecordedMetrics;
import dev.ensayo.core.fakes.ScriptedEnvironment;
import dev.ensayo.core.fakes.ScriptedEnvironment.Episode;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import dev.ensayo.core.training.TrainingContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTrainingTest {
  private static final DecisionProcess CHAIN =
      ChainEnvironment.process(Settings.of(ChainConfig.class, "{length: 4, slip: 0.2}"));

  /** A run of one process with a fake agent, and what it recorded. */
  private static final class Run {
    final RecordedMetrics metrics = new RecordedMetrics();
    final RecordedMetrics timings = new RecordedMetrics();
    final List<FakeAgent> agents = new ArrayList<>();
    final EnvironmentTraining training;

    Run(DecisionProcess process, long steps, long testEvery, long logEvery) {
      TrainingContext context =
          new TrainingContext(
              process,
              Budget.ofEnvironmentSteps(steps),
              new Evaluation(testEvery, 3, 10_000),
              new Logging(logEvery),
              BackendConfig.defaults(),
              new SeedSequence(9),
              metrics,
              timings);
      training =
          new EnvironmentTraining(
              context,
              agentContext -> {
                assertThat(agentContext.budgetSteps()).isEqualTo(steps);
                assertThat(agentContext.spec()).isEqualTo(process.spec());
                FakeAgent agent =
                    new FakeAgent(Settings.defaults(FakeAgentConfig.class), agentContext);
                agents.add(agent);
                return agent;
              });
    }

    Run toTheEnd() {
      while (!training.isFinished()) {
        training.advance();
      }
      return this;
    }
  }

  @Test
  void testsAreMadeAtTheStartAtEachMultipleAndAtTheEnd() {
    RecordedMetrics metrics = new Run(CHAIN, 1050, 300, 1000).toTheEnd().metrics;

    assertThat(metrics.steps("eval/return")).containsExactly(0L, 300L, 600L, 900L, 1050L);
    assertThat(metrics.steps("eval/length")).containsExactly(0L, 300L, 600L, 900L, 1050L);
    assertThat(metrics.steps("fake/transitions")).containsExactly(0L, 300L, 600L, 900L, 1050L);
    assertThat(metrics.values("fake/transitions"))
        .as("nothing is learned before the first test, and every step before the last")
        .containsExactly(0.0, 300.0, 600.0, 900.0, 1050.0);
  }

  @Test
  void anEndThatIsAMultipleIsTestedOnce() {
    assertThat(new Run(CHAIN, 600, 300, 100).toTheEnd().metrics.steps("eval/return"))
        .containsExactly(0L, 300L, 600L);
    assertThat(new Run(CHAIN, 10, 1000, 1000).toTheEnd().metrics.steps("eval/return"))
        .containsExactly(0L, 10L);
    assertThat(new Run(CHAIN, 1, 1, 1).toTheEnd().metrics.steps("eval/return"))
        .containsExactly(0L, 1L);
  }

  @Test
  void meansAreLoggedAtEachMultipleAndAtTheEnd() {
    Run run = new Run(CHAIN, 1050, 10_000, 400).toTheEnd();

    assertThat(run.metrics.steps("train/reward")).containsExactly(400L, 800L, 1050L);
    assertThat(run.timings.steps("throughput/steps_per_second"))
        .isSubsetOf(400L, 800L, 1050L); // not where the clock showed no time between
    assertThat(run.timings.steps("clock/seconds"))
        .isEqualTo(run.timings.steps("throughput/steps_per_second"));
    assertThat(run.timings.values("clock/seconds")).allMatch(seconds -> seconds > 0);
    assertThat(run.timings.steps("clock/updates")).as("of an agent that makes none").isEmpty();
    assertThat(run.metrics.entries()).noneMatch(e -> e.metric().startsWith("throughput"));
    assertThat(run.metrics.entries()).allMatch(e -> e.clock() == Clock.ENVIRONMENT_STEP);
  }

  /** Episodes of 3 steps that pay 2 and of 4 that pay -1: they end at steps 3, 7, 10, 14, … */
  @Test
  void everyTrainingEpisodeIsRecordedAtItsLastStep() {
    DecisionProcess process =
        DecisionProcess.of(
            ScriptedEnvironment.shapes(),
            seeds ->
                new ScriptedEnvironment(
                    List.of(new Episode(3, 2, true), new Episode(4, -1, false))));
    RecordedMetrics metrics = new Run(process, 16, 100, 100).toTheEnd().metrics;

    assertThat(metrics.steps("episode/return")).containsExactly(3L, 7L, 10L, 14L);
    assertThat(metrics.values("episode/return")).containsExactly(6.0, -4.0, 6.0, -4.0);
    assertThat(metrics.steps("episode/length")).containsExactly(3L, 7L, 10L, 14L);
    assertThat(metrics.values("episode/length")).containsExactly(3.0, 4.0, 3.0, 4.0);
  }

  @Test
  void stepsNeverGoBack() {
    List<Long> steps =
        new Run(CHAIN, 2000, 130, 70)
            .toTheEnd().metrics.entries().stream().map(RecordedMetrics.Entry::step).toList();

    assertThat(steps).isSorted().hasSizeGreaterThan(100);
  }

  /**
   * Saved after every slice and loaded into a new training, whose own start was different, a run
   * records what it would have without.
   */
  @Test
  void aRunResumedAtEverySliceRecordsTheSame() throws IOException {
    Run whole = new Run(CHAIN, 1500, 170, 90).toTheEnd();

    List<RecordedMetrics.Entry> pieces = new ArrayList<>();
    Run piece = new Run(CHAIN, 1500, 170, 90);
    int saves = 0;
    while (!piece.training.isFinished()) {
      piece.training.advance();
      byte[] state = save(piece.training);
      saves++;
      pieces.addAll(piece.metrics.entries());
      piece = new Run(CHAIN, 1500, 170, 90);
      piece.training.loadState(new StateReader(new ByteArrayInputStream(state)));
      assertThat(save(piece.training)).as("loading loses nothing").isEqualTo(state);
    }
    assertThat(saves).isGreaterThan(20);
    assertThat(pieces).isEqualTo(whole.metrics.entries());
  }

  /** As after a kill: the run went on past its checkpoint, and starts from there once more. */
  @Test
  void aRunKilledAndResumedFromAnyCheckpointRecordsTheSame() throws IOException {
    Run whole = new Run(CHAIN, 900, 200, 150);
    List<byte[]> states = new ArrayList<>();
    List<Integer> recorded = new ArrayList<>();
    while (!whole.training.isFinished()) {
      states.add(save(whole.training));
      recorded.add(whole.metrics.entries().size());
      whole.training.advance();
    }
    for (int i = 0; i < states.size(); i++) {
      Run resumed = new Run(CHAIN, 900, 200, 150);
      resumed.training.advance();
      resumed.training.advance();
      int before = resumed.metrics.entries().size();
      resumed.training.loadState(new StateReader(new ByteArrayInputStream(states.get(i))));
      resumed.toTheEnd();
      List<RecordedMetrics.Entry> all = resumed.metrics.entries();
      assertThat(all.subList(before, all.size()))
          .as("from checkpoint %d", i)
          .isEqualTo(
              whole.metrics.entries().subList(recorded.get(i), whole.metrics.entries().size()));
    }
  }

  @Test
  void howOftenItIsTestedOrLoggedDoesNotChangeWhatIsLearned() {
    Run often = new Run(CHAIN, 1000, 50, 30).toTheEnd();
    Run seldom = new Run(CHAIN, 1000, 1000, 1000).toTheEnd();

    assertThat(often.metrics.entries("episode/return"))
        .isEqualTo(seldom.metrics.entries("episode/return"))
        .isNotEmpty();
  }

  @Test
  void anotherCheckpointIsNotLoaded() throws IOException {
    Run run = new Run(CHAIN, 100, 50, 50);
    byte[] state = save(run.training);
    state[5] ^= 1;

    assertThatThrownBy(
            () -> run.training.loadState(new StateReader(new ByteArrayInputStream(state))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'training' belongs");
  }

  @Test
  void theModelIsTheAgentsAndClosingReachesIt(@TempDir Path folder) throws IOException {
    Run run = new Run(CHAIN, 100, 50, 50).toTheEnd();
    run.training.writeModel(folder);
    run.training.close();

    assertThat(folder.resolve("model.txt")).hasContent("fake 100");
    assertThat(run.agents).singleElement().matches(FakeAgent::isClosed);
    assertThat(run.training.isResumable()).isTrue();
    assertThat(run.training.clock()).isEqualTo(Clock.ENVIRONMENT_STEP);
    assertThat(run.training.end()).isEqualTo(100);
    assertThat(run.training.position()).isEqualTo(100);
  }

  private static byte[] save(EnvironmentTraining training) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    training.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }
}
