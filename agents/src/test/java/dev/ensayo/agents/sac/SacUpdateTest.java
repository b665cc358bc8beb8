package dev.ensayo.agents.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.GivenNoise;
import dev.ensayo.agents.fakes.GivenWeights;
import dev.ensayo.agents.replay.TransitionBatch;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two whole updates as PyTorch makes them: sac_update.py beside the numbers. */
class SacUpdateTest {
  private static final int BATCH = 5;
  private static final DecisionProcessSpec PROCESS =
      new DecisionProcessSpec(
          ObservationSpec.continuous(3),
          ActionSpec.box(2, -1, 1),
          0,
          OptionalDouble.empty(),
          false);

  private final Fixture given;

  SacUpdateTest() throws IOException {
    given = Fixture.read(getClass(), "/dev/ensayo/agents/pytorch/sac_update.json");
  }

  private SacConfig config() {
    return Settings.of(
        SacConfig.class,
        String.format(
            Locale.ROOT,
            "{batchSize: %d, hiddenUnits: [6, 5], learningRate: %s, discount: %s, targetBlend: %s,"
                + " temperature: {type: learned, initial: %s, targetEntropy: %s}}",
            BATCH,
            given.number("learningRate"),
            given.number("discount"),
            given.number("tau"),
            Math.exp(given.number("logAlpha")),
            given.number("targetEntropy")));
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void updatesAreThoseOfPyTorch(BackendConfig.Engine engine) throws IOException {
    SacConfig config = config();
    BackendConfig backend = new BackendConfig(BackendConfig.Device.CPU, Optional.of(engine), 1);
    Temperature temperature =
        new Temperature(config.temperature(), 2, given.number("learningRate"));
    MetricMeans means = new MetricMeans();
    List<Fixture> batches = given.each("batches");
    try (Actor actor = Actor.create(config, PROCESS, backend, 1);
        Critics critics = new Critics(config, PROCESS, backend, new SeedSequence(1))) {
      start(actor, critics);
      SacLearner learner =
          new SacLearner(config, actor, critics, temperature, noise(batches), means);
      List<Fixture> expected = given.at("epsilonBeforeCorrection").each("updates");
      for (int i = 0; i < batches.size(); i++) {
        learner.update(batch(batches.get(i)), 0);
        Fixture update = expected.get(i);
        float[] targets = update.floats("targets");
        for (int b = 0; b < BATCH; b++) {
          assertThat(learner.targets()[b]).isCloseTo(targets[b], within(1e-5f));
        }
        assertThat(temperature.log()).isCloseTo(update.number("logAlpha"), within(1e-6));
        Map<String, Double> recorded = recorded(means);
        assertThat(recorded.get("train/critic_loss"))
            .isCloseTo(update.number("criticLoss"), within(1e-5));
        assertThat(recorded.get("train/actor_loss"))
            .isCloseTo(update.number("actorLoss"), within(1e-5));
      }
      check(actor, critics, given.at("epsilonBeforeCorrection").at("after"));
    }
  }

  /** Noise in the order in which it is drawn: of the targets, then of the actor's loss. */
  private static GivenNoise noise(List<Fixture> batches) {
    return new GivenNoise(
        batches.stream()
            .flatMapToDouble(
                batch ->
                    DoubleStream.concat(
                        Arrays.stream(batch.numbers("nextNoise")),
                        Arrays.stream(batch.numbers("noise"))))
            .toArray());
  }

  private void start(Actor actor, Critics critics) throws IOException {
    Fixture before = given.at("before");
    GivenWeights.put(actor.model(), before.each("actor"));
    GivenWeights.put(critics.one().online(), layers(before, "critics", 0));
    GivenWeights.put(critics.one().target(), layers(before, "targets", 0));
    GivenWeights.put(critics.other().online(), layers(before, "critics", 1));
    GivenWeights.put(critics.other().target(), layers(before, "targets", 1));
  }

  private static List<Fixture> layers(Fixture state, String key, int index) {
    return new Fixture(state.at(key).root().get(index)).each();
  }

  private TransitionBatch batch(Fixture from) {
    TransitionBatch batch = new TransitionBatch(BATCH, 3, 2);
    fill(batch.observations(), from.floats("observations"));
    fill(batch.nextObservations(), from.floats("nextObservations"));
    fill(batch.vectors(), from.floats("actions"));
    fill(batch.returns(), from.floats("rewards"));
    boolean[] terminated = from.flags("terminated");
    for (int b = 0; b < BATCH; b++) {
      batch.discounts()[b] = terminated[b] ? 0 : (float) given.number("discount");
      batch.weights()[b] = 1;
    }
    return batch;
  }

  private static void fill(float[] target, float[] source) {
    System.arraycopy(source, 0, target, 0, target.length);
  }

  private static Map<String, Double> recorded(MetricMeans means) {
    Map<String, Double> values = new HashMap<>();
    means.recordAndReset(
        Clock.ENVIRONMENT_STEP, 0, (clock, step, metric, value) -> values.put(metric, value));
    return values;
  }

  private static void check(Actor actor, Critics critics, Fixture after) {
    check(actor.model(), after.each("actor"));
    check(critics.one().online(), layers(after, "critics", 0));
    check(critics.one().target(), layers(after, "targets", 0));
    check(critics.other().online(), layers(after, "critics", 1));
    check(critics.other().target(), layers(after, "targets", 1));
  }

  private static void check(Model model, List<Fixture> layers) {
    float[] expected = GivenWeights.of(layers);
    float[] actual = model.parameters();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f));
    }
  }
}
