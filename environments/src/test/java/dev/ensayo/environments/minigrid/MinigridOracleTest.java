package dev.ensayo.environments.minigrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.environments.OracleFile;
import dev.ensayo.environments.OracleFolder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the tasks with episodes recorded from Minigrid 3.1.0: the recorded draws go in, and the
 * same grid, view, agent, reward and flags must come out, step by step.
 */
class MinigridOracleTest {
  static final Map<String, MinigridProvider> TASKS =
      Map.ofEntries(
          Map.entry("MiniGrid-DoorKey-6x6-v0", new DoorKey6x6Provider()),
          Map.entry("MiniGrid-DoorKey-8x8-v0", new DoorKey8x8Provider()),
          Map.entry("MiniGrid-Dynamic-Obstacles-6x6-v0", new DynamicObstacles6x6Provider()),
          Map.entry("MiniGrid-Empty-8x8-v0", new Empty8x8Provider()),
          Map.entry("MiniGrid-Empty-Random-6x6-v0", new EmptyRandom6x6Provider()),
          Map.entry("MiniGrid-FourRooms-v0", new FourRoomsProvider()),
          Map.entry("MiniGrid-LavaCrossingS9N2-v0", new LavaCrossingS9N2Provider()),
          Map.entry("MiniGrid-LavaGapS7-v0", new LavaGapS7Provider()),
          Map.entry("MiniGrid-MultiRoom-N4-S5-v1", new MultiRoomN4S5Provider()),
          Map.entry("MiniGrid-SimpleCrossingS9N3-v0", new SimpleCrossingS9N3Provider()),
          Map.entry("MiniGrid-Unlock-v0", new UnlockProvider()),
          Map.entry("MiniGrid-UnlockPickup-v0", new UnlockPickupProvider()));

  private static final JsonNode NONE = JsonNodeFactory.instance.arrayNode();

  @TestFactory
  Stream<DynamicNode> recordedEpisodes() {
    return OracleFolder.testsOf(
        "minigrid",
        path ->
            dynamicTest(
                path.getFileName().toString(),
                () -> {
                  OracleFile file = OracleFile.read(path);
                  MinigridProvider provider = TASKS.get(file.environment());
                  assertThat(provider).as(file.environment()).isNotNull();
                  int steps = 0;
                  for (OracleFile.Episode episode : file.episodes()) {
                    new Played(provider, episode).compare();
                    steps += episode.steps().size();
                  }
                  assertThat(steps).isEqualTo(file.linesOfType("step").size()).isPositive();
                }));
  }

  /** An argument of upstream that has no setting here fails with its name. */
  private static MinigridConfig config(JsonNode arguments) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    arguments
        .properties()
        .forEach(
            argument ->
                settings.set(
                    switch (argument.getKey()) {
                      case "max_steps" -> "stepLimit";
                      case "agent_view_size" -> "viewSize";
                      default ->
                          CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, argument.getKey());
                    },
                    argument.getValue()));
    return Settings.of(MinigridConfig.class, settings.toString());
  }

  /** A recorded episode that is played here. */
  private static final class Played {
    private final OracleFile.Episode episode;
    private final RecordedChance chance = new RecordedChance();
    private final Minigrid environment;

    /** What is recorded where it changes. */
    private JsonNode grid;

    private String at;

    Played(MinigridProvider provider, OracleFile.Episode episode) {
      this.episode = episode;
      this.environment = provider.create(config(episode.start().get("kwargs")), chance);
      this.at = provider.name() + ", episode " + episode.number();
      this.grid = episode.start().get("grid0");
    }

    void compare() {
      JsonNode start = episode.start();
      assertThat(environment.spec().stepLimit()).isEqualTo(start.get("max_steps").intValue());
      assertThat(environment.world().width()).isEqualTo(start.get("width").intValue());
      assertThat(environment.world().height()).isEqualTo(start.get("height").intValue());
      assertThat(start.get("contains0")).as("boxes are empty").isEmpty();
      chance.addAll(start.get("draws0"));
      compareView(environment.reset(), start.get("image0"));
      compareWorld(start.get("pos0"), start.get("dir0"));
      for (JsonNode step : episode.steps()) {
        compare(step);
      }
    }

    private void compare(JsonNode step) {
      at = at.replaceFirst("(, step .*)?$", ", step " + step.get("t"));
      chance.addAll(step.has("draws") ? step.get("draws") : NONE);
      grid = step.has("grid") ? step.get("grid") : grid;
      StepResult result = environment.step(step.get("action").intValue());
      compareView(result.observation(), step.get("image"));
      compareWorld(step.get("pos"), step.get("dir"));
      int carried = environment.world().carried();
      if (step.get("carrying").isNull()) {
        assertThat(carried).as(at).isEqualTo(World.NOTHING);
      } else {
        assertThat(carried).as(at).isEqualTo(cell(step.get("carrying"), 0));
      }
      assertThat(result.reward()).as(at).isEqualTo(step.get("reward").doubleValue());
      assertThat(result.terminated()).as(at).isEqualTo(step.get("terminated").booleanValue());
      assertThat(result.truncated()).as(at).isEqualTo(step.get("truncated").booleanValue());
    }

    private void compareView(float[] observation, JsonNode image) {
      assertThat(chance.left()).as("%s, draws left", at).isZero();
      int cells = image.size() / 3;
      assertThat(observation).as(at).hasSize(3 * cells);
      for (int i = 0; i < cells; i++) {
        for (int channel = 0; channel < 3; channel++) {
          assertThat((int) observation[channel * cells + i])
              .as("%s, cell %s of the view", at, i)
              .isEqualTo(image.get(3 * i + channel).intValue());
        }
      }
    }

    private void compareWorld(JsonNode place, JsonNode direction) {
      World world = environment.world();
      assertThat(world.x()).as(at).isEqualTo(place.get(0).intValue());
      assertThat(world.y()).as(at).isEqualTo(place.get(1).intValue());
      assertThat(world.heading()).as(at).isEqualTo(direction.intValue());
      for (int y = 0; y < world.height(); y++) {
        for (int x = 0; x < world.width(); x++) {
          assertThat(world.get(x, y))
              .as("%s, cell %s, %s", at, x, y)
              .isEqualTo(cell(grid, 3 * (y * world.width() + x)));
        }
      }
    }

    private static int cell(JsonNode numbers, int from) {
      return Cell.of(
          numbers.get(from).intValue(),
          numbers.get(from + 1).intValue(),
          numbers.get(from + 2).intValue());
    }
  }
}
