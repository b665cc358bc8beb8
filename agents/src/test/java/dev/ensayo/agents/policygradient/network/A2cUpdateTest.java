package dev.ensayo.agents.policygradient.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.policygradient.learning.ActorCriticLoss;
import dev.ensayo.agents.policygradient.learning.PolicyObjective;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two updates of A2C with RMSProp beside PyTorch's. */
class A2cUpdateTest {
  private static final DecisionProcessSpec PROCESS =
      new DecisionProcessSpec(ObservationSpec.continuous(3), 3, 0, OptionalDouble.empty(), false);

  @TempDir Path folder;

  private static ActorCriticSpec spec(Fixture given) {
    return Settings.of(
            ActorCriticSpec.class,
            String.format(
                Locale.ROOT,
                "{hiddenUnits: [5, 4], updater: {type: rmsprop, learningRate: %s, decay: %s,"
                    + " epsilon: %s}, gradientClipping: {norm: %s}}",
                given.number("learningRate"),
                given.number("decay"),
                given.number("epsilon"),
                given.number("largestNorm")))
        .fittedTo(PROCESS.observation());
  }

  @Test
  void updatesAreThoseOfPyTorch() throws IOException {
    Fixture given = Fixture.read(A2cUpdateTest.class, "/dev/ensayo/agents/pytorch/a2c.json");
    BackendConfig backend = BackendConfig.defaults();
    try (FeedForwardActorCritic network =
        FeedForwardActorCritic.create(spec(given), true, PROCESS, backend, 1, 64)) {
      GivenWeights weights = new GivenWeights(network, folder);
      weights.begin(given.at("before"), PROCESS, backend);
      // Its loss has c_v·(V − R)² without a half: twice our coefficient.
      ActorCriticLoss loss =
          new ActorCriticLoss(
              network.heads(),
              new PolicyObjective.Plain(),
              OptionalDouble.empty(),
              2 * given.number("valueCoefficient"),
              given.number("entropyCoefficient"));
      FitResult result = new FitResult();
      // Ours starts its mean square at ε and adds ε outside of the root.
      Fixture expected = given.at("outsideFromEpsilon");
      List<Fixture> updates = expected.each("updates");
      for (int i = 0; i < updates.size(); i++) {
        Minibatch batch = batch(given.each("batches").get(i));
        network.update(batch, loss.of(batch), result);
        assertThat(result.loss()).isEqualTo(updates.get(i).number("loss"), within(1e-5));
        assertThat(result.gradientNorm())
            .isEqualTo(updates.get(i).number("gradientNorm"), within(1e-5));
      }
      weights.check(expected.at("after"));
    }
  }

  private static Minibatch batch(Fixture given) {
    float[] advantages = given.floats("advantages");
    int size = advantages.length;
    Minibatch batch = new Minibatch(size, 3, 1);
    batch.append(
        given.floats("observations"),
        given.floats("actions"),
        new float[size],
        new float[size],
        given.floats("returns"),
        size);
    System.arraycopy(advantages, 0, batch.advantages(), 0, size);
    return batch;
  }
}
