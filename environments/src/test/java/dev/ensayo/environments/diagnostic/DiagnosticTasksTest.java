package dev.ensayo.environments.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The best possible return of each task, reached by a policy that knows the rules, and what chance
 * and what a policy without memory get, where a formula says it.
 */
class DiagnosticTasksTest {
  private static final int EPISODES = 500;

  /** Standard errors that a mean may be off by. */
  private static final double STANDARD_ERRORS = 5;

  /** Chooses by what it sees; made anew for each episode, so it may remember. */
  private interface Player {
    int act(float[] observation);
  }

  /** Episodes played: their returns as scored, their lengths. */
  private record Played(double[] returns, int[] lengths) {
    double mean() {
      return Arrays.stream(returns).average().orElseThrow();
    }

    void allAre(double value, int length) {
      assertThat(DoubleStream.of(returns)).allMatch(x -> Math.abs(x - value) < 1e-12);
      assertThat(IntStream.of(lengths)).allMatch(n -> n == length);
    }

    /**
     * @param deviation of the return of an episode
     */
    void meanIs(double expected, double deviation) {
      double error = deviation / Math.sqrt(returns.length);
      assertThat(mean()).isCloseTo(expected, within(STANDARD_ERRORS * error));
    }
  }

  private static <C extends Record> Environment open(
      EnvironmentProvider<C> provider, String settings) {
    return open(provider, settings, 1);
  }

  private static <C extends Record> Environment open(
      EnvironmentProvider<C> provider, String settings, long seed) {
    DecisionProcess process =
        (DecisionProcess) provider.open(Settings.of(provider.configType(), settings));
    return process.create(new SeedSequence(seed));
  }

  private static Played playWithMemory(Environment task, Supplier<Player> players) {
    double[] returns = new double[EPISODES];
    int[] lengths = new int[EPISODES];
    for (int i = 0; i < EPISODES; i++) {
      Player player = players.get();
      float[] observation = task.reset();
      StepResult result;
      do {
        result = task.step(player.act(observation));
        observation = result.observation();
        returns[i] += result.taskReward();
        lengths[i]++;
      } while (!result.ended());
    }
    return new Played(returns, lengths);
  }

  private static Played play(Environment task, Player player) {
    return playWithMemory(task, () -> player);
  }

  private static Played playAtRandom(Environment task) {
    RandomStream random = new SeedSequence(2).stream("policy");
    return play(task, seen -> random.nextInt(task.spec().actions()));
  }

  /** Expected return of the best policy; the states of these tables are in order of time. */
  private static double bestReturn(TransitionTable table) {
    return values(table, false)[0];
  }

  private static double[] values(TransitionTable table, boolean atRandom) {
    double[] values = new double[table.states()];
    for (int s = table.states() - 1; s >= 0; s--) {
      double[] ofActions = new double[table.actions()];
      for (int a = 0; a < ofActions.length; a++) {
        for (int k = 0; k < table.outcomeCount(s, a); k++) {
          Outcome outcome = table.outcome(s, a, k);
          double after = outcome.terminated() ? 0 : values[outcome.nextState()];
          ofActions[a] += outcome.probability() * (outcome.reward() + after);
        }
      }
      DoubleStream all = DoubleStream.of(ofActions);
      values[s] = (atRandom ? all.average() : all.max()).orElseThrow();
    }
    return values;
  }

  // ---- bandit

  @ParameterizedTest
  @ValueSource(ints = {2, 11, 40})
  void aBanditsArmsAreEvenlySpacedAndTheBestPaysOne(int arms) {
    Environment bandit = open(new BanditProvider(), "{arms: " + arms + "}");
    double[] pays = new double[arms];
    for (int arm = 0; arm < arms; arm++) {
      bandit.reset();
      StepResult result = bandit.step(arm);
      assertThat(result.terminated()).isTrue();
      assertThat(result.observation()).containsExactly(0);
      pays[arm] = result.reward();
    }
    assertThat(bestReturn(bandit.transitionTable().orElseThrow())).isEqualTo(1);
    double[] sorted = Arrays.stream(pays).sorted().toArray();
    for (int i = 0; i < arms; i++) {
      assertThat(sorted[i]).isEqualTo(i / (arms - 1.0));
    }
    int best = IntStream.range(0, arms).filter(arm -> pays[arm] == 1).findFirst().orElseThrow();
    play(bandit, seen -> best).allAre(1, 1);
  }

  /** Evenly spaced over [0, 1] and equally likely: mean 1/2, variance (K + 1)/(12 (K − 1)). */
  @Test
  void chanceGetsHalfOfABandit() {
    playAtRandom(open(new BanditProvider(), "{}")).meanIs(0.5, Math.sqrt(12 / 120.0));
  }

  @Test
  void whichArmPaysBelongsToTheTaskAndNotToTheRun() {
    Map<Integer, Integer> bests = new HashMap<>();
    for (int mapping = 0; mapping < 30; mapping++) {
      String settings = "{mappingSeed: " + mapping + "}";
      int best = bestArm(open(new BanditProvider(), settings, 1));
      assertThat(bestArm(open(new BanditProvider(), settings, 2))).isEqualTo(best);
      bests.merge(best, 1, Integer::sum);
    }
    assertThat(bests).hasSizeGreaterThan(5);
  }

  private static int bestArm(Environment bandit) {
    TransitionTable table = bandit.transitionTable().orElseThrow();
    return IntStream.range(0, table.actions())
        .filter(arm -> table.outcome(0, arm, 0).reward() == 1)
        .findFirst()
        .orElseThrow();
  }

  /** Noise of standard deviation σ is learned from, and not scored. */
  @Test
  void aNoisyBanditIsScoredWithoutNoise() {
    int best = bestArm(open(new BanditProvider(), "{}"));
    Environment noisy = open(new BanditProvider(), "{noise: 0.5}");
    assertThat(noisy.transitionTable()).isEmpty();
    double sum = 0;
    double squares = 0;
    int pulls = 4000;
    for (int i = 0; i < pulls; i++) {
      noisy.reset();
      StepResult result = noisy.step(best);
      assertThat(result.taskReward()).isEqualTo(1);
      sum += result.reward() - 1;
      squares += (result.reward() - 1) * (result.reward() - 1);
    }
    assertThat(sum / pulls).isCloseTo(0, within(STANDARD_ERRORS * 0.5 / Math.sqrt(pulls)));
    // The variance of the square of a normal variable is 2 σ⁴.
    double error = 0.25 * Math.sqrt(2.0 / pulls);
    assertThat(squares / pulls).isCloseTo(0.25, within(STANDARD_ERRORS * error));
  }

  // ---- catch

  @Test
  void everyBallCanBeCaught() {
    Environment board = open(new CatchProvider(), "{}");
    assertThat(board.spec().observation()).isEqualTo(ObservationSpec.bits(1, 10, 5));
    Player follow =
        seen -> {
          int ball = firstOne(seen, 0) % 5;
          int paddle = firstOne(seen, 45) % 5;
          return 1 + Integer.signum(ball - paddle);
        };
    play(board, follow).allAre(1, 9);
    Player followIndex = seen -> 1 + Integer.signum((int) seen[0] / 5 % 5 - (int) seen[0] % 5);
    play(open(new CatchProvider(), "{observation: state}"), followIndex).allAre(1, 9);
  }

  private static int firstOne(float[] seen, int from) {
    int cell = from;
    while (seen[cell] == 0) {
      cell++;
    }
    return cell;
  }

  /** The ball's column is independent of what the paddle does: 1/5 is caught, 1/5 − 4/5. */
  @Test
  void chanceCatchesAFifth() {
    playAtRandom(open(new CatchProvider(), "{}")).meanIs(-0.6, 0.8);
  }

  // ---- deep sea

  /** All N steps to the right: the treasure less their cost. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10, 30})
  void theTreasureOfADeepSeaIsWorthItsCost(int size) {
    DeepSeaConfig config = Settings.of(DeepSeaConfig.class, "{size: " + size + "}");
    DeepSeaChart chart = new DeepSeaChart(config);
    assertThat(bestReturn(chart.table())).isCloseTo(0.99, within(1e-12));
    Environment sea = open(new DeepSeaProvider(), "{size: " + size + "}");
    play(sea, seen -> chart.isRight((int) seen[0], 1) ? 1 : 0).allAre(0.99, size);
    play(sea, seen -> chart.isRight((int) seen[0], 1) ? 0 : 1).allAre(0, size);
  }

  /** One way in 2^N leads to the treasure, and half of the steps cost something. */
  @Test
  void chanceHardlyFindsTheTreasure() {
    DeepSeaChart chart = new DeepSeaChart(Settings.of(DeepSeaConfig.class, "{size: 6}"));
    assertThat(values(chart.table(), true)[0]).isCloseTo(Math.pow(2, -6) - 0.005, within(1e-12));
    playAtRandom(open(new DeepSeaProvider(), "{size: 6}"))
        .meanIs(Math.pow(2, -6) - 0.005, Math.sqrt(Math.pow(2, -6)));
  }

  /**
   * In a stochastic sea all N − 1 steps before the last must succeed, each with probability 1 −
   * 1/N; the best policy saves the cost once one has failed. With N = 10: 0.9⁹ less 0.001 times the
   * expected number of steps to the right, (1 − 0.9¹⁰)/0.1 but that the last cannot fail before it
   * is taken: Σ 0.9^k over k = 0 … 9.
   */
  @Test
  void aStochasticSeaTakesLuckToo() {
    DeepSeaConfig config = Settings.of(DeepSeaConfig.class, "{stochastic: true}");
    DeepSeaChart chart = new DeepSeaChart(config);
    double best = Math.pow(0.9, 9) - 0.001 * (1 - Math.pow(0.9, 10)) / 0.1;
    assertThat(bestReturn(chart.table())).isCloseTo(best, within(1e-12));
    Environment sea = open(new DeepSeaProvider(), "{stochastic: true}");
    assertThat(sea.transitionTable()).isEmpty();
    Player player =
        seen -> {
          int cell = (int) seen[0];
          boolean onTheWay = cell / 10 == cell % 10;
          return chart.isRight(cell, 1) == onTheWay ? 1 : 0;
        };
    play(sea, player).meanIs(best, 0.5);
  }

  @Test
  void noiseOfADeepSeaLiesInItsOuterColumns() {
    Environment sea =
        open(new DeepSeaProvider(), "{size: 3, stochastic: true, randomizeActions: false}");
    int noisyEnds = 0;
    for (int i = 0; i < EPISODES; i++) {
      sea.reset();
      StepResult result = sea.step(i % 2);
      assertThat(result.reward()).isEqualTo(result.taskReward());
      result = sea.step(1 - i % 2);
      assertThat(result.reward()).isEqualTo(result.taskReward());
      boolean outer = (int) result.observation()[0] % 3 != 1;
      result = sea.step(0);
      assertThat(result.reward() != result.taskReward()).isEqualTo(outer);
      noisyEnds += outer ? 1 : 0;
    }
    assertThat(noisyEnds).isBetween(1, EPISODES - 1);
  }

  @Test
  void theMappingOfADeepSeaIsDrawnForEachCell() {
    DeepSeaChart chart = new DeepSeaChart(Settings.of(DeepSeaConfig.class, "{size: 30}"));
    DeepSeaChart other =
        new DeepSeaChart(Settings.of(DeepSeaConfig.class, "{size: 30, mappingSeed: 1}"));
    long ones = IntStream.range(0, 900).filter(cell -> chart.isRight(cell, 1)).count();
    assertThat((double) ones).isCloseTo(450, within(STANDARD_ERRORS * 15));
    assertThat(IntStream.range(0, 900))
        .anyMatch(cell -> chart.isRight(cell, 1) != other.isRight(cell, 1));
  }

  // ---- memory chain

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "10, 1", "50, 1", "1, 3", "10, 3"})
  void whoRemembersAnswersEveryChain(int length, int bits) {
    String settings = "{length: " + length + ", bits: " + bits + "}";
    Environment chain = open(new MemoryChainProvider(), settings);
    playWithMemory(chain, Rememberer::new).allAre(1, length);
  }

  /** Keeps the first observation, and answers by it. */
  private static final class Rememberer implements Player {
    private float[] first = new float[0];

    @Override
    public int act(float[] seen) {
      if (first.length == 0) {
        first = seen.clone();
      }
      return first[2 + (int) seen[1]] > 0 ? 1 : 0;
    }
  }

  /** What is seen in the last step says nothing of the bit: right and wrong are equally likely. */
  @Test
  void whoForgetsAnswersByChance() {
    Environment chain = open(new MemoryChainProvider(), "{}");
    play(chain, seen -> 1).meanIs(0, 1);
    playAtRandom(chain).meanIs(0, 1);
  }

  @Test
  void aChainShowsItsBitsOnceAndItsQuestionAtTheEnd() {
    Environment chain = open(new MemoryChainProvider(), "{length: 4, bits: 2}");
    boolean asked = false;
    for (int i = 0; i < 20; i++) {
      float[] first = chain.reset();
      assertThat(first).startsWith(1, 0);
      assertThat(Math.abs(first[2])).isEqualTo(1);
      assertThat(Math.abs(first[3])).isEqualTo(1);
      assertThat(chain.step(0).observation()).containsExactly(0.75f, 0, 0, 0);
      assertThat(chain.step(0).observation()).containsExactly(0.5f, 0, 0, 0);
      float[] last = chain.step(0).observation();
      assertThat(last[0]).isEqualTo(0.25f);
      assertThat(last).endsWith(0, 0);
      asked |= last[1] == 1;
      assertThat(chain.step(0).observation()).containsExactly(0, 0, 0, 0);
    }
    assertThat(asked).isTrue();
  }

  // ---- umbrella

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 40})
  void anUmbrellaTakenWhenNeededPaysOne(int length) {
    Environment walk = open(new UmbrellaProvider(), "{length: " + length + "}");
    assertThat(walk.spec().observation()).isEqualTo(ObservationSpec.continuous(8));
    play(walk, seen -> (int) seen[0]).allAre(1, length);
    play(walk, seen -> 1 - (int) seen[0]).allAre(-1, length);
  }

  @Test
  void chanceTakesTheUmbrellaInVain() {
    playAtRandom(open(new UmbrellaProvider(), "{}")).meanIs(0, 1);
  }

  /** N − 1 rewards of ±1 come before the one that counts: mean 0, variance N − 1. */
  @Test
  void whatHappensOnTheWayIsNoise() {
    Environment walk = open(new UmbrellaProvider(), "{length: 5, distractors: 3}");
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < EPISODES; i++) {
      int need = (int) walk.reset()[0];
      double noise = 0;
      StepResult result;
      do {
        result = walk.step(need);
        noise += result.reward() - result.taskReward();
        assertThat(result.observation()[1]).isEqualTo(need);
      } while (!result.ended());
      sum += noise;
      squares += noise * noise;
    }
    assertThat(sum / EPISODES).isCloseTo(0, within(STANDARD_ERRORS * 2 / Math.sqrt(EPISODES)));
    // Four signs: the fourth moment of their sum is 3·16 − 2·4 = 40, so the variance of the square
    // is 40 − 16.
    double error = Math.sqrt(24.0 / EPISODES);
    assertThat(squares / EPISODES).isCloseTo(4, within(STANDARD_ERRORS * error));
  }

  // ---- T-maze

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 70})
  void whoRemembersTheSignTurnsRight(int corridor) {
    Environment maze = open(new TMazeProvider(), "{corridor: " + corridor + "}");
    playWithMemory(maze, Walker::new).allAre(4, corridor + 1);
  }

  /** Walks to the east, and turns at the junction as the sign said. */
  private static final class Walker implements Player {
    private int turn;

    @Override
    public int act(float[] seen) {
      if (seen[0] == 0 && seen[1] == 1 && seen[2] == 1) {
        turn = 0;
      } else if (seen[0] == 1 && seen[1] == 1) {
        turn = 2;
      }
      return seen[0] == 0 && seen[2] == 0 ? turn : 1;
    }
  }

  /** At the junction half of the turns are right: (4 − 0.1)/2, by ±2.05. */
  @Test
  void withoutMemoryHalfOfTheTurnsAreRight() {
    Environment maze = open(new TMazeProvider(), "{}");
    play(maze, seen -> seen[0] == 0 && seen[1] == 1 && seen[2] == 0 ? 0 : 1).meanIs(1.95, 2.05);
  }

  @Test
  void standingStillCosts() {
    Environment maze = open(new TMazeProvider(), "{corridor: 2, stepLimit: 0}");
    maze.reset();
    assertThat(maze.step(3).reward()).isEqualTo(-0.1);
    assertThat(maze.step(0).reward()).isEqualTo(-0.1);
    assertThat(maze.step(1).observation()).containsExactly(1, 0, 1);
    assertThat(maze.step(2).reward()).isEqualTo(-0.1);
    assertThat(maze.step(1).observation()).containsExactly(0, 1, 0);
    assertThat(maze.step(1).reward()).isEqualTo(-0.1);
    assertThat(maze.step(3).reward()).isZero();
    maze.step(1);
    StepResult end = maze.step(0);
    assertThat(end.terminated()).isTrue();
    assertThat(end.observation()).containsExactly(0, 0, 0);
  }

  @Test
  void aMazeIsCutAfterTenTimesTheShortestWay() {
    assertThat(open(new TMazeProvider(), "{corridor: 5}").spec().stepLimit()).isEqualTo(60);
    assertThat(open(new TMazeProvider(), "{stepLimit: 7}").spec().stepLimit()).isEqualTo(7);
  }

  // ---- both forms

  /** Each index stands for one thing that is seen, and each thing has one index. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "catch        |",
        "memory-chain | bits: 3, length: 5",
        "memory-chain | bits: 2, length: 1",
        "umbrella     | distractors: 0",
        "t-maze       | corridor: 3",
      })
  void bothFormsShowTheSame(String name, String settings) {
    EnvironmentProvider<?> provider =
        switch (name) {
          case "catch" -> new CatchProvider();
          case "memory-chain" -> new MemoryChainProvider();
          case "umbrella" -> new UmbrellaProvider();
          default -> new TMazeProvider();
        };
    String common = settings == null ? "" : settings + ", ";
    Environment features = open(provider, "{" + common + "observation: features}");
    Environment states = open(provider, "{" + common + "observation: state}");
    RandomStream random = new SeedSequence(3).stream("policy");
    Map<String, Float> indices = new HashMap<>();
    Map<Float, String> seen = new HashMap<>();
    boolean ended = true;
    for (int i = 0; i < 5000; i++) {
      float[] numbers;
      float index;
      if (ended) {
        numbers = features.reset();
        index = states.reset()[0];
        ended = false;
      } else {
        int action = random.nextInt(features.spec().actions());
        StepResult ofFeatures = features.step(action);
        StepResult ofStates = states.step(action);
        assertThat(ofStates.reward()).isEqualTo(ofFeatures.reward());
        assertThat(ofStates.terminated()).isEqualTo(ofFeatures.terminated());
        numbers = ofFeatures.observation();
        index = ofStates.observation()[0];
        ended = ofFeatures.ended();
      }
      if (ended) {
        continue; // nothing is decided on it: a missed ball and the paddle look alike
      }
      String text = Arrays.toString(numbers);
      assertThat(indices.merge(text, index, (before, now) -> before)).isEqualTo(index);
      assertThat(seen.merge(index, text, (before, now) -> before)).isEqualTo(text);
    }
    assertThat(indices).hasSizeGreaterThan(3);
  }
}
