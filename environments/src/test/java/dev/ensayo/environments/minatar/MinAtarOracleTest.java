package dev.ensayo.environments.minatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.OracleFile;
import dev.ensayo.environments.OracleFolder;
import dev.ensayo.environments.minatar.MinAtarConfig.ActionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the games with episodes recorded from MinAtar 1.0.15: the recorded draws go in, and the
 * same cells, rewards and endings must come out, step by step.
 */
class MinAtarOracleTest {
  private static final Map<String, MinAtarProvider> GAMES =
      Map.of(
          "breakout", new BreakoutProvider(),
          "asterix", new AsterixProvider(),
          "freeway", new FreewayProvider(),
          "space_invaders", new SpaceInvadersProvider(),
          "seaquest", new SeaquestProvider());

  private static final JsonNode NONE = JsonNodeFactory.instance.arrayNode();

  /** A game that goes on from one episode to the next of the same seed. */
  private static final class Played {
    private final RecordedGameDraws draws = new RecordedGameDraws();
    private final RecordedGameDraws sticky = new RecordedGameDraws();
    private final Game game;
    private final MinAtar environment;

    Played(JsonNode start) {
      MinAtarProvider provider = GAMES.get(start.get("game").textValue());
      game = provider.game(start.get("ramping").booleanValue());
      environment =
          new MinAtar(
              provider.name(),
              game,
              provider.actions(ActionSet.FULL),
              start.get("sticky_action_prob").doubleValue(),
              draws,
              sticky);
    }
  }

  @TestFactory
  Stream<DynamicNode> recordedEpisodes() {
    return OracleFolder.testsOf(
        "minatar",
        path ->
            dynamicTest(
                path.getFileName().toString(),
                () -> {
                  OracleFile file = OracleFile.read(path);
                  compareMeta(file);
                  Played played = null;
                  int steps = 0;
                  for (OracleFile.Episode episode : file.episodes()) {
                    if (episode.start().get("episode_of_seed").intValue() == 0) {
                      played = new Played(episode.start());
                    }
                    compare(played, episode);
                    steps += episode.steps().size();
                  }
                  assertThat(steps).isEqualTo(file.linesOfType("step").size()).isPositive();
                }));
  }

  private static void compareMeta(OracleFile file) {
    JsonNode games = file.meta().path("games");
    if (games.isMissingNode()) {
      compareMeta(file.environment(), file.meta());
    } else {
      games.properties().forEach(game -> compareMeta(game.getKey(), game.getValue()));
    }
  }

  private static void compareMeta(String name, JsonNode meta) {
    MinAtarProvider provider = GAMES.get(name);
    assertThat(provider.game(true).channels()).isEqualTo(meta.get("channels").size());
    List<Integer> minimal = new ArrayList<>();
    meta.get("minimal_action_set").forEach(action -> minimal.add(action.intValue()));
    assertThat(provider.actions(ActionSet.MINIMAL).asList()).isEqualTo(minimal);
  }

  private static void compare(Played played, OracleFile.Episode episode) {
    JsonNode start = episode.start();
    played.draws.addAll(start.get("draws0"));
    float[] first = played.environment.reset();
    String where = start.get("game").textValue() + ", episode " + episode.number();
    assertThat(on(first)).as(where).isEqualTo(numbers(start.get("on0")));
    for (JsonNode step : episode.steps()) {
      String at = where + ", step " + step.get("t");
      played.draws.addAll(step.has("draws") ? step.get("draws") : NONE);
      double drawn = step.has("sticky_u") ? step.get("sticky_u").doubleValue() : 0.5;
      played.sticky.addAll(
          JsonNodeFactory.instance
              .arrayNode()
              .add(JsonNodeFactory.instance.arrayNode().add("u").add(drawn)));
      StepResult result = played.environment.step(step.get("action").intValue());
      assertThat(played.draws.left()).as("%s, draws left", at).isZero();
      assertThat(on(result.observation())).as(at).isEqualTo(numbers(step.get("on")));
      assertThat(result.reward()).as(at).isEqualTo(step.get("reward").doubleValue());
      assertThat(result.terminated()).as(at).isEqualTo(step.get("terminal").booleanValue());
    }
  }

  /** Recorded as (y·10 + x)·channels + channel. */
  private static List<Integer> on(float[] observation) {
    int channels = observation.length / 100;
    List<Integer> on = new ArrayList<>();
    for (int cell = 0; cell < 100; cell++) {
      for (int channel = 0; channel < channels; channel++) {
        if (observation[channel * 100 + cell] == 1) {
          on.add(cell * channels + channel);
        }
      }
    }
    return on;
  }

  private static List<Integer> numbers(JsonNode array) {
    List<Integer> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.intValue()));
    return numbers;
  }

  @Test
  void aStepAfterTheEndChangesNothing() {
    MinAtarProvider provider = new BreakoutProvider();
    RandomStream random = new SeedSequence(1).stream("game");
    MinAtar environment =
        new MinAtar("b", provider.game(true), provider.actions(ActionSet.FULL), 0, random, random);
    environment.reset();
    StepResult result = environment.step(Game.NOTHING);
    while (!result.terminated()) {
      result = environment.step(Game.NOTHING);
    }
    List<Integer> last = on(result.observation());
    StepResult after = environment.step(Game.RIGHT);
    assertThat(on(after.observation())).isEqualTo(last);
    assertThat(after.reward()).isZero();
    assertThat(after.terminated()).isTrue();
  }
}
