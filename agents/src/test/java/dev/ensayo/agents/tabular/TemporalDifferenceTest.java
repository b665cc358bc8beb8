package dev.ensayo.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.ResumedRuns;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.agents.fakes.TableEnvironment;
import dev.ensayo.agents.fakes.Tables;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TemporalDifferenceTest {
  private static final DecisionProcess CHAIN = TableEnvironment.process(Tables.chain(4, 0), 0);

  private static AgentContext context() {
    return Runs.context(CHAIN, new RecordedMetrics());
  }

  private static TemporalDifferenceConfig config(String yaml) {
    return Settings.of(TemporalDifferenceConfig.class, yaml);
  }

  /** From state s to s + 1. */
  private static Transition step(int s, int action, double reward, boolean end, boolean late) {
    return Runs.transition(new float[] {s}, action, reward, new float[] {s + 1}, end, late);
  }

  @Test
  void qLearningTakesTheBestNextAction() {
    QLearningAgent agent =
        new QLearningAgent(config("{discount: 0.5, learningRate: 0.25}"), context());
    agent.values().set(1, 0, 4);
    agent.values().set(1, 1, 8);
    agent.values().set(0, 1, 2);
    agent.onTransition(step(0, 1, 1, false, false));
    // 2 + 0.25·(1 + 0.5·8 − 2) = 2.75
    assertThat(agent.values().get(0, 1)).isEqualTo(2.75);
    agent.onTransition(step(0, 1, 1, true, false));
    // Terminated: 2.75 + 0.25·(1 − 2.75) = 2.3125
    assertThat(agent.values().get(0, 1)).isEqualTo(2.3125);
    agent.onTransition(step(0, 0, 1, false, true));
    // Out of time: 0 + 0.25·(1 + 0.5·8) = 1.25
    assertThat(agent.values().get(0, 0)).isEqualTo(1.25);
  }

  @Test
  void learningRateFallsWithTheVisitsOfTheEntry() {
    QLearningAgent agent =
        new QLearningAgent(config("{discount: 0, learningRate: 1, visitExponent: 0.5}"), context());
    agent.onTransition(step(0, 0, 8, true, false));
    assertThat(agent.values().get(0, 0)).isEqualTo(8);
    agent.onTransition(step(0, 1, 3, true, false));
    assertThat(agent.values().get(0, 1)).isEqualTo(3);
    agent.onTransition(step(0, 0, 0, true, false));
    // 8 − 8/√2 = 8 − 5.656854249492380
    assertThat(agent.values().get(0, 0)).isCloseTo(2.34314575050762, within(1e-14));
    agent.onTransition(step(0, 0, 0, true, false));
    agent.onTransition(step(0, 0, 0, true, false));
    // times (1 − 1/√3)·(1 − 1/2) = 0.2113248654051871
    assertThat(agent.values().get(0, 0)).isCloseTo(0.4951649603, within(1e-9));
  }

  @Test
  void sarsaLearnsFromTheActionItThenTakes() {
    SarsaAgent agent =
        new SarsaAgent(
            config("{discount: 0.5, learningRate: 1, epsilon: {type: constant, value: 1}}"),
            context());
    int differentFromGreedy = 0;
    for (int i = 0; i < 100; i++) {
      agent.values().set(1, 0, 4);
      agent.values().set(1, 1, 8);
      agent.onTransition(step(0, 1, 1, false, false));
      int taken = agent.behaviorPolicy().selectAction(new float[] {1});
      // 1 + 0.5·4 or 1 + 0.5·8
      assertThat(agent.values().get(0, 1)).isEqualTo(taken == 0 ? 3 : 5);
      differentFromGreedy += taken == 0 ? 1 : 0;
    }
    assertThat(differentFromGreedy).isBetween(20, 80);
  }

  @Test
  void sarsaForgetsTheNextActionAtTheEndOfAnEpisode() {
    SarsaAgent agent =
        new SarsaAgent(
            config("{discount: 0.5, learningRate: 1, epsilon: {type: constant, value: 0}}"),
            context());
    agent.values().set(1, 1, 8);
    agent.onTransition(step(0, 1, 1, false, true));
    // Out of time: bootstraps with the greedy action 1 of state 1 ...
    assertThat(agent.values().get(0, 1)).isEqualTo(5);
    agent.values().set(2, 0, 1);
    // ... which says nothing of the state that the next episode starts in.
    assertThat(agent.behaviorPolicy().selectAction(new float[] {2})).isZero();
    agent.onTransition(step(0, 1, 1, true, false));
    assertThat(agent.values().get(0, 1)).isEqualTo(1);
  }

  @Test
  void equallyGoodActionsAreEquallyLikely() {
    ActionValues values = new ActionValues(1, 5, -1);
    for (int a : new int[] {1, 2, 4}) {
      values.set(0, a, 0.5);
    }
    TieBreakingPolicy policy =
        new TieBreakingPolicy(values, new SeedSequence(3).stream("exploration"));
    int n = 30_000;
    int[] counts = new int[5];
    for (int i = 0; i < n; i++) {
      counts[policy.selectAction(new float[] {0})]++;
    }
    assertThat(counts[0] + counts[3]).isZero();
    for (int a : new int[] {1, 2, 4}) {
      // Five standard deviations: 5·sqrt(1/3·2/3/30000) = 0.0137.
      assertThat(counts[a] / (double) n).isCloseTo(1 / 3.0, within(0.0137));
    }
    values.set(0, 3, 0.75);
    assertThat(policy.selectAction(new float[] {0})).isEqualTo(3);
    assertThat(new GreedyTablePolicy(values).selectAction(new float[] {0})).isEqualTo(3);
    values.set(0, 3, 0.5);
    assertThat(new GreedyTablePolicy(values).selectAction(new float[] {0})).isEqualTo(1);
  }

  @Test
  void valueErrorLooksAtStatesWhereAnActionIsAskedFor() {
    ValueError error = ValueError.of(context().table(), 0.5).orElseThrow();
    ActionValues learned = new ActionValues(4, 2, 0);
    // V* = 0.25, 0.5, 1 for states 0, 1, 2; state 3 is the end and never asks.
    learned.set(3, 0, 99);
    learned.set(0, 1, 0.25);
    learned.set(1, 1, 0.5);
    assertThat(error.largest(learned)).isCloseTo(1, within(1e-11));
    learned.set(2, 0, 1);
    assertThat(error.largest(learned)).isCloseTo(0, within(1e-11));
    learned.set(1, 0, 0.75);
    assertThat(error.largest(learned)).isCloseTo(0.25, within(1e-11));
  }

  @Test
  void resumedRunRecordsTheSame() throws IOException {
    DecisionProcess process = TableEnvironment.process(Tables.chain(5, 0.1), 30);
    String settings = "{epsilon: {type: linear, fraction: 0.8}, visitExponent: 0.6}";
    ResumedRuns.check(new QLearningProvider(), settings, process, 2000, 3);
    ResumedRuns.check(new SarsaProvider(), settings, process, 2000, 3);
  }

  @Test
  @Tag("learning")
  void qLearningReachesTheOptimalValues() {
    RecordedMetrics metrics =
        Runs.run(
            new QLearningProvider(),
            "{discount: 0.9, learningRate: 1, visitExponent: 0.7,"
                + " epsilon: {type: constant, value: 0.5}}",
            TableEnvironment.process(Tables.chain(6, 0.2), 200),
            100_000,
            4);
    assertThat(metrics.values("eval/value_error").get(0)).isGreaterThan(0.5);
    assertThat(metrics.last("eval/value_error")).isLessThan(0.02);
  }

  @Test
  @Tag("learning")
  void sarsaReachesTheOptimalValuesAsExplorationEnds() {
    RecordedMetrics metrics =
        Runs.run(
            new SarsaProvider(),
            "{discount: 0.9, learningRate: 0.2,"
                + " epsilon: {type: linear, start: 0.5, end: 0, fraction: 0.8}}",
            TableEnvironment.process(Tables.chain(6, 0), 200),
            20_000,
            4);
    assertThat(metrics.last("eval/value_error")).isLessThan(0.001);
    assertThat(metrics.last("train/epsilon")).isZero();
  }

  /**
   * Sutton and Barto, "Reinforcement Learning", 2nd edition, example 6.6: with ε = 0.1 Q-learning
   * learns the path along the edge and falls now and then, SARSA takes the safer path and collects
   * more while it learns.
   */
  @Test
  @Tag("learning")
  void onTheCliffSarsaIsCarefulAndQLearningIsNot() {
    String settings = "{discount: 1, learningRate: 0.1, epsilon: {type: constant, value: 0.1}}";
    DecisionProcess cliff = TableEnvironment.process(Tables.cliff(), 500);
    RecordedMetrics careless = Runs.run(new QLearningProvider(), settings, cliff, 60_000, 5);
    RecordedMetrics careful = Runs.run(new SarsaProvider(), settings, cliff, 60_000, 5);
    assertThat(careless.last("eval/return")).isEqualTo(-13);
    assertThat(careful.last("eval/return")).isBetween(-17.0, -15.0);
    // The figure of the example shows about −25 for SARSA and about −50 for Q-learning.
    assertThat(meanOfLast(careful.values("episode/return"), 500)).isBetween(-32.0, -17.0);
    assertThat(meanOfLast(careless.values("episode/return"), 500)).isBetween(-65.0, -40.0);
  }

  private static double meanOfLast(List<Double> values, int count) {
    return values.subList(values.size() - count, values.size()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }
}
