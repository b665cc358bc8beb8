package dev.ensayo.agents.pqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.ResumedRuns;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.agents.fakes.TableEnvironment;
import dev.ensayo.agents.fakes.Tables;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PqnAgentTest {
  private static final String SMALL =
      "copies: 3, steps: 8, minibatches: 2, epochs: 2, hiddenUnits: [16, 16]";

  private static PqnAgent agent(String settings, AgentContext context) {
    return new PqnAgent(Settings.of(PqnConfig.class, "{" + settings + "}"), context);
  }

  private static AgentContext context() {
    return Runs.context(BalanceEnvironment.process(), new RecordedMetrics());
  }

  private static VectorEnvironment copies(DecisionProcess process, int count) {
    List<Environment> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      copies.add(process.create(new SeedSequence(3).child(i)));
    }
    VectorEnvironment vector = new VectorEnvironment(copies);
    vector.reset();
    return vector;
  }

  private static void step(PqnAgent agent, VectorEnvironment copies, int steps) {
    ActionBatch actions = new ActionBatch(copies.spec().action(), copies.count());
    for (int i = 0; i < steps; i++) {
      agent.act(copies, actions);
      copies.step(actions);
      agent.learn(copies, actions);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL,
        SMALL + ", layerNormalization: false, loss: huber, lambda: 0",
        SMALL
            + ", learningRateAnnealing: none, timeLimits: terminate, updater: {type: adam, schedule: {type: linear, updates: 50}}",
        SMALL + ", loss: half-squared-error, epsilon: {type: constant, value: 0.1}",
      })
  void resumedRunRecordsTheSame(String settings) throws IOException {
    ResumedRuns.check(
        new PqnProvider(), "{" + settings + "}", BalanceEnvironment.process(), 606, 6);
  }

  @Test
  void resumedRunOverStatesRecordsTheSame() throws IOException {
    ResumedRuns.check(
        new PqnProvider(),
        "{" + SMALL + "}",
        TableEnvironment.process(Tables.chain(5, 0.1), 20),
        402,
        6);
  }

  /** Twenty-four transitions a phase, four updates each; what is left over is not learned from. */
  @Test
  void learnsWhenTheCopiesHaveTakenTheirSteps() {
    try (PqnAgent agent = agent(SMALL, context());
        VectorEnvironment copies = copies(BalanceEnvironment.process(), 3)) {
      step(agent, copies, 7);
      float[] before = agent.parameters();
      assertThat(agent.updatesMade()).hasValue(0);
      step(agent, copies, 1);
      assertThat(agent.updatesMade()).hasValue(4);
      assertThat(agent.parameters()).isNotEqualTo(before);
      step(agent, copies, 7);
      assertThat(agent.updatesMade()).hasValue(4);
    }
  }

  @Test
  void batchOfObservationsIsTheSameAsOneByOne() {
    try (PqnAgent agent = agent(SMALL, context())) {
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void modelOpensInDeeplearning4jAndPlays(boolean normalized, @TempDir Path folder)
      throws IOException {
    String settings = SMALL + ", layerNormalization: " + normalized;
    try (PqnAgent agent = agent(settings, context());
        VectorEnvironment copies = copies(BalanceEnvironment.process(), 3)) {
      step(agent, copies, 20);
      agent.writeModel(folder);
      MultiLayerNetwork network =
          ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile(), true);
      assertThat(network.params().reshape(-1).toFloatVector()).isEqualTo(agent.parameters());
      SavedAgent saved =
          new SavedAgent(
              folder,
              BalanceEnvironment.process().spec(),
              60,
              BackendConfig.defaults(),
              new SeedSequence(1));
      PqnConfig config = Settings.of(PqnConfig.class, "{" + settings + "}");
      try (TrainedPolicy trained = new PqnProvider().loadPolicy(config, saved).orElseThrow()) {
        for (int i = 0; i < 20; i++) {
          float[] observation = {i / 10f - 1, Math.abs(i / 10f - 1)};
          int action = agent.evaluationPolicy().selectAction(observation);
          INDArray values = network.output(Nd4j.createFromArray(new float[][] {observation}));
          assertThat(action).isEqualTo(values.argMax(1).getInt(0));
          assertThat(trained.selectAction(observation)).isEqualTo(action);
          assertThat(trained.actionValues(observation).orElseThrow())
              .isEqualTo(agent.evaluationPolicy().actionValues(observation).orElseThrow());
        }
      }
    }
  }

  @Test
  void stepsAllocateNothing() {
    try (PqnAgent agent = agent(SMALL + ", learningRateAnnealing: none", context());
        VectorEnvironment copies = copies(BalanceEnvironment.process(), 3)) {
      ActionBatch actions = new ActionBatch(copies.spec().action(), 3);
      int steps = 1000;
      for (int i = 0; i < 4 * steps; i++) { // until all is compiled
        agent.act(copies, actions);
        copies.step(actions);
        agent.learn(copies, actions);
      }
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long thread = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < steps; i++) {
        agent.act(copies, actions);
        copies.step(actions);
        agent.learn(copies, actions);
      }
      // One object a step would be 16,000 bytes; a few objects in all are the measurement's own.
      assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(4000);
    }
  }

  @Test
  void lossThatIsNotFiniteEndsTheRun() {
    assertThatThrownBy(
            () ->
                Runs.run(
                    new PqnProvider(),
                    "{"
                        + SMALL
                        + ", layerNormalization: false, learningRateAnnealing: none, lambda: 1,"
                        + " gradientClipping: {value: 1e30}, updater: {type: sgd, learningRate: 1000}}",
                    BalanceEnvironment.process(),
                    2000,
                    1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("the loss became")
        .hasMessageContaining("lambda-returns")
        .hasMessageContaining("look at agent.updater.learningRate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{copies: 3, steps: 5} | minibatches | must divide copies × steps = 15",
        "{activation: softmax} | activation | not for hidden units",
        "{updater: {type: radam, schedule: {type: linear, updates: 5}}} | learningRateAnnealing | schedule",
        "{updater: adadelta} | learningRateAnnealing | a learning rate",
        "{copies: 65536, steps: 65536} | steps | 2^24",
      })
  void settingsThatCannotBe(String yaml, String key, String reason) {
    assertThatThrownBy(() -> Settings.of(PqnConfig.class, yaml))
        .hasMessageContaining(": " + key + ": ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("learning")
  void balances(boolean normalized) {
    RecordedMetrics metrics =
        Runs.run(
            new PqnProvider(),
            "{copies: 4, steps: 32, hiddenUnits: [32, 32], learningRate: 2e-3, epsilon: {type:"
                + " linear, fraction: 0.3}, layerNormalization: "
                + normalized
                + "}",
            BalanceEnvironment.process(),
            8000,
            1);
    // A random walk of actions falls after some ten steps; the limit is 50.
    assertThat(Collections.min(metrics.values("episode/return"))).isLessThan(10);
    assertThat(metrics.last("eval/return")).isEqualTo(BalanceEnvironment.STEP_LIMIT);
  }
}
