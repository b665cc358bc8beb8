package dev.ensayo.agents.policygradient.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.policygradient.learning.ActorCriticLoss;
import dev.ensayo.agents.policygradient.learning.AdvantageNormalization;
import dev.ensayo.agents.policygradient.learning.PolicyObjective;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.agents.policygradient.rollout.Rollout;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole update, two epochs of two minibatches, beside PyTorch's. */
class PpoUpdateTest {
  @TempDir Path folder;

  private static DecisionProcessSpec process(boolean discrete) {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(3),
        discrete ? ActionSpec.discrete(3) : ActionSpec.box(2, -1, 1),
        0,
        OptionalDouble.empty(),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "discrete, COMPILED",
    "discrete, DEEPLEARNING4J",
    "continuous, COMPILED",
    "continuous, DEEPLEARNING4J"
  })
  void anUpdateIsThatOfPyTorch(String kind, BackendConfig.Engine engine) throws IOException {
    Fixture all = Fixture.read(PpoUpdateTest.class, "/dev/ensayo/agents/pytorch/ppo_update.json");
    Fixture given = all.at(kind);
    DecisionProcessSpec process = process("discrete".equals(kind));
    ActorCriticSpec spec = spec(all).fittedTo(process.observation());
    BackendConfig backend = new BackendConfig(BackendConfig.Device.CPU, Optional.of(engine), 1);
    try (FeedForwardActorCritic network =
        FeedForwardActorCritic.create(spec, true, process, backend, 1, 64)) {
      GivenWeights weights = new GivenWeights(network, folder);
      weights.begin(given.at("before"), process, backend);
      Fixture expected = given.at("epsilonBeforeCorrection");
      update(network, all, given, expected.each("steps"));
      weights.check(expected.at("after"));
    }
  }

  private static ActorCriticSpec spec(Fixture all) {
    return Settings.of(
        ActorCriticSpec.class,
        String.format(
            Locale.ROOT,
            "{hiddenUnits: [5, 4], updater: {type: adam, learningRate: %s, epsilon: %s},"
                + " gradientClipping: {norm: %s}}",
            all.number("learningRate"),
            all.number("epsilon"),
            all.number("largestNorm")));
  }

  private static void update(
      FeedForwardActorCritic network, Fixture all, Fixture given, List<Fixture> steps) {
    float[] advantages = given.floats("advantages");
    float[] actions = given.floats("actions");
    int items = advantages.length;
    Rollout rollout = new Rollout(items, 1, 3, actions.length / items);
    copy(given.floats("observations"), rollout.observations());
    copy(actions, rollout.actions());
    copy(given.floats("oldLogProbabilities"), rollout.logProbabilities());
    copy(given.floats("oldValues"), rollout.values());
    copy(advantages, rollout.advantages());
    copy(given.floats("returns"), rollout.returns());
    double clip = all.number("clip");
    ActorCriticLoss loss =
        new ActorCriticLoss(
            network.heads(),
            new PolicyObjective.Clipped(clip),
            OptionalDouble.of(clip),
            all.number("valueCoefficient"),
            all.number("entropyCoefficient"));
    int size = (int) all.number("minibatch");
    Minibatch batch = new Minibatch(size, 3, rollout.actionSize());
    FitResult result = new FitResult();
    int[] orders = given.integers("orders");
    for (int i = 0; i < steps.size(); i++) {
      batch.gather(rollout, orders, i * size, size);
      AdvantageNormalization.normalize(batch.advantages(), size);
      network.update(batch, loss.of(batch), result);
      Fixture expected = steps.get(i);
      assertThat(loss.policy()).isEqualTo(expected.number("policyLoss"), within(1e-5));
      assertThat(loss.value()).isEqualTo(expected.number("valueLoss"), within(1e-5));
      assertThat(loss.entropy()).isEqualTo(expected.number("entropy"), within(1e-5));
      assertThat(loss.divergence()).isEqualTo(expected.number("approximateKl"), within(1e-5));
      assertThat(loss.clipped()).isEqualTo(expected.number("clipFraction"), within(1e-9));
      assertThat(result.gradientNorm()).isEqualTo(expected.number("gradientNorm"), within(1e-5));
    }
  }

  private static void copy(float[] source, float[] target) {
    System.arraycopy(source, 0, target, 0, source.length);
  }
}
