package dev.ensayo.environments.minigrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.ObservationSpec.Kind;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recordings do not show: other observations, fewer actions, shuffling, drawing. */
class MinigridTest {
  private static Minigrid task(MinigridProvider provider, String settings) {
    Minigrid task =
        provider.create(
            Settings.of(MinigridConfig.class, settings),
            new StreamChance(new SeedSequence(3).stream("dynamics")));
    task.reset();
    return task;
  }

  /** Each channel of ones is where the numbers say so, in views and grids, whatever happens. */
  @ParameterizedTest
  @CsvSource({"view, one-hot-view, 3", "grid, one-hot-grid, 4"})
  void onesSayWhatNumbersSay(String numbers, String ones, int states) {
    MinigridProvider provider = new DoorKey6x6Provider();
    Environment byNumber = task(provider, "{observation: " + numbers + "}");
    Environment byOnes = task(provider, "{observation: " + ones + "}");
    ObservationSpec spec = byOnes.spec().observation();
    assertThat(byNumber.spec().observation().kind()).isEqualTo(Kind.BYTES);
    assertThat(spec.kind()).isEqualTo(Kind.BITS);
    assertThat(spec.shape().get(0)).isEqualTo(11 + 6 + states);
    int cells = spec.shape().get(1) * spec.shape().get(2);
    int[] firsts = {0, 11, 17};
    RandomStream actions = new SeedSequence(4).stream("actions");
    for (int step = 0; step < 500; step++) {
      int action = actions.nextInt(7);
      float[] expected = byNumber.step(action).observation();
      float[] bits = byOnes.step(action).observation();
      int sum = 0;
      for (float bit : bits) {
        sum += (int) bit;
      }
      assertThat(sum).isEqualTo(3 * cells);
      for (int i = 0; i < cells; i++) {
        for (int part = 0; part < 3; part++) {
          int channel = firsts[part] + (int) expected[part * cells + i];
          assertThat(bits[channel * cells + i]).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aViewTellsWhereTheAgentLooksIfAsked() {
    Minigrid byNumber = task(new Empty8x8Provider(), "{direction: true}");
    Minigrid byOnes = task(new Empty8x8Provider(), "{direction: true, observation: one-hot-view}");
    assertThat(byNumber.spec().observation().shape().asList()).containsExactly(4, 7, 7);
    assertThat(byOnes.spec().observation().shape().asList()).containsExactly(24, 7, 7);
    for (int heading : new int[] {3, 2, 1, 0, 3}) {
      float[] numbers = byNumber.step(Action.TURN_LEFT).observation();
      float[] bits = byOnes.step(Action.TURN_LEFT).observation();
      for (int i = 0; i < 49; i++) {
        assertThat(numbers[3 * 49 + i]).isEqualTo(heading);
        for (int other = 0; other < 4; other++) {
          assertThat(bits[(20 + other) * 49 + i]).isEqualTo(other == heading ? 1 : 0);
        }
      }
    }
  }

  @Test
  void aGridShowsTheAgentAndWhereItLooks() {
    Minigrid room = task(new Empty8x8Provider(), "{observation: grid}");
    float[] grid = room.step(Action.TURN_RIGHT).observation();
    int agent = 8 + 1;
    assertThat(grid[agent]).isEqualTo(Cell.TYPE_AGENT);
    assertThat(grid[64 + agent]).isEqualTo(Cell.RED);
    assertThat(grid[128 + agent]).isEqualTo(Heading.DOWN);
    assertThat(grid[6 * 8 + 6]).isEqualTo(Cell.TYPE_GOAL);
    assertThat(grid[0]).isEqualTo(Cell.TYPE_WALL);
  }

  /** Actions that are left out leave no gap: 4 of the fewer actions is MiniGrid's 5. */
  @Test
  void fewerActionsAreNumberedAnew() {
    Minigrid minimal = task(new DoorKey6x6Provider(), "{actions: minimal}");
    assertThat(minimal.spec().actions()).isEqualTo(5);
    assertThat(minimal.drawing().orElseThrow().stage().actions())
        .containsExactly("turn left", "turn right", "forward", "pick up", "toggle");
    World world = minimal.world();
    world.setFront(Cell.door(Cell.YELLOW, Cell.CLOSED));
    minimal.step(4);
    assertThat(Cell.isOpenDoor(world.front())).isTrue();
    assertThat(task(new DynamicObstacles6x6Provider(), "{}").spec().actions()).isEqualTo(3);
  }

  /** A box that is toggled falls apart; the recordings never do that. */
  @Test
  void aBoxFallsApart() {
    Minigrid rooms = task(new UnlockPickupProvider(), "{}");
    rooms.world().setFront(Cell.of(Cell.TYPE_BOX, Cell.BLUE, 0));
    assertThat(rooms.step(Action.TOGGLE).ended()).isFalse();
    assertThat(rooms.world().front()).isEqualTo(Cell.EMPTY);
  }

  /** Of 6,000 orders of three each of the six comes 1,000 times, give or take 29. */
  @Test
  void everyOrderIsAsLikely() {
    StreamChance chance = new StreamChance(new SeedSequence(5).stream("order"));
    int[] counts = new int[333];
    for (int i = 0; i < 6000; i++) {
      int[] items = {1, 2, 3, 0};
      chance.shuffle(items, 3);
      assertThat(items[3]).isZero();
      counts[100 * items[0] + 10 * items[1] + items[2]]++;
    }
    for (int order : new int[] {123, 132, 213, 231, 312, 321}) {
      assertThat(counts[order]).isBetween(1000 - 4 * 29, 1000 + 4 * 29);
    }
  }

  @Test
  void drawsTheRoomAsTextAndAsPicture() {
    Minigrid room = task(new Empty8x8Provider(), "{viewSize: 3}");
    List<String> text = room.drawing().orElseThrow().text().lines();
    assertThat(text)
        .containsExactly(
            "# # # # # # # #",
            "# > . .       #",
            "# . . .       #",
            "#             #",
            "#             #",
            "#             #",
            "#           G #",
            "# # # # # # # #");
    assertThat(room.drawing().orElseThrow().elements())
        .contains(
            "<path class=\"p c6\" opacity=\".25\" d=\"M1 0.5h3M1 1.5h3M1 2.5h3\"/>",
            "<use class=\"c3\" href=\"#goal\" x=\"6\" y=\"6\"/>",
            "<use href=\"#agent\" transform=\"translate(1 1) rotate(0 .5 .5)\"/>");
    room.world().carry(Cell.key(Cell.YELLOW));
    assertThat(room.drawing().orElseThrow().text().lines()).endsWith("carries: yellow key");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> Settings.of(MinigridConfig.class, "{viewSize: 6}"))
        .hasMessageContaining("must be odd")
        .hasMessageContaining("5 or 7, not 6");
    assertThatThrownBy(
            () -> Settings.of(MinigridConfig.class, "{observation: grid, direction: true}"))
        .hasMessageContaining("observation grid shows where the agent looks");
  }
}
