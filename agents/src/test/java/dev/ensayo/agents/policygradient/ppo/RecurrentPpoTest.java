package dev.ensayo.agents.policygradient.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.FollowEnvironment;
import dev.ensayo.agents.fakes.RecallEnvironment;
import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.ResumedRuns;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.agents.policygradient.acting.RolloutAgent;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ppo} with {@code memory}. */
class RecurrentPpoTest {
  private static final String SMALL = "copies: 4, steps: 16, minibatches: 2, epochs: 2, ";

  private static DecisionProcess process(String name) {
    return switch (name) {
      case "balance" -> BalanceEnvironment.process();
      case "follow" -> FollowEnvironment.process();
      default -> RecallEnvironment.process();
    };
  }

  private static PpoConfig config(String settings) {
    return Settings.of(PpoConfig.class, "{" + settings + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "balance | memory: {cell: gru, units: 5, window: 8}",
        "balance | memory: {cell: lstm, units: 4, window: 16}, targetKl: 0.01, sharedTorso: true",
        "follow | memory: {cell: rnn, units: 4, window: 4, layers: 2}",
      })
  void resumedRunRecordsTheSame(String process, String memory) throws IOException {
    // Half of 600 are 75 steps of each copy: in the middle of a rollout of 16, of a window, and of
    // episodes.
    ResumedRuns.check(new PpoProvider(), "{" + SMALL + memory + "}", process(process), 600, 1);
  }

  /** Parameters after some rounds of learning from episodes that end inside of windows. */
  private static float[] learned(String settings) {
    DecisionProcess process = RecallEnvironment.process();
    List<SeedSequence> seeds = List.of(new SeedSequence(3), new SeedSequence(4));
    try (RolloutAgent agent =
            (RolloutAgent)
                new PpoProvider()
                    .create(config(settings), Runs.context(process, new RecordedMetrics()));
        VectorEnvironment copies = new VectorEnvironment(process.create(seeds))) {
      ActionBatch actions = new ActionBatch(copies.spec().action(), 2);
      copies.reset();
      for (int t = 0; t < RecallEnvironment.LENGTH * 2; t++) {
        agent.act(copies, actions);
        copies.step(actions);
        agent.learn(copies, actions);
      }
      assertThat(agent.updatesMade().orElseThrow()).isEqualTo(1);
      return agent.parameters();
    }
  }

  /** Two episodes of six steps each: in two windows, or in one where the second begins inside. */
  @ParameterizedTest
  @CsvSource({"rnn, false", "gru, false", "lstm, true"})
  void anEpisodeInAWindowLearnsAsTheWholeEpisode(String cell, boolean shared) {
    String common =
        "copies: 2, steps: 12, minibatches: 1, epochs: 1, updater: {type: sgd, learningRate: 1},"
            + " gradientClipping: {}, sharedTorso: "
            + shared
            + ", memory: {units: 4, cell: "
            + cell
            + ", window: ";
    float[] each = learned(common + "6}");
    float[] both = learned(common + "12}");
    float[] parts = learned(common + "3}");
    assertThat(distance(both, each)).isLessThan(1e-6);
    assertThat(distance(parts, each)).isGreaterThan(1e-5);
  }

  private static double distance(float[] one, float[] other) {
    double squares = 0;
    for (int i = 0; i < one.length; i++) {
      squares += Math.pow(one[i] - other[i], 2);
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @CsvSource({"balance, mode, false", "balance, sample, true", "follow, sample, false"})
  void aSavedPolicyActsAsItWasTested(
      String name, String tested, boolean shared, @TempDir Path folder) throws IOException {
    String settings =
        SMALL
            + "memory: {units: 6, window: 8, cell: lstm}, evaluationPolicy: "
            + tested
            + ", sharedTorso: "
            + shared;
    DecisionProcess process = process(name);
    AgentContext context = Runs.context(process, new RecordedMetrics());
    try (RolloutAgent agent = (RolloutAgent) new PpoProvider().create(config(settings), context)) {
      agent.writeModel(folder);
      agent.onEvaluation(500);
      SavedAgent saved =
          new SavedAgent(folder, context.spec(), 500, context.backend(), context.seeds());
      try (TrainedPolicy trained =
          new PpoProvider().loadPolicy(config(settings), saved).orElseThrow()) {
        assertThat(actions(trained, context.spec().action()))
            .isEqualTo(actions(agent.evaluationPolicy(), context.spec().action()));
      }
    }
  }

  /** What a policy does in three episodes of ten made-up observations. */
  private static List<String> actions(Policy policy, ActionSpec spec) {
    List<String> taken = new ArrayList<>();
    ActionBatch actions = new ActionBatch(spec, 1);
    for (int t = 0; t < 30; t++) {
      if (t % 10 == 0) {
        policy.beginEpisode(0);
      }
      float[] shown = {(float) Math.sin(t * 7.3), (float) Math.cos(t * 3.1)};
      int size = spec.kind() == ActionSpec.Kind.DISCRETE ? 2 : 1;
      policy.selectActions(Arrays.copyOf(shown, size), size, actions);
      taken.add(actions.get(0).toString());
    }
    return taken;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps: 120, memory: {window: 60} | memory.window | ends after 50 steps at the latest",
        "memory: {}, hiddenUnits: [8] | hiddenUnits | must be left out with memory",
        "memory: {}, network: mlp | network | must be left out with memory",
      })
  void whatDoesNotGoWithMemoryIsRefused(String settings, String key, String message) {
    assertThatThrownBy(
            () ->
                new PpoProvider()
                    .supportsProcess(BalanceEnvironment.process().spec(), config(settings)))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.key()).isEqualTo(key))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps: 128, memory: {window: 48} | must divide steps (128), not 48",
        "copies: 2, steps: 128, memory: {window: 64}, minibatches: 8 | memory.window = 4, not 8",
      })
  void windowsMustFit(String settings, String message) {
    assertThatThrownBy(() -> config(settings)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory: {units: 16, window: 6, cell: gru}", "hiddenUnits: [16]"})
  @Tag("learning")
  void remembersWhatWasSeenFirst(String network) {
    double score = run(network, RecallEnvironment.process()).last("eval/return");
    if (network.startsWith("memory")) {
      assertThat(score).isEqualTo(1);
    } else {
      // Without memory the last observation is always the same.
      assertThat(score).isCloseTo(0, within(0.9));
    }
  }

  @Test
  @Tag("learning")
  void followsWhatWasSeenFirst() {
    RecordedMetrics metrics =
        run("memory: {units: 16, window: 6, cell: gru}", FollowEnvironment.process());
    // Who remembers nothing does best with 0, which costs 4/3 in the four steps that follow.
    assertThat(metrics.last("eval/return")).isGreaterThan(-0.5);
  }

  private static RecordedMetrics run(String network, DecisionProcess process) {
    return Runs.run(
        new PpoProvider(),
        "{copies: 8, steps: 24, minibatches: 2, discount: 0.9, learningRate: 5e-3, "
            + network
            + "}",
        process,
        30_000,
        1);
  }
}
