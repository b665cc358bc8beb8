package dev.ensayo.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.ResumedRuns;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.agents.fakes.TableEnvironment;
import dev.ensayo.agents.fakes.Tables;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.EnvironmentLoop;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DqnAgentTest {
  private static final String SMALL =
      "hiddenUnits: [16, 16], batchSize: 16, warmupSteps: 50, targetUpdatePeriod: 30";

  private static final String NOISY = "noisy: true, epsilon: {type: constant, value: 0}";

  /** All parts of Rainbow. */
  private static final String RAINBOW =
      SMALL
          + ", doubleDqn: true, dueling: true, nStep: 3, head: {type: categorical, vMax: 60}, "
          + NOISY
          + ", replay: {sampler: prioritized}";

  private static DqnAgent agent(AgentContext context) {
    return agent(SMALL, context);
  }

  private static DqnAgent agent(String settings, AgentContext context) {
    return new DqnAgent(Settings.of(DqnConfig.class, "{" + settings + "}"), context);
  }

  private static AgentContext context() {
    return Runs.context(BalanceEnvironment.process(), new RecordedMetrics());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL,
        SMALL + ", doubleDqn: true, nStep: 3, updatePeriod: 2, targetBlend: 0.1",
        SMALL + ", updater: {type: rmsprop, centered: true}, loss: squared-error",
        SMALL + ", dueling: true",
        SMALL + ", replay: none, nStep: 2",
        SMALL + ", replay: {sampler: prioritized}, target: munchausen",
        SMALL + ", head: {type: categorical, vMax: 60}, " + NOISY,
        SMALL + ", head: {type: quantile, quantiles: 8}, replay: {sampler: prioritized}",
        RAINBOW,
      })
  void resumedRunRecordsTheSame(String settings) throws IOException {
    ResumedRuns.check(
        new DqnProvider(), "{" + settings + "}", BalanceEnvironment.process(), 400, 6);
  }

  @Test
  void resumedRunOverStatesRecordsTheSame() throws IOException {
    ResumedRuns.check(
        new DqnProvider(),
        "{" + SMALL + "}",
        TableEnvironment.process(Tables.chain(5, 0.1), 20),
        300,
        6);
  }

  @Test
  void batchOfObservationsIsTheSameAsOneByOne() {
    try (DqnAgent agent = agent(context())) {
      Policy policy = agent.evaluationPolicy();
      for (int count : new int[] {1, 16, 64, 100}) {
        float[] observations = new float[2 * count];
        for (int i = 0; i < observations.length; i++) {
          observations[i] = (float) Math.sin(i * 7.3);
        }
        int[] actions = new int[count];
        policy.selectActions(observations, 2, count, actions);
        for (int i = 0; i < count; i++) {
          float[] row = {observations[2 * i], observations[2 * i + 1]};
          assertThat(actions[i]).isEqualTo(policy.selectAction(row));
        }
      }
    }
  }

  @Test
  void modelOpensInDeeplearning4j(@TempDir Path folder) throws IOException {
    try (DqnAgent agent = agent(context())) {
      agent.writeModel(folder);
      Path zip = folder.resolve("model.zip");
      assertThat(Files.size(zip)).isPositive();
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
      assertThat(network.params().reshape(-1).toFloatVector()).isEqualTo(agent.parameters());
      float[] observation = {0.3f, 0.3f};
      INDArray values = network.output(Nd4j.createFromArray(new float[][] {observation}));
      assertThat(agent.evaluationPolicy().selectAction(observation))
          .isEqualTo(values.argMax(1).getInt(0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL,
        SMALL + ", dueling: true",
        SMALL + ", head: {type: quantile, quantiles: 8}, target: munchausen",
        SMALL + ", head: categorical, replay: {sampler: prioritized}",
      })
  void bothEnginesLearnTheSame(String settings) {
    float[] compiled = parametersAfterTwentyUpdates(settings, BackendConfig.Engine.COMPILED);
    float[] library = parametersAfterTwentyUpdates(settings, BackendConfig.Engine.DEEPLEARNING4J);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < library.length; i++) {
      difference += Math.pow(compiled[i] - library[i], 2);
      norm += Math.pow(library[i], 2);
    }
    assertThat(Math.sqrt(difference / norm)).isLessThan(1e-4);
  }

  private static float[] parametersAfterTwentyUpdates(
      String settings, BackendConfig.Engine engine) {
    AgentContext base = context();
    AgentContext context =
        new AgentContext(
            base.spec(),
            base.table(),
            base.budgetSteps(),
            new BackendConfig(BackendConfig.Device.CPU, Optional.of(engine), 1),
            base.seeds(),
            base.means(),
            base.metrics());
    RandomStream random = new SeedSequence(8).stream("actions");
    // The actions are given, so that a rounding of Q cannot change what is experienced.
    Policy given = observation -> random.nextInt(2);
    try (DqnAgent agent = agent(settings, context);
        Environment environment = BalanceEnvironment.process().create(new SeedSequence(3))) {
      EnvironmentLoop loop =
          new EnvironmentLoop(environment, given, agent, EnvironmentLoop.EpisodeListener.NONE);
      step(loop, 69);
      assertThat(agent.updates()).isEqualTo(20);
      return agent.parameters();
    }
  }

  /** In one stream the last hidden layer is the trunk's, in two it is each stream's own. */
  @Test
  void aDuelingModelOpensInDeeplearning4j(@TempDir Path folder) throws IOException {
    try (DqnAgent agent = agent(SMALL + ", dueling: true", context())) {
      // 2·16 + 16 of the trunk, 16·16 + 16 twice, 16 + 1 of the value, 16·2 + 2 of the advantages.
      assertThat(agent.parameters()).hasSize(48 + 2 * 272 + 17 + 34);
      agent.writeModel(folder);
      ComputationGraph network =
          ModelSerializer.restoreComputationGraph(folder.resolve("model.zip").toFile(), true);
      assertThat(network.params().reshape(-1).toFloatVector()).isEqualTo(agent.parameters());
      float[] observation = {0.3f, 0.3f};
      INDArray values = network.outputSingle(Nd4j.createFromArray(new float[][] {observation}));
      assertThat(agent.evaluationPolicy().selectAction(observation))
          .isEqualTo(values.argMax(1).getInt(0));
    }
    try (DqnAgent linear = agent("hiddenUnits: [], dueling: true", context())) {
      assertThat(linear.parameters()).hasSize(3 + 6);
    }
  }

  @Test
  void stepsAllocateNothing() {
    try (DqnAgent agent = agent(context());
        Environment environment = BalanceEnvironment.process().create(new SeedSequence(3))) {
      EnvironmentLoop loop =
          new EnvironmentLoop(
              environment, agent.behaviorPolicy(), agent, EnvironmentLoop.EpisodeListener.NONE);
      int steps = 1000;
      step(loop, steps);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long thread = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(thread);
      step(loop, steps);
      // One object a step would be 16,000 bytes; a few objects in all are the measurement's own.
      assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(4000);
      assertThat(agent.updates()).isGreaterThan(steps);
    }
  }

  private static void step(EnvironmentLoop loop, int steps) {
    for (int i = 0; i < steps; i++) {
      loop.step();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("learning")
  void balances(boolean dueling) {
    RecordedMetrics metrics =
        Runs.run(
            new DqnProvider(),
            "{hiddenUnits: [32, 32], batchSize: 32, warmupSteps: 200, targetUpdatePeriod: 100,"
                + " learningRate: 1e-3, epsilon: {type: linear, fraction: 0.3}, dueling: "
                + dueling
                + "}",
            BalanceEnvironment.process(),
            4000,
            1);
    // A random walk of actions falls after some ten steps; the limit is 50.
    assertThat(Collections.min(metrics.values("episode/return"))).isLessThan(10);
    assertThat(metrics.last("eval/return")).isEqualTo(BalanceEnvironment.STEP_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nStep: 1",
        "nStep: 3",
        "doubleDqn: true",
        "dueling: true",
        "targetUpdatePeriod: 1, targetBlend: 0.02",
        "gradientClipping: {norm: 1}, loss: squared-error",
        "replay: none, learningRate: 1e-3",
        "replay: {sampler: prioritized}",
        "target: {type: munchausen, temperature: 0.01}",
        "head: {type: categorical, vMin: 0, vMax: 1}",
        "head: {type: quantile, quantiles: 20}",
        "noisy: true, epsilon: {type: constant, value: 0}",
        "head: {type: quantile, quantiles: 20}, target: {type: munchausen, temperature: 0.01}",
        "doubleDqn: true, dueling: true, nStep: 3, head: {type: categorical, vMin: 0, vMax: 1},"
            + " noisy: true, epsilon: {type: constant, value: 0}, replay: {sampler: prioritized}",
      })
  @Tag("learning")
  void walksTheChainWithEachSetting(String setting) {
    RecordedMetrics metrics =
        Runs.run(
            new DqnProvider(),
            "{discount: 0.9, hiddenUnits: [32], batchSize: 32, warmupSteps: 200"
                + (setting.contains("learningRate") ? "" : ", learningRate: 2e-3")
                + (setting.contains("epsilon")
                    ? ""
                    : ", epsilon: {type: exponential, decaySteps: 1000}")
                + ", "
                + setting
                + "}",
            TableEnvironment.process(Tables.chain(6, 0), 50),
            4000,
            2);
    // Six states in a row: five steps to the right, and the only reward.
    assertThat(metrics.last("eval/return")).isEqualTo(1);
    assertThat(metrics.last("eval/length")).isEqualTo(5);
  }
}
