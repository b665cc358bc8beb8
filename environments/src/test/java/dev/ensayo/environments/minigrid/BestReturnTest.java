package dev.ensayo.environments.minigrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The best returns that docs/environments/minigrid.md states: those of whoever sees everything. */
class BestReturnTest {
  private static final MinigridConfig DEFAULTS = Settings.defaults(MinigridConfig.class);

  private static Task task(String name) {
    return MinigridOracleTest.TASKS.values().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow()
        .task();
  }

  /** Mean over random starts. */
  static double best(String name, int episodes) {
    Task task = task(name);
    World world = new World(task.width(), task.height());
    Placer placer = new Placer(world, new StreamChance(new SeedSequence(1).stream("starts")));
    ShortestWay way = new ShortestWay(task);
    double sum = 0;
    for (int i = 0; i < episodes; i++) {
      world.clear();
      task.build(placer);
      sum += Outcome.SUCCEEDS.reward(way.steps(world), task.stepLimit());
    }
    return sum / episodes;
  }

  @ParameterizedTest
  @CsvSource({
    "minigrid-empty-8x8, 1, 0.9613",
    "minigrid-empty-random-6x6, 2000, 0.9",
  })
  void bestReturns(String name, int episodes, double stated) {
    assertThat(DEFAULTS.stepLimit()).isEmpty();
    assertThat(best(name, episodes)).isCloseTo(stated, within(0.005));
  }

  public static void main(String[] args) {
    for (MinigridProvider provider : MinigridOracleTest.TASKS.values()) {
      if (!provider.name().contains("dynamic")) {
        long t = System.nanoTime();
        int n = Integer.parseInt(args[0]);
        double b = best(provider.name(), n);
        System.out.printf("%s %.5f  %.1f s%n", provider.name(), b, (System.nanoTime() - t) / 1e9);
      }
    }
  }
}
