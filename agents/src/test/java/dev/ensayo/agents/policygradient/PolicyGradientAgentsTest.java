package dev.ensayo.agents.policygradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.PointEnvironment;
import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.ResumedRuns;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.agents.fakes.TableEnvironment;
import dev.ensayo.agents.fakes.Tables;
import dev.ensayo.agents.policygradient.a2c.A2cProvider;
import dev.ensayo.agents.policygradient.ppo.PpoProvider;
import dev.ensayo.agents.policygradient.reinforce.ReinforceProvider;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.PolicyProvider;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.agent.VectorAgent;
import dev.ensayo.core.agent.VectorAgentProvider;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.metrics.MetricSink;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Evaluation;
import dev.ensayo.core.training.Logging;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every agent with a policy's network. */
class PolicyGradientAgentsTest {
  private static final String SMALL_PPO =
      "copies: 4, steps: 16, minibatches: 2, epochs: 2, hiddenUnits: [16]";

  private static VectorAgentProvider<?> provider(String name) {
    return switch (name) {
      case "ppo" -> new PpoProvider();
      case "a2c" -> new A2cProvider();
      default -> new ReinforceProvider();
    };
  }

  private static DecisionProcess process(String name) {
    return switch (name) {
      case "balance" -> BalanceEnvironment.process();
      case "reach" -> PointEnvironment.process();
      default -> TableEnvironment.process(Tables.chain(5, 0.1), 20);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ppo | balance | " + SMALL_PPO,
        "ppo | reach | " + SMALL_PPO + ", evaluationPolicy: sample",
        "ppo | chain | " + SMALL_PPO + ", sharedTorso: true, targetKl: 0.001",
        "ppo | balance | "
            + SMALL_PPO
            + ", valueClipRange: 0.2, learningRateAnnealing: linear, clipRangeAnnealing: {type:"
            + " linear, rest: 0.5}, timeLimits: terminate, advantageNormalization: batch",
        "a2c | balance | copies: 3, hiddenUnits: [16]",
        "a2c | reach | copies: 2, normalizeAdvantages: true, hiddenUnits: [], lambda: 0.9",
        "reinforce | balance | copies: 2, hiddenUnits: [16]",
        "reinforce | reach | baseline: value, normalizeAdvantages: true, hiddenUnits: [8]",
        "reinforce | chain | copies: 3, episodes: 6, baseline: value, discountedSteps: true",
      })
  void resumedRunRecordsTheSame(String agent, String process, String settings) throws IOException {
    ResumedRuns.check(provider(agent), "{" + settings + "}", process(process), 700, 6);
  }

  private static VectorAgent agent(String name, String settings, DecisionProcess process) {
    return create(provider(name), settings, process);
  }

  private static <C extends Record> VectorAgent create(
      VectorAgentProvider<C> provider, String settings, DecisionProcess process) {
    return provider.create(
        Settings.of(provider.configType(), "{" + settings + "}"),
        Runs.context(process, MetricSink.NONE));
  }

  private static VectorEnvironment copies(DecisionProcess process, int count) {
    List<SeedSequence> seeds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seeds.add(new SeedSequence(3).child(i));
    }
    return new VectorEnvironment(process.create(seeds));
  }

  private static void step(VectorAgent agent, VectorEnvironment copies, int steps) {
    ActionBatch actions = new ActionBatch(copies.spec().action(), copies.count());
    for (int i = 0; i < steps; i++) {
      agent.act(copies, actions);
      for (float real : actions.values()) {
        if (real < -1 || real > 2) { // no assertion, which would allocate
          throw new AssertionError("not within the bounds of a point's action: " + real);
        }
      }
      copies.step(actions);
      agent.learn(copies, actions);
    }
  }

  @ParameterizedTest
  @CsvSource({"ppo, balance", "ppo, reach", "a2c, balance", "reinforce, balance"})
  void stepsAllocateNothing(String name, String task) {
    DecisionProcess process = process(task);
    String settings = name.equals("ppo") ? SMALL_PPO : "hiddenUnits: [16], copies: 4";
    try (VectorAgent agent = agent(name, settings, process);
        VectorEnvironment copies = copies(process, 4)) {
      copies.reset();
      int steps = 1000;
      step(agent, copies, 3 * steps);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long thread = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(thread);
      long updates = agent.updatesMade().orElseThrow();
      step(agent, copies, steps);
      // One object a step would be 16,000 bytes; longer episodes than before take room once.
      assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(8000);
      assertThat(agent.updatesMade().orElseThrow()).isGreaterThan(updates + 10);
    }
  }

  /** An open program reads the logits that the policy chooses by. */
  @Test
  void modelOpensInDeeplearning4j(@TempDir Path folder) throws IOException {
    DecisionProcess process = BalanceEnvironment.process();
    try (VectorAgent agent = agent("ppo", SMALL_PPO, process);
        VectorEnvironment copies = copies(process, 4)) {
      copies.reset();
      step(agent, copies, 160);
      agent.writeModel(folder);
      ComputationGraph network =
          ModelSerializer.restoreComputationGraph(folder.resolve("model.zip").toFile(), true);
      for (float x : new float[] {-0.7f, -0.1f, 0.2f, 0.9f}) {
        float[] observation = {x, Math.abs(x)};
        INDArray[] outputs = network.output(Nd4j.createFromArray(new float[][] {observation}));
        assertThat(outputs).hasSize(2);
        assertThat(agent.evaluationPolicy().selectAction(observation))
            .isEqualTo(outputs[0].argMax(1).getInt(0));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ppo, balance, mode",
    "ppo, reach, sample",
    "a2c, reach, mode",
    "reinforce, balance, sample"
  })
  void aLoadedPolicyActsAsTheLastTestDid(
      String name, String task, String evaluation, @TempDir Path folder) throws IOException {
    DecisionProcess process = process(task);
    checkLoaded(
        provider(name),
        "{hiddenUnits: [16], copies: 4, evaluationPolicy: " + evaluation + "}",
        process,
        folder);
  }

  private static <C extends Record> void checkLoaded(
      VectorAgentProvider<C> provider, String settings, DecisionProcess process, Path folder)
      throws IOException {
    C config = Settings.of(provider.configType(), settings);
    config = provider.fitted(config, process.spec());
    SeedSequence seeds = new SeedSequence(1);
    DecisionProcessSpec spec = process.spec();
    try (VectorAgent agent = provider.create(config, Runs.context(process, MetricSink.NONE));
        VectorEnvironment copies = copies(process, 4)) {
      copies.reset();
      step(agent, copies, 300);
      agent.writeModel(folder);
      agent.onEvaluation(1200);
      SavedAgent saved = new SavedAgent(folder, spec, 1200, BackendConfig.defaults(), seeds);
      try (TrainedPolicy loaded = provider.loadPolicy(config, saved).orElseThrow()) {
        int rows = 100;
        int size = spec.observation().size();
        float[] observations = new float[rows * size];
        for (int i = 0; i < observations.length; i++) {
          observations[i] = (float) Math.sin(i * 7.3);
        }
        ActionBatch expected = new ActionBatch(spec.action(), rows);
        ActionBatch actual = new ActionBatch(spec.action(), rows);
        agent.evaluationPolicy().selectActions(observations, size, expected);
        loaded.selectActions(observations, size, actual);
        assertThat(actual.indices()).isEqualTo(expected.indices());
        assertThat(actual.values()).isEqualTo(expected.values());
      }
    }
  }

  /** Two threads of the engine share out products in the same way each time. */
  @Test
  void withTheSameThreadsARunIsTheSame() {
    RecordedMetrics two = metricsOf(2);
    assertThat(metricsOf(1).rows()).hasSameSizeAs(two.rows());
    assertThat(metricsOf(2).rows()).isEqualTo(two.rows());
  }

  private static RecordedMetrics metricsOf(int threads) {
    RecordedMetrics metrics = new RecordedMetrics();
    PpoProvider provider = new PpoProvider();
    int steps = 2048;
    TrainingContext context =
        new TrainingContext(
            BalanceEnvironment.process(),
            Budget.ofEnvironmentSteps(steps),
            new Evaluation(512, 5, 1000),
            new Logging(256),
            Settings.of(BackendConfig.class, "{threads: " + threads + "}"),
            new SeedSequence(5),
            metrics,
            MetricSink.NONE);
    try (Training training =
        provider.start(Settings.of(provider.configType(), "{copies: 4}"), context)) {
      while (!training.isFinished()) {
        training.advance();
      }
    }
    return metrics;
  }

  /** Drawing in a test moves nothing that training draws from. */
  @Test
  void testsLeaveNoTraceInTraining() throws IOException {
    DecisionProcess process = PointEnvironment.process();
    try (VectorAgent agent = agent("ppo", SMALL_PPO + ", evaluationPolicy: sample", process)) {
      byte[] before = Runs.save(agent);
      agent.onEvaluation(0);
      float[] first = new float[1];
      agent.evaluationPolicy().selectAction(new float[] {0.5f}, first);
      assertThat(Runs.save(agent)).isEqualTo(before);
      float[] second = new float[1];
      agent.evaluationPolicy().selectAction(new float[] {0.5f}, second);
      assertThat(second).isNotEqualTo(first);
      agent.onEvaluation(0);
      agent.evaluationPolicy().selectAction(new float[] {0.5f}, second);
      assertThat(second).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppo", "a2c", "reinforce"})
  void whatBreaksDownSaysWithWhichNumbers(String name) {
    String settings =
        "{updater: {type: sgd, learningRate: 1000}, gradientClipping: {norm: 1e30}, activation:"
            + " identity, copies: 4, discount: 1"
            + (name.equals("reinforce") ? ", baseline: value}" : "}");
    assertThatThrownBy(
            () -> Runs.run(provider(name), settings, BalanceEnvironment.process(), 20_000, 1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageMatching(
            "the .* became .* at environment step \\d+, update \\d+; in its batch: .*"
                + "; look at agent.updater.learningRate \\(smaller\\).*");
  }

  /** A chain of five states takes at least four steps to its end, and has no limit. */
  @Test
  void anEpisodeWithoutEndEndsTheRun() {
    DecisionProcess endless = TableEnvironment.process(Tables.chain(5, 0.1), 0);
    assertThatThrownBy(
            () -> run(new ReinforceProvider(), "{copies: 2, longestEpisode: 3}", endless, 700))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessage(
            "at environment step 6 an episode has not ended after 3 steps, and reinforce learns"
                + " from whole episodes alone. Look at the environment's limit (stepLimit, or the"
                + " wrapper time-limit) and agent.longestEpisode");
    RecordedMetrics metrics =
        run(new ReinforceProvider(), "{copies: 2, longestEpisode: 1000}", endless, 700);
    assertThat(metrics.values("train/policy_loss")).isNotEmpty();
  }

  private static <C extends Record> RecordedMetrics run(
      PolicyProvider<C> provider, String settings, DecisionProcess process, int steps) {
    return Runs.run(provider, settings, process, steps, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ppo | copies: 4, steps: 64, learningRate: 2e-3 | 10000",
        "ppo | copies: 4, steps: 64, learningRate: 2e-3, sharedTorso: true | 10000",
        "a2c | learningRate: 3e-3 | 10000",
        "reinforce | learningRate: 1e-2, normalizeAdvantages: true | 10000",
        "reinforce | learningRate: 1e-2, baseline: value | 10000",
      })
  @Tag("learning")
  void balances(String name, String settings, int steps) {
    RecordedMetrics metrics =
        run(
            provider(name),
            "{hiddenUnits: [32, 32], " + settings + "}",
            BalanceEnvironment.process(),
            steps);
    // A random walk of actions falls after some ten steps; the limit is 50.
    assertThat(Collections.min(metrics.values("episode/return"))).isLessThan(10);
    assertThat(metrics.last("eval/return")).isEqualTo(BalanceEnvironment.STEP_LIMIT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ppo | copies: 4, steps: 64, learningRate: 2e-3, epochs: 8, discount: 0.9",
        "a2c | learningRate: 3e-3, discount: 0.9, lambda: 0.9",
        "reinforce | copies: 4, learningRate: 1e-2, normalizeAdvantages: true, baseline: value,"
            + " discount: 0.9",
      })
  @Tag("learning")
  void reachesWithRealActions(String name, String settings) {
    RecordedMetrics metrics =
        run(
            provider(name),
            "{hiddenUnits: [32, 32], " + settings + "}",
            PointEnvironment.process(),
            20_000);
    // Doing nothing pays −20·E[x²] = −6.7; a = −2x leaves x only where |x| > 1/2, at most once
    // −1/4.
    assertThat(metrics.last("eval/return")).isGreaterThan(-0.3);
  }
}
