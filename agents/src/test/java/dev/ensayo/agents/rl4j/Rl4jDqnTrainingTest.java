package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.observation.Observation;
import org.deeplearning4j.rl4j.policy.DQNPolicy;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Rl4jDqnTrainingTest {
  private static final String SMALL =
      "{batchSize: 8, hiddenUnits: [16], targetUpdatePeriod: 10, epsilon: {steps: 40}}";

  private static Rl4jDqnConfig config(String yaml) {
    return Settings.of(Rl4jDqnConfig.class, yaml);
  }

  private static void finish(Training training) {
    while (!training.isFinished()) {
      training.advance();
    }
  }

  private static Recording run(String yaml, DecisionProcessSpec spec, long seed, long steps) {
    Recording recording = new Recording();
    try (Training training =
        new Rl4jDqnProvider().start(config(yaml), recording.context(spec, seed, steps))) {
      finish(training);
    }
    return recording;
  }

  @Test
  void isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(AgentProvider.class))
        .anyMatch(provider -> provider.name().equals("rl4j-dqn"));
  }

  @Test
  void learnsFromDecisionProcessesOnly() {
    Rl4jDqnProvider provider = new Rl4jDqnProvider();
    Rl4jDqnConfig config = config("{}");
    assertThat(provider.supports(Corridor.continuous(9), config).isSupported()).isTrue();
    EnvironmentSpec corpus = () -> "corpus";
    Support support = provider.supports(corpus, config);
    assertThat(support.isSupported()).isFalse();
    assertThat(support.reason()).endsWith("not from a corpus");
    assertThat(provider.budgetClocks()).containsExactly(Clock.ENVIRONMENT_STEP);
  }

  @Test
  void keepsTheBudgetAndRecordsEveryMetric() {
    Recording recording = run(SMALL, Corridor.continuous(9), 1, 70);

    Corridor training = recording.corridors().get(0);
    assertThat(training.totalSteps()).isEqualTo(70);
    assertThat(training.isClosed()).isTrue();
    assertThat(recording.steps("eval/return")).containsExactly(0L, 25L, 50L, 70L);
    assertThat(recording.steps("eval/length")).containsExactly(0L, 25L, 50L, 70L);
    assertThat(recording.steps("train/epsilon")).containsExactly(20L, 40L, 60L, 70L);
    assertThat(recording.steps("train/q_mean")).containsExactly(20L, 40L, 60L, 70L);
    assertThat(recording.steps("train/loss")).containsExactly(20L, 40L, 60L, 70L);
    assertThat(recording.timings())
        .filteredOn(row -> row.metric().equals("throughput/steps_per_second"))
        .extracting(Recording.Row::step)
        .containsExactly(20L, 40L, 60L, 70L);
    assertThat(recording.timings())
        .extracting(Recording.Row::metric)
        .containsOnly("throughput/steps_per_second", "clock/seconds");
    // Three episodes a test, each in a copy of its own beside the one of training.
    assertThat(recording.corridors()).hasSize(1 + 4 * 3);
    assertThat(recording.metrics()).extracting(Recording.Row::value).allMatch(Double::isFinite);
  }

  @Test
  void episodesAddUpToTheSteps() {
    Recording recording = run(SMALL, Corridor.continuous(15), 1, 120);

    double total = recording.of("episode/length").stream().mapToDouble(Recording.Row::value).sum();
    List<Long> ends = recording.steps("episode/return");
    assertThat(total).isEqualTo(ends.get(ends.size() - 1).doubleValue()).isBetween(106.0, 120.0);
    assertThat(recording.steps("episode/length")).isEqualTo(ends);
    // What the task pays, not the doubled reward that is learned from.
    assertThat(recording.of("episode/return"))
        .extracting(Recording.Row::value)
        .containsOnly(0.0, 1.0);
  }

  @Test
  void epsilonFollowsRl4jsLine() {
    Recording recording = run(SMALL, Corridor.continuous(9), 1, 20);

    // ε(t) = min(1, 1 − (t − 10) / 40) for t = 0 … 19: eleven ones, then 1 − k/40, k = 1 … 9.
    double expected = (20 - (1 + 9) * 9 / 2 / 40.0) / 20;
    assertThat(recording.of("train/epsilon").get(0).value()).isEqualTo(expected);
  }

  @Test
  void sameSeedSameMetrics() {
    List<Recording.Row> first = run(SMALL, Corridor.continuous(9), 4, 60).metrics();
    assertThat(run(SMALL, Corridor.continuous(9), 4, 60).metrics()).isEqualTo(first);
    assertThat(run(SMALL, Corridor.continuous(9), 5, 60).metrics()).isNotEqualTo(first);
  }

  @Test
  void runsSideBySideDoNotTouchEachOther() throws Exception {
    List<List<Recording.Row>> alone = new ArrayList<>();
    for (long seed = 1; seed <= 4; seed++) {
      alone.add(run(SMALL, Corridor.continuous(9), seed, 60).metrics());
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Recording>> together = new ArrayList<>();
      for (long seed = 1; seed <= 4; seed++) {
        long fixed = seed;
        together.add(threads.submit(() -> run(SMALL, Corridor.continuous(9), fixed, 60)));
      }
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get().metrics()).isEqualTo(alone.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void learnsFromTheIndexOfAState() {
    Recording recording = run(SMALL, Corridor.indexed(5, 12), 2, 30);
    assertThat(recording.steps("eval/return")).containsExactly(0L, 25L, 30L);
  }

  @Test
  void advancesInSlices() {
    Recording recording = new Recording();
    try (Training training =
        new Rl4jDqnProvider()
            .start(config(SMALL), recording.context(Corridor.continuous(9), 1, 70))) {
      assertThat(training.clock()).isEqualTo(Clock.ENVIRONMENT_STEP);
      assertThat(training.end()).isEqualTo(70);
      List<Long> positions = new ArrayList<>();
      while (!training.isFinished()) {
        training.advance();
        positions.add(training.position());
      }
      assertThat(positions)
          .containsExactly(0L, 8L, 16L, 20L, 25L, 33L, 40L, 48L, 50L, 58L, 60L, 68L, 70L);
    }
  }

  @Test
  void cannotBeResumed() {
    Recording recording = new Recording();
    try (Training training =
        new Rl4jDqnProvider()
            .start(config(SMALL), recording.context(Corridor.continuous(9), 1, 20))) {
      assertThat(training.isResumable()).isFalse();
      assertThatThrownBy(() -> training.saveState(null))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> training.loadState(null))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void theModelOpensInDeeplearning4j(@TempDir Path directory) throws Exception {
    Recording recording = new Recording();
    float[] parameters;
    try (Training training =
        new Rl4jDqnProvider()
            .start(config(SMALL), recording.context(Corridor.continuous(9), 1, 20))) {
      finish(training);
      training.writeModel(directory);
      parameters = ((Rl4jDqnTraining) training).network().parameters();
    }
    MultiLayerNetwork opened =
        ModelSerializer.restoreMultiLayerNetwork(directory.resolve("model.zip").toFile(), true);
    assertThat(opened.params().toFloatVector()).containsExactly(parameters);
    assertThat(opened.layerInputSize(0)).isEqualTo(2);
    assertThat(opened.getUpdater().getStateViewArray().length()).isEqualTo(2L * parameters.length);
  }

  @Test
  void greedyPolicyIsRl4jsOwn() {
    var network = new DenseNetworkFactory(config(SMALL), 9).buildDQN(new int[] {2}, 5);
    GreedyPolicy policy =
        new GreedyPolicy(network, new ObservationEncoder(Corridor.continuous(9).observation()));
    DQNPolicy<?> rl4js = new DQNPolicy<>(network);
    float[] observations = new float[40];
    for (int i = 0; i < observations.length; i++) {
      observations[i] = (float) Math.sin(i * i);
    }
    int[] together = new int[20];
    policy.selectActions(observations, 2, 20, together);
    for (int i = 0; i < together.length; i++) {
      float[] row = {observations[2 * i], observations[2 * i + 1]};
      Observation observation =
          new Observation(new INDArray[] {Nd4j.createFromArray(new float[][] {row})});
      assertThat(together[i])
          .isEqualTo(policy.selectAction(row))
          .isEqualTo(rl4js.nextAction(observation).intValue());
    }
    assertThat(Arrays.stream(together).distinct().count()).isGreaterThan(1);
  }

  @Test
  void aBrokenLossEndsTheRun() {
    assertThatThrownBy(
            () ->
                run(
                    "{batchSize: 4, hiddenUnits: [8], learningRate: 1e30, errorClamp: null}",
                    Corridor.continuous(9),
                    1,
                    200))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("at environment step")
        .hasMessageContaining("agent.learningRate");
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> config("{replay: {capacity: 16}}"))
        .hasMessageContaining("batchSize")
        .hasMessageContaining("must not exceed replay.capacity (16), not 32");
    assertThatThrownBy(() -> config("{hiddenUnits: []}")).hasMessageContaining("hiddenUnits");
    assertThatThrownBy(() -> config("{rewardFactor: .inf}")).hasMessageContaining("rewardFactor");
    assertThatThrownBy(() -> config("{epsilon: {end: 1.5}}")).hasMessageContaining("epsilon.end");
  }

  @Test
  @Tag("learning")
  void learnsToWalkToTheEnd() {
    Recording recording =
        run(
            "{batchSize: 16, hiddenUnits: [16], targetUpdatePeriod: 20, learningRate: 5e-3,"
                + " discount: 0.9, epsilon: {steps: 200}}",
            Corridor.indexed(6, 15),
            1,
            400);
    List<Recording.Row> lengths = recording.of("eval/length");
    // From cell 0 or 1 the last of six cells is five or four steps away.
    assertThat(lengths.get(lengths.size() - 1).value()).isBetween(4.0, 5.0);
    assertThat(recording.of("eval/return").get(lengths.size() - 1).value()).isEqualTo(1);
  }
}
