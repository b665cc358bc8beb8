package dev.ensayo.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.RecallEnvironment;
import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.ResumedRuns;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dqn} with {@code memory}. */
class RecurrentDqnTest {
  private static final String SMALL =
      "batchSize: 4, warmupSteps: 50, updatePeriod: 5, targetUpdatePeriod: 30, ";

  private static DqnAgent agent(String settings, AgentContext context) {
    return new DqnAgent(Settings.of(DqnConfig.class, "{" + settings + "}"), context);
  }

  private static AgentContext context() {
    return context(BackendConfig.Engine.COMPILED);
  }

  private static AgentContext context(BackendConfig.Engine engine) {
    AgentContext base = Runs.context(BalanceEnvironment.process(), new RecordedMetrics());
    return new AgentContext(
        base.spec(),
        base.table(),
        base.budgetSteps(),
        new BackendConfig(BackendConfig.Device.CPU, Optional.of(engine), 1),
        base.seeds(),
        base.means(),
        base.metrics());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL + "memory: {cell: gru, units: 5, window: 7}",
        SMALL + "memory: {cell: lstm, units: 4, window: 6, burnIn: 2}, doubleDqn: true, nStep: 3",
        SMALL
            + "memory: {cell: rnn, units: 4, window: 4, burnIn: 0, layers: 2}, loss: huber,"
            + " replay: {sampler: prioritized, capacity: 60}, targetBlend: 0.1",
        SMALL + "memory: {units: 3, window: 4, start: zero}",
      })
  void resumedRunRecordsTheSame(String settings) throws IOException {
    // Half of the steps is in the middle of an episode.
    ResumedRuns.check(
        new DqnProvider(), "{" + settings + "}", BalanceEnvironment.process(), 300, 6);
  }

  /** Lives through an episode of given observations, and through another one before it. */
  private static void live(DqnAgent agent, int steps, int seed) {
    RandomStream random = new SeedSequence(seed).stream("episode");
    float[] now = {random.nextFloat(), random.nextFloat()};
    agent.behaviorPolicy().beginEpisode(0);
    for (int t = 1; t <= steps; t++) {
      float[] next = {random.nextFloat(), random.nextFloat()};
      agent.behaviorPolicy().selectAction(now);
      agent.onTransition(
          Runs.transition(now, random.nextInt(2), random.nextFloat(), next, t == steps, false));
      now = next;
    }
  }

  /** Parameters after one step of plain gradient descent on the last window of an episode of 9. */
  private static float[] afterOneUpdate(String memory, BackendConfig.Engine engine) {
    String settings =
        "batchSize: 1, warmupSteps: 18, updatePeriod: 18, updater: sgd, learningRate: 0.1,"
            + " replay: {capacity: 1}, memory: {units: 4, "
            + memory
            + "}";
    try (DqnAgent agent = agent(settings, context(engine))) {
      live(agent, 9, 1);
      live(agent, 9, 2);
      assertThat(agent.updates()).isEqualTo(1);
      return agent.parameters();
    }
  }

  private static double distance(float[] one, float[] other) {
    double squares = 0;
    double norm = 0;
    for (int i = 0; i < one.length; i++) {
      squares += Math.pow(one[i] - other[i], 2);
      norm += Math.pow(other[i], 2);
    }
    return Math.sqrt(squares / norm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "gru", "lstm"})
  void aWindowThatHoldsTheEpisodeLearnsAsTheWholeEpisode(String cell) {
    BackendConfig.Engine compiled = BackendConfig.Engine.COMPILED;
    float[] whole = afterOneUpdate("cell: " + cell + ", window: 9", compiled);
    float[] longer = afterOneUpdate("cell: " + cell + ", window: 15", compiled);
    assertThat(distance(longer, whole)).isLessThan(1e-6);
    // The last three steps alone, from the stored state on, are another gradient.
    float[] shorter = afterOneUpdate("cell: " + cell + ", window: 3", compiled);
    assertThat(distance(shorter, whole)).isGreaterThan(1e-3);
  }

  /** With parameters that have not changed since it was stored, nothing is to be freshened. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "gru", "lstm"})
  void burnInFromAStoredStateLeadsToTheStateThatWasThere(String cell) {
    BackendConfig.Engine compiled = BackendConfig.Engine.COMPILED;
    String window = "cell: " + cell + ", window: 3, ";
    float[] without = afterOneUpdate(window + "burnIn: 0", compiled);
    assertThat(distance(afterOneUpdate(window + "burnIn: 3", compiled), without)).isLessThan(1e-6);
    assertThat(distance(afterOneUpdate(window + "burnIn: 2", compiled), without)).isLessThan(1e-6);
    float[] zero = afterOneUpdate(window + "burnIn: 0, start: zero", compiled);
    assertThat(distance(zero, without)).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cell: gru, window: 3", "cell: lstm, window: 12", "cell: rnn, window: 4"})
  void bothEnginesLearnTheSame(String memory) {
    assertThat(
            distance(
                afterOneUpdate(memory, BackendConfig.Engine.COMPILED),
                afterOneUpdate(memory, BackendConfig.Engine.DEEPLEARNING4J)))
        .isLessThan(1e-5);
  }

  @Test
  void eachEpisodeBeginsWithNothingRemembered() {
    try (DqnAgent agent = agent("memory: {units: 6, window: 3}", context())) {
      Policy policy = agent.evaluationPolicy();
      float[][] shown = {{1, 2}, {-3, 1}, {0.5f, 0}};
      double[][] fresh = new double[3][];
      policy.beginEpisode(0);
      for (int t = 0; t < 3; t++) {
        policy.selectAction(shown[t]);
        fresh[t] = policy.actionValues(shown[t]).orElseThrow();
      }
      policy.selectAction(shown[0]);
      assertThat(policy.actionValues(shown[0]).orElseThrow()).isNotEqualTo(fresh[0]);
      policy.beginEpisode(0);
      for (int t = 0; t < 3; t++) {
        policy.selectAction(shown[t]);
        assertThat(policy.actionValues(shown[t]).orElseThrow()).isEqualTo(fresh[t]);
      }
      assertThat(policy.actionValues(new float[] {9, 9})).isEmpty();
    }
  }

  /** Rows whose episodes begin at different steps act as each by itself. */
  @Test
  void rowsRememberApart() {
    try (DqnAgent agent = agent("memory: {units: 6, window: 3}", context())) {
      Policy rows = agent.evaluationPolicy();
      RandomStream random = new SeedSequence(3).stream("observations");
      int[][] together = new int[12][3];
      float[][] shown = new float[12][6];
      for (int t = 0; t < 12; t++) {
        for (int row = 0; row < 3; row++) {
          if ((t + row) % 5 == 0 || t == 0) {
            rows.beginEpisode(row);
          }
        }
        for (int i = 0; i < 6; i++) {
          shown[t][i] = 4 * random.nextFloat() - 2;
        }
        rows.selectActions(shown[t], 2, 3, together[t]);
      }
      for (int row = 0; row < 3; row++) {
        for (int t = 0; t < 12; t++) {
          if ((t + row) % 5 == 0 || t == 0) {
            rows.beginEpisode(0);
          }
          float[] own = {shown[t][2 * row], shown[t][2 * row + 1]};
          assertThat(rows.selectAction(own)).isEqualTo(together[t][row]);
        }
      }
    }
  }

  @Test
  void aSavedPolicyActsAsItWasTested(@TempDir Path folder) throws IOException {
    AgentContext context = context();
    String settings = SMALL + "memory: {cell: gru, units: 6, window: 3}";
    try (DqnAgent agent = agent(settings, context)) {
      for (int i = 0; i < 12; i++) {
        live(agent, 9, i);
      }
      agent.writeModel(folder);
      SavedAgent saved =
          new SavedAgent(folder, context.spec(), 108, context.backend(), context.seeds());
      DqnConfig config = Settings.of(DqnConfig.class, "{" + settings + "}");
      try (TrainedPolicy trained = new DqnProvider().loadPolicy(config, saved).orElseThrow()) {
        Policy tested = agent.evaluationPolicy();
        RandomStream random = new SeedSequence(3).stream("observations");
        for (int t = 0; t < 30; t++) {
          if (t % 11 == 0) {
            tested.beginEpisode(0);
            trained.beginEpisode(0);
          }
          float[] shown = {random.nextFloat(), random.nextFloat()};
          assertThat(trained.selectAction(shown)).isEqualTo(tested.selectAction(shown));
          assertThat(trained.actionValues(shown).orElseThrow())
              .isEqualTo(tested.actionValues(shown).orElseThrow());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory: {window: 51} | memory.window | ends after 50 steps at the latest, not 51",
        "memory: {}, hiddenUnits: [8] | hiddenUnits | must be left out with memory",
        "memory: {}, network: mlp | network | must be left out with memory",
        "memory: {}, replay: none | replay.type | must be buffer with memory",
        "memory: {}, dueling: true | dueling | must be false with memory",
        "memory: {}, noisy: true, epsilon: {type: constant, value: 0} | noisy | must be false",
        "memory: {}, head: quantile | head.type | must be scalar with memory",
        "memory: {}, target: munchausen | target.type | must be greedy with memory",
        "memory: {window: 10}, replay: {capacity: 99}, batchSize: 10 | batchSize | (9), not 10",
        "memory: {window: 50}, warmupSteps: 50 | warmupSteps | memory.window + nStep = 51, not 50",
      })
  void whatDoesNotGoWithMemoryIsRefused(String settings, String key, String message) {
    DqnConfig config = Settings.of(DqnConfig.class, "{" + settings + "}");
    assertThatThrownBy(
            () -> new DqnProvider().supportsProcess(BalanceEnvironment.process().spec(), config))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo(key))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"gru, 1", "lstm, 3"})
  @Tag("learning")
  void remembersWhatWasSeenFirst(String cell, int nStep) {
    RecordedMetrics metrics =
        run(
            "memory: {cell: "
                + cell
                + ", units: 16, window: 6, burnIn: 0},"
                + " batchSize: 16, nStep: "
                + nStep,
            RecallEnvironment.process());
    assertThat(metrics.last("eval/return")).isEqualTo(1);
  }

  /** Without memory the last observation is always the same. */
  @Test
  @Tag("learning")
  void forgetsWithoutMemory() {
    RecordedMetrics metrics = run("hiddenUnits: [16], batchSize: 64", RecallEnvironment.process());
    assertThat(metrics.last("eval/return")).isCloseTo(0, within(0.9));
  }

  private static RecordedMetrics run(String settings, DecisionProcess process) {
    return Runs.run(
        new DqnProvider(),
        "{discount: 0.9, warmupSteps: 200, updatePeriod: 2, learningRate: 5e-3,"
            + " epsilon: {type: constant, value: 0.3}, "
            + settings
            + "}",
        process,
        4000,
        1);
  }
}
