package dev.ensayo.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.training.TrainingFailedException;
import org.junit.jupiter.api.Test;

/**
 * Updates of a linear Q (no hidden layer: Q(o, a) = o·W_a + b_a, all zero at the start) by plain
 * gradient descent with η = 0.1, worked out by hand. The replay holds one transition, so that each
 * batch is the transition just seen. Parameters come in the order W₀₀ W₁₀ W₀₁ W₁₁ b₀ b₁, with W_ia
 * for input i and action a.
 */
class DqnUpdateTest {
  private static final String LINEAR =
      "hiddenUnits: [], initialization: zero, updater: sgd, learningRate: 0.1,"
          + " batchSize: 1, warmupSteps: 1";
  private static final float[] FIRST = {1, 2};

  private static DqnAgent agent(String settings, AgentContext context) {
    return new DqnAgent(
        Settings.of(
            DqnConfig.class,
            "{"
                + LINEAR
                + (settings.contains("replay") ? "" : ", replay: {capacity: 1}")
                + (settings.contains("discount") ? "" : ", discount: 0.5")
                + ", "
                + settings
                + "}"),
        context);
  }

  private static AgentContext context() {
    return Runs.context(BalanceEnvironment.process(), new RecordedMetrics());
  }

  /** o = (1, 2), reward 3 or another, the end of the task. */
  private static Transition last(int action, double reward) {
    return Runs.transition(FIRST, action, reward, new float[] {9, 9}, true, false);
  }

  /** o = (0, 1), o' = (1, 0). */
  private static Transition second(int action, double reward, boolean terminated, boolean late) {
    return Runs.transition(
        new float[] {0, 1}, action, reward, new float[] {1, 0}, terminated, late);
  }

  private static void checkParameters(DqnAgent agent, double... expected) {
    float[] actual = agent.parameters();
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("parameter %s", i).isCloseTo(expected[i], within(2e-6));
    }
  }

  @Test
  void squaredErrorAndItsMetrics() {
    AgentContext context = context();
    try (DqnAgent agent = agent("loss: squared-error", context)) {
      agent.onTransition(last(1, 3));
      // δ = 3; the gradient of δ² is −2δ·(1, 2) and −2δ.
      checkParameters(agent, 0, 0, 0.6, 1.2, 0, 0.6);
      RecordedMetrics metrics = new RecordedMetrics();
      context.means().recordAndReset(Clock.ENVIRONMENT_STEP, 1, metrics);
      assertThat(metrics.last("train/loss")).isCloseTo(9, within(1e-5));
      assertThat(metrics.last("train/td_error")).isCloseTo(3, within(1e-6));
      assertThat(metrics.last("train/q_mean")).isZero();
      // 6·√(1 + 4 + 1)
      assertThat(metrics.last("train/grad_norm")).isCloseTo(14.6969385, within(1e-4));
      assertThat(metrics.last("train/epsilon")).isEqualTo(1);
      agent.onTransition(last(1, 3));
      // Q = 0.6 + 2·1.2 + 0.6 = 3.6, δ = −0.6: 0.1·2·0.6 = 0.12 back.
      checkParameters(agent, 0, 0, 0.48, 0.96, 0, 0.48);
      context.means().recordAndReset(Clock.ENVIRONMENT_STEP, 2, metrics);
      assertThat(metrics.last("train/q_mean")).isCloseTo(3.6, within(1e-5));
      assertThat(metrics.last("train/td_error")).isCloseTo(0.6, within(1e-5));
      // ε from 1 to 0.05 over half of 1000 steps, after one of them.
      assertThat(metrics.last("train/epsilon")).isCloseTo(1 - 0.95 / 500, within(1e-12));
    }
  }

  @Test
  void huberClipsTheErrorTerm() {
    AgentContext context = context();
    try (DqnAgent agent = agent("loss: huber", context)) {
      agent.onTransition(last(1, 3));
      // The gradient is −1·(1, 2) and −1; the loss is 3 − 1/2.
      checkParameters(agent, 0, 0, 0.1, 0.2, 0, 0.1);
      RecordedMetrics metrics = new RecordedMetrics();
      context.means().recordAndReset(Clock.ENVIRONMENT_STEP, 1, metrics);
      assertThat(metrics.last("train/loss")).isCloseTo(2.5, within(1e-6));
    }
  }

  @Test
  void gradientIsClippedByItsNorm() {
    try (DqnAgent agent = agent("loss: squared-error, gradientClipping: {norm: 1}", context())) {
      agent.onTransition(last(1, 3));
      // (1, 2, 1)/√6 times 0.1
      checkParameters(agent, 0, 0, 0.0408248290, 0.0816496581, 0, 0.0408248290);
    }
  }

  @Test
  void timeLimitBootstrapsAndTerminationDoesNot() {
    String settings = "loss: squared-error, targetUpdatePeriod: 1";
    try (DqnAgent late = agent(settings, context());
        DqnAgent ended = agent(settings, context())) {
      late.onTransition(last(1, 3));
      late.onTransition(second(0, 1, false, true));
      // Q⁻(o', ·) = (0, 0.6 + 0.6), y = 1 + 0.5·1.2 = 1.6; 0.1·2·1.6 = 0.32
      checkParameters(late, 0, 0.32, 0.6, 1.2, 0.32, 0.6);
      ended.onTransition(last(1, 3));
      ended.onTransition(second(0, 1, true, false));
      // y = 1
      checkParameters(ended, 0, 0.2, 0.6, 1.2, 0.2, 0.6);
    }
  }

  @Test
  void targetNetworkStaysUntilItsPeriodIsOver() {
    try (DqnAgent agent = agent("loss: squared-error, targetUpdatePeriod: 2", context())) {
      agent.onTransition(last(1, 3));
      agent.onTransition(second(0, 1, false, false));
      // The target network is still all zero: y = 1.
      checkParameters(agent, 0, 0.2, 0.6, 1.2, 0.2, 0.6);
      agent.onTransition(second(0, 1, false, false));
      // Now Q⁻(o', ·) = (0.2, 1.2): y = 1.6, Q = 0.4, δ = 1.2, 0.24 more.
      checkParameters(agent, 0, 0.44, 0.6, 1.2, 0.44, 0.6);
    }
  }

  @Test
  void targetNetworkIsBlended() {
    try (DqnAgent agent =
        agent("loss: squared-error, targetUpdatePeriod: 1, targetBlend: 0.5", context())) {
      agent.onTransition(last(1, 3));
      agent.onTransition(second(0, 1, false, false));
      // Q⁻ is half of Q: y = 1 + 0.5·0.6 = 1.3; 0.1·2·1.3 = 0.26
      checkParameters(agent, 0, 0.26, 0.6, 1.2, 0.26, 0.6);
    }
  }

  @Test
  void doubleDqnRatesTheOnlineChoiceWithTheTargetNetwork() {
    String settings = "loss: squared-error, targetUpdatePeriod: 2, doubleDqn: ";
    try (DqnAgent plain = agent(settings + "false", context());
        DqnAgent twice = agent(settings + "true", context())) {
      for (DqnAgent agent : new DqnAgent[] {plain, twice}) {
        agent.onTransition(last(1, 3));
        agent.onTransition(last(1, 3));
        // Both networks: W_·1 = (0.48, 0.96), b₁ = 0.48, see above.
        agent.onTransition(last(0, 100));
        // Online only: W_·0 = (20, 40), b₀ = 20; at o' action 0 now looks best.
        agent.onTransition(second(1, 0, false, false));
      }
      // Q(o, 1) = 1.44. Plain: y = 0.5·(0.48 + 0.48), δ = −0.96, −0.192.
      checkParameters(plain, 20, 40, 0.48, 0.768, 20, 0.288);
      // Double: y = 0.5·Q⁻(o', 0) = 0, δ = −1.44, −0.288.
      checkParameters(twice, 20, 40, 0.48, 0.672, 20, 0.192);
    }
  }

  @Test
  void updatesFollowTheirPeriod() {
    try (DqnAgent agent = agent("updatePeriod: 3, updatesPerPeriod: 2", context())) {
      long[] expected = {0, 0, 2, 2, 2, 4};
      for (long updates : expected) {
        agent.onTransition(last(0, 0));
        assertThat(agent.updates()).isEqualTo(updates);
      }
    }
  }

  /** All outputs are 0, so π is even: τ·ln π = −ln 2 for τ = 1. */
  @Test
  void munchausenAddsTheLogPolicyAndTheEntropy() {
    String settings = "target: {type: munchausen, temperature: 1, alpha: 0.9}";
    try (DqnAgent agent = agent(settings, context());
        DqnAgent floored =
            agent("target: {type: munchausen, temperature: 1, floor: -0.5}", context())) {
      agent.onTransition(second(0, 1, false, false));
      // y = 1 − 0.9·0.693147 + 0.5·0.693147 = 0.722741; 0.1·2·y
      checkParameters(agent, 0, 0.1445482, 0, 0, 0.1445482, 0);
      floored.onTransition(second(0, 1, false, false));
      // y = 1 − 0.9·0.5 + 0.346574 = 0.896574
      checkParameters(floored, 0, 0.1793147, 0, 0, 0.1793147, 0);
    }
  }

  @Test
  void withoutReplayEachTransitionIsLearnedFromOnce() {
    String settings = "replay: none, nStep: 2, discount: 1";
    try (DqnAgent agent = agent(settings, context())) {
      agent.onTransition(second(0, 1, false, false));
      assertThat(agent.updates()).isZero(); // the first item takes two steps
      agent.onTransition(second(0, 2, false, false));
      assertThat(agent.updates()).isEqualTo(1);
      // y = 1 + 2
      checkParameters(agent, 0, 0.6, 0, 0, 0.6, 0);
      agent.onTransition(second(0, 4, true, false));
      // Two items end with the episode: from the step before, y = 6, and from the last, y = 4.
      // Q = 1.2, δ = 4.8: 0.96 more; Q = 3.12, δ = 0.88: 0.176 more.
      assertThat(agent.updates()).isEqualTo(3);
      checkParameters(agent, 0, 1.736, 0, 0, 1.736, 0);
    }
  }

  @Test
  void brokenLearningSaysWhereAndWhatToLookAt() {
    try (DqnAgent agent = agent("loss: squared-error, updatePeriod: 2", context())) {
      agent.onTransition(last(0, 1));
      agent.onTransition(last(0, 1));
      agent.onTransition(last(0, 1));
      assertThatThrownBy(() -> agent.onTransition(last(0, Double.POSITIVE_INFINITY)))
          .isInstanceOf(TrainingFailedException.class)
          .hasMessageContaining("Infinity at environment step 4, update 2")
          .hasMessageContaining("rewards min Infinity, mean Infinity, max Infinity")
          .hasMessageContaining("targets min Infinity")
          .hasMessageContaining("Q(o, a) min 1.200")
          .hasMessageContaining("agent.updater.learningRate")
          .hasMessageContaining("agent.gradientClipping.norm");
    }
  }
}
