package dev.ensayo.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks of the size that CartPole takes: four numbers in, two actions, 64 and 64 units. */
class DuelingNetworkTest {
  private static final int BATCH = 64;

  private static final DecisionProcessSpec PROCESS =
      new DecisionProcessSpec(ObservationSpec.continuous(4), 2, 0, OptionalDouble.empty(), false);

  /**
   * One batch of actions' values is fitted: of the squared error of the first step, which is near
   * the variance of the targets, less than a tenth is left after 300 steps.
   */
  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void fitsABatch(BackendConfig.Engine engine) {
    DqnConfig config = Settings.of(DqnConfig.class, "{dueling: true, learningRate: 3e-3}");
    BackendConfig backend = new BackendConfig(BackendConfig.Device.CPU, Optional.of(engine), 1);
    RandomStream random = new SeedSequence(5).stream("batch");
    float[] observations = new float[BATCH * 4];
    float[] targets = new float[BATCH * 2];
    for (int i = 0; i < observations.length; i++) {
      observations[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < targets.length; i++) {
      targets[i] = 2 + (float) Math.sin(3 * observations[2 * i]);
    }
    FitResult result = new FitResult();
    try (QNetwork network =
        QNetwork.create(config.fittedTo(PROCESS.observation()), PROCESS, backend, 1, BATCH)) {
      assertThat(network.head().actions()).isEqualTo(2);
      float[] ones = new float[BATCH * 2];
      java.util.Arrays.fill(ones, 1);
      network.fit(observations, targets, ones, BATCH, result);
      double first = result.loss();
      for (int i = 0; i < 300; i++) {
        network.fit(observations, targets, ones, BATCH, result);
      }
      assertThat(result.loss()).isLessThan(first / 10);
    }
  }
}
