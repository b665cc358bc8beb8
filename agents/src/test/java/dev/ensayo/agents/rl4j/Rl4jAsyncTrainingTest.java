package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.network.ac.ActorCriticFactorySeparateStdDense;
import org.deeplearning4j.rl4j.network.ac.ActorCriticSeparate;
import org.deeplearning4j.rl4j.network.configuration.ActorCriticDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;

/** RL4J's asynchronous learners as runs. */
@SuppressWarnings("deprecation") // RL4J's own learners take no other network
@Timeout(120)
class Rl4jAsyncTrainingTest {
  private static final DecisionProcessSpec SPEC = Corridor.continuous(9);

  private enum Agent {
    N_STEP_Q("rl4j-async-nstep-q"),
    A3C("rl4j-a3c");

    private final String name;

    Agent(String name) {
      this.name = name;
    }

    private AgentProvider<?> provider() {
      return this == N_STEP_Q ? new Rl4jAsyncNStepQProvider() : new Rl4jA3cProvider();
    }

    private Training start(String yaml, TrainingContext context) {
      return this == N_STEP_Q
          ? new Rl4jAsyncNStepQProvider()
              .start(Settings.of(Rl4jAsyncNStepQConfig.class, yaml), context)
          : new Rl4jA3cProvider().start(Settings.of(Rl4jA3cConfig.class, yaml), context);
    }

    private TrainedPolicy load(Path folder) throws Exception {
      SavedAgent saved =
          new SavedAgent(folder, SPEC, 70, BackendConfig.defaults(), new SeedSequence(1));
      return (this == N_STEP_Q
              ? new Rl4jAsyncNStepQProvider()
                  .loadPolicy(Settings.defaults(Rl4jAsyncNStepQConfig.class), saved)
              : new Rl4jA3cProvider().loadPolicy(Settings.defaults(Rl4jA3cConfig.class), saved))
          .orElseThrow();
    }
  }

  private static String small(int threads) {
    return "{hiddenUnits: [16], threads: " + threads + "}";
  }

  private static void finish(Training training) {
    while (!training.isFinished()) {
      training.advance();
    }
  }

  private static Recording run(Agent agent, String yaml, DecisionProcessSpec spec, long steps) {
    Recording recording = new Recording();
    try (Training training = agent.start(yaml, recording.context(spec, 1, steps))) {
      finish(training);
    }
    return recording;
  }

  /** A corridor in which something else happens at each step. */
  private record Disturbed(Environment corridor, IntConsumer atStep) implements Environment {
    @Override
    public DecisionProcessSpec spec() {
      return corridor.spec();
    }

    @Override
    public float[] reset() {
      return corridor.reset();
    }

    @Override
    public StepResult step(int action) {
      atStep.accept(action);
      return corridor.step(action);
    }

    @Override
    public void saveState(StateWriter out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void loadState(StateReader in) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      corridor.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void isFoundAndSaysWhatItIs(Agent agent) {
    assertThat(ServiceLoader.load(AgentProvider.class))
        .anyMatch(provider -> provider.name().equals(agent.name));
    assertThat(agent.provider().supports(() -> "corpus", null).reason())
        .endsWith("not from a corpus");
    assertThat(agent.provider().budgetClocks()).containsExactly(Clock.ENVIRONMENT_STEP);
  }

  @Test
  void severalThreadsAreNotRepeatable() {
    BackendConfig backend = BackendConfig.defaults();
    assertThat(
            new Rl4jA3cProvider()
                .whyNotRepeatable(Settings.of(Rl4jA3cConfig.class, "{threads: 3}"), backend))
        .hasValueSatisfying(why -> assertThat(why).startsWith("the 3 threads"));
    assertThat(
            new Rl4jAsyncNStepQProvider()
                .whyNotRepeatable(Settings.defaults(Rl4jAsyncNStepQConfig.class), backend))
        .isPresent();
    assertThat(
            new Rl4jA3cProvider()
                .whyNotRepeatable(Settings.of(Rl4jA3cConfig.class, "{threads: 1}"), backend))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void keepsTheBudgetAndRecordsEveryMetric(Agent agent) {
    Recording recording = run(agent, small(3), SPEC, 70);

    List<Corridor> training = recording.corridors().subList(0, 3);
    assertThat(training.stream().mapToInt(Corridor::totalSteps).sum()).isEqualTo(70);
    assertThat(training).allMatch(Corridor::isClosed);
    assertThat(training.stream().filter(corridor -> corridor.totalSteps() > 0).count())
        .as("threads that worked")
        .isGreaterThan(1);
    assertThat(recording.steps("eval/return")).containsExactly(0L, 25L, 50L, 70L);
    assertThat(recording.steps("eval/length")).containsExactly(0L, 25L, 50L, 70L);
    assertThat(recording.steps("train/loss")).isSubsetOf(20L, 40L, 60L, 70L).contains(40L, 60L);
    assertThat(recording.timings())
        .filteredOn(row -> row.metric().equals("throughput/steps_per_second"))
        .extracting(Recording.Row::step)
        .containsExactly(20L, 40L, 60L, 70L);
    assertThat(recording.corridors()).hasSize(3 + 4 * 3);
    assertThat(recording.metrics()).extracting(Recording.Row::value).allMatch(Double::isFinite);
    assertThat(recording.metrics())
        .extracting(Recording.Row::metric)
        .isSubsetOf(agent.provider().metrics());
    assertThat(recording.steps("episode/return"))
        .isSorted()
        .isEqualTo(recording.steps("episode/length"));
    double inEpisodes =
        recording.of("episode/length").stream().mapToDouble(Recording.Row::value).sum();
    assertThat(inEpisodes).isBetween(70.0 - 3 * 9, 70.0);
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void oneThreadRepeatsItself(Agent agent) {
    List<Recording.Row> first = run(agent, small(1), SPEC, 60).metrics();
    assertThat(run(agent, small(1), SPEC, 60).metrics()).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void threadsExploreApart(Agent agent) {
    List<List<Integer>> actions = new ArrayList<>();
    UnaryOperator<Environment> watched =
        corridor -> {
          List<Integer> taken = new ArrayList<>();
          actions.add(taken);
          return new Disturbed(corridor, taken::add);
        };
    try (Training training =
        agent.start(small(2), new Recording().context(SPEC, 1, 200, watched))) {
      finish(training);
    }
    int both = Math.min(actions.get(0).size(), actions.get(1).size());
    assertThat(both).isGreaterThan(20);
    assertThat(actions.get(0).subList(0, both)).isNotEqualTo(actions.get(1).subList(0, both));
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void cannotBeResumed(Agent agent) {
    try (Training training = agent.start(small(2), new Recording().context(SPEC, 1, 20))) {
      assertThat(training.isResumable()).isFalse();
      assertThatThrownBy(() -> training.saveState(null))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> training.loadState(null))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void theModelOpensAndActsAsInTheLastTest(Agent agent, @TempDir Path folder) throws Exception {
    try (Training training = agent.start(small(2), new Recording().context(SPEC, 1, 70))) {
      finish(training);
      training.writeModel(folder);
    }
    String model = folder.resolve("model.zip").toString();
    MultiLayerNetwork network =
        agent == Agent.N_STEP_Q
            ? (MultiLayerNetwork) DQN.load(model).getNeuralNetworks()[0]
            : (MultiLayerNetwork)
                ActorCriticSeparate.load(folder.resolve("value.zip").toString(), model)
                    .getNeuralNetworks()[1];
    assertThat(network.getUpdater().getStateViewArray().length())
        .isEqualTo(2 * network.numParams());
    try (TrainedPolicy policy = agent.load(folder)) {
      float[] observation = {0.4f, 0.8f};
      float[] outputs =
          network
              .output(org.nd4j.linalg.factory.Nd4j.createFromArray(new float[][] {observation}))
              .toFloatVector();
      assertThat(policy.selectAction(observation)).isEqualTo(outputs[1] > outputs[0] ? 1 : 0);
      assertThat(policy.actionValues(observation).isPresent()).isEqualTo(agent == Agent.N_STEP_Q);
    }
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void aThreadThatFailsEndsTheRun(Agent agent) {
    AtomicInteger steps = new AtomicInteger();
    UnaryOperator<Environment> failing =
        corridor ->
            new Disturbed(
                corridor,
                action -> {
                  if (steps.incrementAndGet() == 40) {
                    throw new IllegalStateException("the pole is lost");
                  }
                });
    Recording recording = new Recording();
    try (Training training =
        agent.start(
            "{hiddenUnits: [16], threads: 2}",
            recording.context(Corridor.continuous(4), 1, 2000, failing))) {
      training.advance(); // the first test; it steps, too
      steps.set(0);
      assertThatThrownBy(() -> finish(training))
          .satisfiesAnyOf(
              e ->
                  assertThat(e)
                      .isInstanceOf(TrainingFailedException.class)
                      .hasMessageContaining("a thread of RL4J ended at environment step")
                      .hasMessageContaining("the pole is lost")
                      .hasRootCauseInstanceOf(IllegalStateException.class),
              e -> assertThat(e).hasMessage("the pole is lost")); // in a test
    }
    assertThat(recording.corridors().subList(0, 2)).allMatch(Corridor::isClosed);
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void aBrokenLossEndsTheRun(Agent agent) {
    assertThatThrownBy(
            () -> run(agent, "{hiddenUnits: [8], threads: 2, learningRate: 1e30}", SPEC, 2000))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("at environment step");
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void slicesAreShortAndStoppingIsQuick(Agent agent) {
    UnaryOperator<Environment> slow =
        corridor -> new Disturbed(corridor, action -> pause(Duration.ofMillis(5)));
    Recording recording = new Recording();
    Training training = agent.start(small(2), recording.context(SPEC, 1, 100_000, slow));
    training.advance();
    long start = System.nanoTime();
    training.advance();
    training.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("rl4j-") && thread.isAlive());
  }

  private static void pause(Duration time) {
    com.google.common.util.concurrent.Uninterruptibles.sleepUninterruptibly(time);
  }

  @Test
  void theNetworksAreThoseOfRl4jsFactory() {
    MultiLayerNetwork[] rl4js = new MultiLayerNetwork[2];
    System.arraycopy(
        new ActorCriticFactorySeparateStdDense(
                ActorCriticDenseNetworkConfiguration.builder()
                    .numLayers(2)
                    .numHiddenNodes(7)
                    .updater(new Adam(0.002))
                    .l2(0.01)
                    .build())
            .buildActorCritic(new int[] {3}, 2)
            .getNeuralNetworks(),
        0,
        rl4js,
        0,
        2);
    Rl4jA3cConfig config =
        Settings.of(Rl4jA3cConfig.class, "{hiddenUnits: [7, 7], learningRate: 0.002, l2: 0.01}");
    assertThat(A3cLearner.value(config, 3, 12345).params().toFloatVector())
        .containsExactly(rl4js[0].params().toFloatVector());
    MultiLayerNetwork policy = A3cLearner.policy(config, 3, 2, 12345);
    assertThat(policy.params().toFloatVector()).containsExactly(rl4js[1].params().toFloatVector());
    assertThat(policy.getOutputLayer().conf().getLayer())
        .isEqualTo(rl4js[1].getOutputLayer().conf().getLayer());
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> Settings.of(Rl4jA3cConfig.class, "{hiddenUnits: []}"))
        .hasMessageContaining("hiddenUnits");
    assertThatThrownBy(() -> Settings.of(Rl4jA3cConfig.class, "{threads: 0}"))
        .hasMessageContaining("threads");
    assertThatThrownBy(() -> Settings.of(Rl4jAsyncNStepQConfig.class, "{rewardFactor: .nan}"))
        .hasMessageContaining("rewardFactor");
    assertThatThrownBy(() -> Settings.of(Rl4jAsyncNStepQConfig.class, "{nStep: 0}"))
        .hasMessageContaining("nStep");
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  @Tag("learning")
  void learnsToWalkToTheEnd(Agent agent) {
    Recording recording =
        run(
            agent,
            "{threads: 2, hiddenUnits: [16], learningRate: 5e-3, discount: 0.9"
                + (agent == Agent.N_STEP_Q ? ", epsilon: {steps: 400}}" : "}"),
            Corridor.indexed(6, 15),
            2000);
    List<Recording.Row> lengths = recording.of("eval/length");
    // From cell 0 or 1 the last of six cells is five or four steps away.
    assertThat(lengths.get(lengths.size() - 1).value()).isBetween(4.0, 5.0);
    assertThat(recording.of("eval/return").get(lengths.size() - 1).value()).isEqualTo(1);
  }
}
