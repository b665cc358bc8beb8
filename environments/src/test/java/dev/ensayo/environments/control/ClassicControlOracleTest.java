package dev.ensayo.environments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.OracleArguments;
import dev.ensayo.environments.OracleFile;
import dev.ensayo.environments.OracleFolder;
import dev.ensayo.environments.wrappers.TimeLimit;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the control tasks with trajectories recorded from Gymnasium.
 *
 * <p>One step at a time: the recorded state of t − 1, the recorded action, then everything at t.
 * Doubles agree to 1e-13 (relative, where they are larger than 1), since only the last bit of a
 * sine may differ; observations, rewards and flags are equal, but for the rewards of Pendulum,
 * which come from the state and agree as it does. Free running: the same from the first state
 * alone, to 1e-9, except where the recorded actions balance something unstable.
 */
class ClassicControlOracleTest {
  private static final double ONE_STEP = 1e-13;
  private static final double FREE_RUNNING = 1e-9;
  private static final double FREE_RUNNING_OBSERVATION = 1e-6;

  /** Episodes in which the last bit of the state grows exponentially. */
  private static final Set<String> UNSTABLE = Set.of("balance", "balance_noisy", "swing_up");

  /** Makes an environment as a recorded episode had it. */
  private interface Factory {
    ClassicControl make(
        JsonNode arguments, JsonNode stepLimit, StartDistribution start, RandomStream unused);
  }

  private static final Map<String, Factory> FACTORIES =
      Map.of(
          "CartPole-v1",
          (arguments, limit, start, random) ->
              new CartPole(
                  OracleArguments.settings(CartPoleConfig.class, arguments, limit), start, random),
          "MountainCar-v0",
          (arguments, limit, start, random) ->
              new MountainCar(
                  OracleArguments.settings(MountainCarConfig.class, arguments, limit),
                  start,
                  random),
          "Acrobot-v1",
          (arguments, limit, start, random) ->
              new Acrobot(
                  OracleArguments.settings(AcrobotConfig.class, arguments, limit), start, random),
          "Pendulum-v1",
          (arguments, limit, start, random) ->
              new Pendulum(
                  OracleArguments.settings(PendulumConfig.class, arguments, limit), start, random),
          "MountainCarContinuous-v0",
          (arguments, limit, start, random) ->
              new MountainCarContinuous(
                  OracleArguments.settings(MountainCarContinuousConfig.class, arguments, limit),
                  start,
                  random));

  /** One recorded episode, played again. */
  private static final class Replay {
    private final OracleFile.Episode episode;
    private final ClassicControl task;
    private final double[] start;

    Replay(String environment, OracleFile.Episode episode) {
      this.episode = episode;
      this.start = OracleFile.doubles(episode.start().get("state0"));
      this.task =
          FACTORIES
              .get(environment)
              .make(
                  episode.start().get("kwargs"),
                  episode.start().get("max_episode_steps"),
                  (random, state) -> System.arraycopy(start, 0, state, 0, state.length),
                  new SeedSequence(0).stream("unused"));
      assertThat(task.state).hasSameSizeAs(start);
    }

    private int limit() {
      return episode.start().get("max_episode_steps").asInt(Integer.MAX_VALUE);
    }

    private void compareFirstObservation(Environment environment) {
      assertThat(environment.reset())
          .as("first observation of episode %s", episode.number())
          .isEqualTo(OracleFile.floats(episode.start().get("obs0")));
    }

    int oneStepAtATime() {
      Environment environment = new TimeLimit(task, limit());
      compareFirstObservation(environment);
      boolean ended = false;
      for (JsonNode step : episode.steps()) {
        String where = "episode " + episode.number() + ", step " + step.get("t");
        StepResult result = act(environment, step.get("action"));
        compareState(where, step, ONE_STEP);
        assertThat(result.observation()).as(where).isEqualTo(OracleFile.floats(step.get("obs")));
        if (!ended) {
          // Beyond the end the reward depends on what came before; free running has it.
          compareReward(where, step, result, ONE_STEP);
        }
        compareFlags(where, step, result);
        ended |= result.terminated();
        System.arraycopy(OracleFile.doubles(step.get("state")), 0, task.state, 0, start.length);
      }
      return episode.steps().size();
    }

    int freeRunning() {
      Environment environment = new TimeLimit(task, limit());
      compareFirstObservation(environment);
      for (JsonNode step : episode.steps()) {
        String where = "episode " + episode.number() + ", step " + step.get("t");
        StepResult result = act(environment, step.get("action"));
        compareState(where, step, FREE_RUNNING);
        float[] expected = OracleFile.floats(step.get("obs"));
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) result.observation()[i])
              .as(where)
              .isCloseTo(expected[i], tolerance(expected[i], FREE_RUNNING_OBSERVATION));
        }
        compareReward(where, step, result, FREE_RUNNING);
        assertThat(result.taskReward()).as(where).isEqualTo(result.reward());
        compareFlags(where, step, result);
      }
      return episode.steps().size();
    }

    private static StepResult act(Environment environment, JsonNode action) {
      return action.isArray()
          ? environment.step(OracleFile.floats(action))
          : environment.step(action.intValue());
    }

    private void compareState(String where, JsonNode step, double tolerance) {
      double[] expected = OracleFile.doubles(step.get("state"));
      for (int i = 0; i < expected.length; i++) {
        assertThat(task.state[i])
            .as("%s, state %s", where, i)
            .isCloseTo(expected[i], tolerance(expected[i], tolerance));
      }
    }

    /** Equal, but for Pendulum's, which is computed from the state. */
    private void compareReward(String where, JsonNode step, StepResult result, double tolerance) {
      double expected = step.get("reward").doubleValue();
      double relative = task instanceof Pendulum ? tolerance : 0;
      assertThat(result.reward()).as(where).isCloseTo(expected, tolerance(expected, relative));
    }

    private static Offset<Double> tolerance(double value, double relative) {
      return within(relative * Math.max(1, Math.abs(value)));
    }

    private static void compareFlags(String where, JsonNode step, StepResult result) {
      assertThat(result.terminated())
          .as("%s, terminated", where)
          .isEqualTo(step.get("terminated").booleanValue());
      assertThat(result.truncated())
          .as("%s, truncated", where)
          .isEqualTo(step.get("truncated").booleanValue());
    }
  }

  @TestFactory
  Stream<DynamicNode> recordedTrajectories() {
    return OracleFolder.testsOf("classic_control", ClassicControlOracleTest::testsOf);
  }

  private static DynamicNode testsOf(Path path) {
    OracleFile file = OracleFile.read(path);
    String name = path.getFileName().toString();
    return dynamicContainer(
        name,
        Stream.of(
            dynamicTest("one step at a time", () -> playOneStepAtATime(file)),
            dynamicTest("free running", () -> playFreeRunning(file)),
            dynamicTest("registered time limit", () -> compareRegisteredLimit(file))));
  }

  private static void playOneStepAtATime(OracleFile file) {
    int steps = 0;
    for (OracleFile.Episode episode : file.episodes()) {
      steps += new Replay(file.environment(), episode).oneStepAtATime();
    }
    assertThat(steps).isEqualTo(file.linesOfType("step").size()).isPositive();
  }

  private static void playFreeRunning(OracleFile file) {
    int steps = 0;
    for (OracleFile.Episode episode : file.episodes()) {
      if (!UNSTABLE.contains(episode.kind())) {
        steps += new Replay(file.environment(), episode).freeRunning();
      }
    }
    assertThat(steps).isPositive();
  }

  private static void compareRegisteredLimit(OracleFile file) {
    int recorded = file.meta().get("registered_max_episode_steps").intValue();
    int ours =
        switch (file.environment()) {
          case "CartPole-v1" -> defaults(CartPoleConfig.class).stepLimit();
          case "MountainCar-v0" -> defaults(MountainCarConfig.class).stepLimit();
          case "MountainCarContinuous-v0" ->
              defaults(MountainCarContinuousConfig.class).stepLimit();
          case "Pendulum-v1" -> defaults(PendulumConfig.class).stepLimit();
          default -> defaults(AcrobotConfig.class).stepLimit();
        };
    assertThat(ours).isEqualTo(recorded);
  }

  private static <C extends Record> C defaults(Class<C> type) {
    return Settings.defaults(type);
  }
}
