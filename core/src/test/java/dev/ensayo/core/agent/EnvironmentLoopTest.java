package dev.ensayo.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.fakes.ChainConfig;
import dev.ensayo.core.fakes.ChainEnvironment;
import dev.ensayo.core.fakes.RewardScaleProvider;
import dev.ensayo.core.fakes.ScriptedEnvironment;
import dev.ensayo.core.fakes.ScriptedEnvironment.Episode;
import dev.ensayo.core.random.SeedSequence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentLoopTest {
  /** What a listener saw, copied. */
  private record Seen(
      List<Float> observation,
      int action,
      double reward,
      List<Float> next,
      double discount,
      boolean ends) {
    static Seen of(Transition t) {
      return new Seen(
          List.of(t.observation()[0], t.observation()[1]),
          t.action(),
          t.reward(),
          List.of(t.nextObservation()[0], t.nextObservation()[1]),
          t.discount(),
          t.endsEpisode());
    }
  }

  private static List<Float> at(float episode, float step) {
    return List.of(episode, step);
  }

  private final List<Seen> seen = new ArrayList<>();
  private final List<String> episodes = new ArrayList<>();

  private EnvironmentLoop loop(Environment environment, Policy policy) {
    return new EnvironmentLoop(
        environment,
        policy,
        t -> seen.add(Seen.of(t)),
        (episodeReturn, length) -> episodes.add(episodeReturn + " in " + length));
  }

  @Test
  void everyTransitionOfAnEpisodeAndTheFirstOfTheNext() {
    Environment environment =
        new ScriptedEnvironment(List.of(new Episode(2, 1, true), new Episode(1, -3, false)));
    EnvironmentLoop loop = loop(environment, observation -> (int) observation[1] % 2);
    for (int i = 0; i < 4; i++) {
      loop.step();
    }

    assertThat(seen)
        .containsExactly(
            new Seen(at(0, 0), 0, 1, at(0, 1), 1, false),
            new Seen(at(0, 1), 1, 1, at(0, 2), 0, true), // terminated: nothing follows
            new Seen(at(1, 0), 0, -3, at(1, 1), 1, true), // truncated: the value of o' counts
            new Seen(at(2, 0), 0, 1, at(2, 1), 1, false));
    assertThat(episodes).containsExactly("2.0 in 2", "-3.0 in 1");
  }

  @Test
  void bothEndingsAtOnceAreATermination() {
    Transition transition = new Transition(1);
    transition.complete(0, 0, new float[1], true, true);
    assertThat(transition.discount()).isZero();
    transition.complete(0, 0, new float[1], false, true);
    assertThat(transition.discount()).isEqualTo(1);
    transition.complete(0, 0, new float[1], false, false);
    assertThat(transition.discount()).isEqualTo(1);
    assertThat(transition.endsEpisode()).isFalse();
  }

  @Test
  void returnsAreSumsOfTheTasksRewardsAndTransitionsHoldTheReshaped() {
    Environment scaled =
        new RewardScaleProvider()
            .wrap(
                ChainEnvironment.process(Settings.of(ChainConfig.class, "{length: 3, slip: 0}")),
                new RewardScaleProvider.Config(10))
            .create(new SeedSequence(1));
    List<Double> rewards = new ArrayList<>();
    EnvironmentLoop loop =
        new EnvironmentLoop(
            scaled,
            observation -> 1,
            t -> rewards.add(t.reward()),
            (episodeReturn, length) -> episodes.add(episodeReturn + " in " + length));

    assertThat(loop.runEpisode()).isEqualTo(ChainEnvironment.STEP_REWARD + 1);
    assertThat(rewards).containsExactly(10 * ChainEnvironment.STEP_REWARD, 10.0);
    assertThat(episodes).containsExactly("0.875 in 2");
  }

  @Test
  void anEpisodeIsRunToItsEndAndNoFurther() {
    ScriptedEnvironment environment = new ScriptedEnvironment(List.of(new Episode(5, 2, false)));
    EnvironmentLoop loop = loop(environment, observation -> 0);

    assertThat(loop.runEpisode()).isEqualTo(10);
    assertThat(environment.started()).as("reset only when the next one begins").isEqualTo(1);
    assertThat(loop.runEpisode()).isEqualTo(10);
    assertThat(seen).hasSize(10);
  }

  @Test
  void aLoopSavedAnywhereGoesOnAlike() throws IOException {
    for (int steps = 0; steps < 30; steps++) {
      List<Seen> before = new ArrayList<>();
      EnvironmentLoop original = chainLoop(before);
      for (int i = 0; i < steps; i++) {
        original.step();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StateWriter out = new StateWriter(bytes);
      original.saveState(out);
      out.flush();
      List<Seen> after = new ArrayList<>();
      EnvironmentLoop restored = chainLoop(after);
      restored.step();
      restored.loadState(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
      before.clear();
      after.clear();
      episodes.clear();
      for (int i = 0; i < 40; i++) {
        original.step();
      }
      List<String> expected = List.copyOf(episodes);
      episodes.clear();
      for (int i = 0; i < 40; i++) {
        restored.step();
      }
      assertThat(after).as("after %d steps", steps).isEqualTo(before);
      assertThat(episodes).isEqualTo(expected).isNotEmpty();
    }
  }

  private EnvironmentLoop chainLoop(List<Seen> into) {
    return new EnvironmentLoop(
        new ChainEnvironment(
            Settings.of(ChainConfig.class, "{length: 4, slip: 0.3, stepLimit: 9}"),
            new SeedSequence(5)),
        observation -> 1,
        t ->
            into.add(
                new Seen(
                    List.of(t.observation()[0]),
                    t.action(),
                    t.reward(),
                    List.of(t.nextObservation()[0]),
                    t.discount(),
                    t.endsEpisode())),
        (episodeReturn, length) -> episodes.add(episodeReturn + " in " + length));
  }
}
