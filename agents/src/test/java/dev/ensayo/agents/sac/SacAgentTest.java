package dev.ensayo.agents.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import com.sun.management.ThreadMXBean;
import dev.ensayo.agents.fakes.BalanceEnvironment;
import dev.ensayo.agents.fakes.PointEnvironment;
import dev.ensayo.agents.fakes.RecordedMetrics;
import dev.ensayo.agents.fakes.ResumedRuns;
import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class SacAgentTest {
  private static final String SMALL =
      "hiddenUnits: [16, 16], batchSize: 16, warmupSteps: 30, replay: {capacity: 1000}";

  private static SacAgent agent(String settings, AgentContext context) {
    return new SacAgent(Settings.of(SacConfig.class, "{" + settings + "}"), context);
  }

  private static AgentContext context() {
    return Runs.context(PointEnvironment.process(), new RecordedMetrics());
  }

  private static VectorEnvironment copies(int count) {
    List<Environment> copies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      copies.add(PointEnvironment.process().create(new SeedSequence(3).child(i)));
    }
    VectorEnvironment vector = new VectorEnvironment(copies);
    vector.reset();
    return vector;
  }

  private static void step(SacAgent agent, VectorEnvironment copies, ActionBatch actions) {
    agent.act(copies, actions);
    copies.step(actions);
    agent.learn(copies, actions);
  }

  private static void step(SacAgent agent, VectorEnvironment copies, int steps) {
    ActionBatch actions = new ActionBatch(copies.spec().action(), copies.count());
    for (int i = 0; i < steps; i++) {
      step(agent, copies, actions);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL,
        SMALL + ", copies: 3, updatePeriod: 2",
        SMALL + ", temperature: {type: fixed, value: 0.1}, targetUpdatePeriod: 3",
        "hiddenUnits: [8], batchSize: 8, warmupSteps: 20, replay: {capacity: 100, sampler:"
            + " prioritized}, gradientClipping: {norm: 1}, criticUpdater: {type: radam}",
      })
  void resumedRunRecordsTheSame(String settings) throws IOException {
    ResumedRuns.check(new SacProvider(), "{" + settings + "}", PointEnvironment.process(), 240, 6);
  }

  /** Steps 30, 32, … of all copies together ask for an update each; 31 is no multiple of two. */
  @Test
  void updatesFollowTheStepsOfAllCopies() {
    try (SacAgent agent = agent(SMALL + ", copies: 4, updatePeriod: 2", context());
        VectorEnvironment copies = copies(4)) {
      step(agent, copies, 7);
      assertThat(agent.updatesMade()).hasValue(0);
      step(agent, copies, 1); // 29 to 32
      assertThat(agent.updatesMade()).hasValue(2);
      step(agent, copies, 2);
      assertThat(agent.updatesMade()).hasValue(6);
    }
  }

  @Test
  void actionsFillTheBox() {
    try (SacAgent agent = agent("warmupSteps: 500", context());
        VectorEnvironment copies = copies(1)) {
      ActionBatch actions = new ActionBatch(copies.spec().action(), 1);
      float least = 0;
      float largest = 0;
      for (int i = 0; i < 400; i++) {
        step(agent, copies, actions);
        least = Math.min(least, actions.values()[0]);
        largest = Math.max(largest, actions.values()[0]);
      }
      assertThat(least).isBetween(-1f, -0.95f);
      assertThat(largest).isBetween(1.95f, 2f);
    }
  }

  @Test
  void modelOpensInDeeplearning4jAndPlays(@TempDir Path folder) throws IOException {
    try (SacAgent agent = agent(SMALL, context());
        VectorEnvironment copies = copies(1)) {
      step(agent, copies, 60);
      agent.writeModel(folder);
      MultiLayerNetwork network =
          ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile(), true);
      assertThat(network.params().reshape(-1).toFloatVector()).isEqualTo(agent.parameters());
      SavedAgent saved =
          new SavedAgent(
              folder,
              PointEnvironment.process().spec(),
              60,
              BackendConfig.defaults(),
              new SeedSequence(1));
      SacConfig config = Settings.of(SacConfig.class, "{" + SMALL + "}");
      try (TrainedPolicy trained = new SacProvider().loadPolicy(config, saved).orElseThrow()) {
        float[] observations = new float[80];
        for (int i = 0; i < observations.length; i++) {
          observations[i] = i / 20f - 2;
        }
        float[] together = new float[80];
        trained.selectActions(observations, 1, 80, 1, together); // more than fit at once
        float[] action = new float[1];
        for (int i = 0; i < observations.length; i++) {
          float[] observation = {observations[i]};
          agent.evaluationPolicy().selectAction(observation, action);
          assertThat(together[i]).isEqualTo(action[0]);
          double mean =
              network.output(Nd4j.createFromArray(new float[][] {observation})).getDouble(0);
          // tanh of the mean, from (−1, 1) to [−1, 2]
          assertThat((double) action[0]).isCloseTo(-1 + 1.5 * (Math.tanh(mean) + 1), within(1e-5));
        }
      }
    }
  }

  @Test
  void batchOfObservationsIsTheSameAsOneByOne() {
    try (SacAgent agent = agent(SMALL, context())) {
      Policy policy = agent.evaluationPolicy();
      float[] observations = new float[40];
      for (int i = 0; i < observations.length; i++) {
        observations[i] = (float) Math.sin(i * 7.3);
      }
      float[] actions = new float[40];
      policy.selectActions(observations, 1, 40, 1, actions);
      float[] action = new float[1];
      for (int i = 0; i < observations.length; i++) {
        policy.selectAction(new float[] {observations[i]}, action);
        // Products of many rows may be summed in another order.
        assertThat(actions[i]).isCloseTo(action[0], within(1e-6f));
      }
    }
  }

  @Test
  void stepsAllocateNothing() {
    try (SacAgent agent = agent(SMALL, context());
        VectorEnvironment copies = copies(1)) {
      ActionBatch actions = new ActionBatch(copies.spec().action(), 1);
      int steps = 1100; // beyond the capacity
      for (int i = 0; i < steps; i++) {
        step(agent, copies, actions);
      }
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long thread = Thread.currentThread().getId();
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 500; i++) {
        step(agent, copies, actions);
      }
      // One object a step would be 8,000 bytes; a few objects in all are the measurement's own.
      assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(4000);
    }
  }

  @Test
  void onlyBoundedBoxesWillDo() {
    SacProvider provider = new SacProvider();
    SacConfig config = Settings.defaults(SacConfig.class);
    DecisionProcessSpec point = PointEnvironment.process().spec();
    assertThat(provider.supports(point, config).isSupported()).isTrue();
    assertThat(provider.supports(BalanceEnvironment.process().spec(), config).reason())
        .contains("2 discrete actions");
    ActionSpec.Box unbounded =
        new ActionSpec.Box(
            ImmutableDoubleArray.of(-1), ImmutableDoubleArray.of(Double.POSITIVE_INFINITY));
    assertThat(provider.supports(point.withAction(unbounded), config).reason())
        .contains("finite bounds");
  }

  @Test
  void lossThatIsNotFiniteEndsTheRun() {
    assertThatThrownBy(
            () ->
                Runs.run(
                    new SacProvider(),
                    "{" + SMALL + ", temperature: fixed, updater: {type: sgd, learningRate: 1000}}",
                    PointEnvironment.process(),
                    500,
                    1))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("loss became")
        .hasMessageContaining("rewards")
        .hasMessageContaining("look at agent.updater.learningRate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"learned", "{type: fixed, value: 0.02}"})
  @Tag("learning")
  void pushesThePoint(String temperature) {
    RecordedMetrics metrics =
        Runs.run(
            new SacProvider(),
            "{hiddenUnits: [32, 32], batchSize: 32, discount: 0.9, learningRate: 3e-3,"
                + " targetBlend: 0.02, temperature: "
                + temperature
                + "}",
            PointEnvironment.process(),
            1500,
            1);
    // At rest it is paid −1/3 a step, in the mean over where it starts.
    assertThat(metrics.values("eval/return").get(0)).isLessThan(-1);
    assertThat(metrics.last("eval/return")).isGreaterThan(-0.3);
  }
}
