package dev.ensayo.agents.pqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.GivenWeights;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four epochs of two minibatches as PyTorch makes them: pqn_update.py beside the numbers. */
class PqnUpdateTest {
  private static final DecisionProcessSpec PROCESS =
      new DecisionProcessSpec(ObservationSpec.continuous(3), 3, 0, OptionalDouble.empty(), false);

  private final Fixture given = read();

  private static Fixture read() {
    try {
      return Fixture.read(PqnUpdateTest.class, "/dev/ensayo/agents/pytorch/pqn_update.json");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void updatesAreThoseOfPyTorch(BackendConfig.Engine engine) throws IOException {
    PqnConfig config =
        Settings.of(
            PqnConfig.class,
            "{copies: 4, steps: 3, minibatches: 2, hiddenUnits: [6, 5], learningRateAnnealing: none,"
                + " learningRate: "
                + given.number("learningRate")
                + ", gradientClipping: {norm: "
                + given.number("largestNorm")
                + "}}");
    BackendConfig backend = new BackendConfig(BackendConfig.Device.CPU, Optional.of(engine), 1);
    try (PqnNetwork network =
        PqnNetwork.create(config.fittedTo(PROCESS.observation()), PROCESS, backend, 1)) {
      GivenWeights.put(network.model(), given.each("before"));
      checkFirstValues(network);
      PqnLearner learner =
          new PqnLearner(
              config, network, 3, new SeedSequence(1).stream("unused"), new MetricMeans());
      List<Fixture> steps = given.each("steps");
      double[][] orders = given.rows("orders");
      for (int i = 0; i < steps.size(); i++) {
        double[] order = orders[i / 2];
        int[] rows = new int[order.length];
        for (int k = 0; k < rows.length; k++) {
          rows[k] = (int) order[k];
        }
        learner.update(rollout(), given.floats("targets"), rows, i % 2 * 6, 0);
        assertThat(learner.result().loss()).isCloseTo(steps.get(i).number("loss"), within(1e-5));
        assertThat(learner.result().gradientNorm())
            .isCloseTo(steps.get(i).number("gradientNorm"), within(2e-5));
      }
      float[] expected = GivenWeights.of(given.each("after"));
      float[] actual = network.parameters();
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f));
      }
    }
  }

  private void checkFirstValues(PqnNetwork network) {
    float[] expected = given.floats("firstValues");
    float[] values = new float[expected.length];
    network.predict(given.floats("observations"), 12, values);
    for (int i = 0; i < expected.length; i++) {
      assertThat(values[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  private Rollout rollout() {
    float[] observations = given.floats("observations");
    int[] actions = given.integers("actions");
    Rollout rollout = new Rollout(4, 3, 3);
    for (int t = 0; t < 3; t++) {
      float[] shown = new float[12];
      System.arraycopy(observations, t * 12, shown, 0, 12);
      rollout.observe(shown);
      for (int copy = 0; copy < 4; copy++) {
        rollout.act(copy, 0, actions[t * 4 + copy]);
        rollout.goOn(copy, 0);
      }
      rollout.advance();
    }
    return rollout;
  }
}
