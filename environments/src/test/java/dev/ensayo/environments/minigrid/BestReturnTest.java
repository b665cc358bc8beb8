package dev.ensayo.environments.minigrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.OracleFile;
import dev.ensayo.environments.OracleFolder;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The best returns that docs/environments/minigrid.md states: those of whoever sees everything. */
class BestReturnTest {
  private static MinigridProvider provider(String name) {
    return MinigridOracleTest.TASKS.values().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Means over random starts against those over 1,000 others.
   *
   * @param deviation standard deviation of the best return of an episode, over those 1,000
   */
  @ParameterizedTest
  @CsvSource({
    "minigrid-empty-8x8,            1, 0.961, 0",
    "minigrid-empty-random-6x6,   200, 0.972, 0.0105",
    "minigrid-doorkey-6x6,        100, 0.970, 0.0054",
    "minigrid-doorkey-8x8,        100, 0.977, 0.0043",
    "minigrid-four-rooms,          10, 0.855, 0.0655",
    "minigrid-lava-gap-s7,        100, 0.952, 0.0038",
    "minigrid-lava-crossing-s9n2,  50, 0.955, 0.0092",
    "minigrid-simple-crossing-s9n3, 50, 0.954, 0.0091",
    "minigrid-multi-room-n4-s5,    10, 0.770, 0.0315",
    "minigrid-unlock,             100, 0.971, 0.0069",
    "minigrid-unlock-pickup,       10, 0.949, 0.0085",
  })
  void bestReturns(String name, int episodes, double stated, double deviation) {
    Task task = provider(name).task();
    World world = new World(task.width(), task.height());
    Placer placer = new Placer(world, new StreamChance(new SeedSequence(1).stream("starts")));
    ShortestWay way = new ShortestWay(task);
    double sum = 0;
    for (int i = 0; i < episodes; i++) {
      world.clear();
      task.build(placer);
      sum += Outcome.SUCCEEDS.reward(way.steps(world), task.stepLimit());
    }
    // Four standard errors, and what rounding to three digits takes away.
    double allowed = 4 * deviation / Math.sqrt(episodes) + 0.0005;
    assertThat(sum / episodes).isCloseTo(stated, within(allowed));
  }

  /**
   * Episodes that were recorded from a planner take the fewest steps; with the box it is not the
   * fastest. Where balls roll there is no shortest way.
   */
  @TestFactory
  Stream<DynamicNode> recordedSolutionsAreShortest() {
    return OracleFolder.testsOf(
        "minigrid",
        path ->
            dynamicTest(
                path.getFileName().toString(),
                () -> {
                  OracleFile file = OracleFile.read(path);
                  MinigridProvider provider = MinigridOracleTest.TASKS.get(file.environment());
                  if (!(provider.task() instanceof DynamicObstacles)) {
                    file.episodes().stream()
                        .filter(episode -> episode.kind().equals("solve"))
                        .forEach(episode -> compare(provider, episode));
                  }
                }));
  }

  private static void compare(MinigridProvider provider, OracleFile.Episode episode) {
    RecordedChance chance = new RecordedChance();
    chance.addAll(episode.start().get("draws0"));
    Minigrid environment = provider.create(Settings.defaults(MinigridConfig.class), chance);
    environment.reset();
    int fewest = new ShortestWay(provider.task()).steps(environment.world());
    if (provider.task() instanceof UnlockPickup) {
      assertThat(fewest).isLessThanOrEqualTo(episode.steps().size());
    } else {
      assertThat(fewest).isEqualTo(episode.steps().size());
    }
  }
}
