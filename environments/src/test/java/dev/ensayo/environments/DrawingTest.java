package dev.ensayo.environments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.ConfigBinder;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.StateMap;
import dev.ensayo.core.drawing.TextPicture;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.cards.BlackjackProvider;
import dev.ensayo.environments.control.AcrobotProvider;
import dev.ensayo.environments.control.CartPoleProvider;
import dev.ensayo.environments.control.CartPoleSwingupProvider;
import dev.ensayo.environments.control.MountainCarContinuousProvider;
import dev.ensayo.environments.control.MountainCarProvider;
import dev.ensayo.environments.control.PendulumProvider;
import dev.ensayo.environments.diagnostic.BanditProvider;
import dev.ensayo.environments.diagnostic.CatchProvider;
import dev.ensayo.environments.diagnostic.DeepSeaProvider;
import dev.ensayo.environments.diagnostic.MemoryChainProvider;
import dev.ensayo.environments.diagnostic.TMazeProvider;
import dev.ensayo.environments.diagnostic.UmbrellaProvider;
import dev.ensayo.environments.gridworld.CliffWalkingProvider;
import dev.ensayo.environments.gridworld.FrozenLakeProvider;
import dev.ensayo.environments.gridworld.TaxiProvider;
import dev.ensayo.environments.minatar.AsterixProvider;
import dev.ensayo.environments.minatar.BreakoutProvider;
import dev.ensayo.environments.minatar.FreewayProvider;
import dev.ensayo.environments.minatar.SeaquestProvider;
import dev.ensayo.environments.minatar.SpaceInvadersProvider;
import dev.ensayo.environments.minigrid.DoorKey6x6Provider;
import dev.ensayo.environments.minigrid.DynamicObstacles6x6Provider;
import dev.ensayo.environments.minigrid.LavaCrossingS9N2Provider;
import dev.ensayo.environments.minigrid.MultiRoomN4S5Provider;
import dev.ensayo.environments.minigrid.UnlockPickupProvider;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** How environments draw themselves, in states that are known. */
class DrawingTest {
  private static <C extends Record> DecisionProcess process(
      EnvironmentProvider<C> provider, String settings) {
    return (DecisionProcess)
        provider.open(
            ConfigBinder.bind(YamlReader.parse("test", settings), "", provider.configType()));
  }

  private static Environment fresh(EnvironmentProvider<?> provider, String settings) {
    Environment environment = process(provider, settings).create(new SeedSequence(1));
    environment.reset();
    return environment;
  }

  private static List<String> text(Environment environment) {
    return environment.drawing().orElseThrow().text().lines();
  }

  static Stream<EnvironmentProvider<?>> drawn() {
    return Stream.of(
        new CartPoleProvider(),
        new MountainCarProvider(),
        new MountainCarContinuousProvider(),
        new PendulumProvider(),
        new AcrobotProvider(),
        new CartPoleSwingupProvider(),
        new BlackjackProvider(),
        new UmbrellaProvider(),
        new TMazeProvider(),
        new MemoryChainProvider(),
        new DeepSeaProvider(),
        new CatchProvider(),
        new BanditProvider(),
        new FrozenLakeProvider(),
        new CliffWalkingProvider(),
        new TaxiProvider(),
        new BreakoutProvider(),
        new AsterixProvider(),
        new FreewayProvider(),
        new SeaquestProvider(),
        new SpaceInvadersProvider(),
        new DoorKey6x6Provider(),
        new DynamicObstacles6x6Provider(),
        new LavaCrossingS9N2Provider(),
        new MultiRoomN4S5Provider(),
        new UnlockPickupProvider());
  }

  /** Well-formed, every shape that is used is there, an ink for each character at most. */
  @ParameterizedTest
  @MethodSource("drawn")
  void picturesAreWhole(EnvironmentProvider<?> provider) throws Exception {
    Environment environment = fresh(provider, "{}");
    RandomActions actions = new RandomActions(environment, new SeedSequence(2).stream("actions"));
    for (int i = 0; i < 200; i++) {
      Drawing drawing = environment.drawing().orElseThrow();
      assertThat(drawing.stage().actions())
          .hasSize(environment.spec().hasDiscreteActions() ? environment.spec().actions() : 0);
      String svg =
          "<svg><defs>"
              + drawing.stage().shapes()
              + "</defs>"
              + drawing.stage().backdrop()
              + String.join("", drawing.elements())
              + drawing.stage().foreground()
              + "</svg>";
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
      for (String part : svg.split("href=\"#", -1)) {
        if (!part.startsWith("<svg")) {
          assertThat(svg).contains("id=\"" + part.substring(0, part.indexOf('"')) + "\"");
        }
      }
      TextPicture text = drawing.text();
      for (int line = 0; line < text.inks().size(); line++) {
        assertThat(text.inks().get(line).length())
            .isLessThanOrEqualTo(text.lines().get(line).length());
        assertThat(text.inks().get(line)).matches("[0-9 ]*");
      }
      assertThat(String.join("", text.lines())).matches("\\p{ASCII}+");
      if (actions.step().ended()) {
        environment.reset();
      }
    }
  }

  @Test
  void aLakeHasItsMapAndWhereOneIs() {
    Environment lake = fresh(new FrozenLakeProvider(), "{slippery: false}");
    lake.step(2);
    lake.step(2);
    assertThat(text(lake)).containsExactly("S F @ F", "F H F H", "F F F H", "H F F G");
    assertThat(lake.drawing().orElseThrow().text().inks().get(1)).isEqualTo("  1   1");
    assertThat(lake.drawing().orElseThrow().elements())
        .containsExactly("<use href=\"#agent\" x=\"80\" y=\"0\"/>");
    StateMap map = lake.drawing().orElseThrow().map().orElseThrow();
    assertThat(map.boards().get(0).letters()).isEqualTo("S    H H   HH  G");
    assertThat(map.boards().get(0).states().asList()).startsWith(0, 1, 2, 3, 4, -1, 6, -1);
  }

  @Test
  void aCliffHasItsMap() {
    Environment cliff = fresh(new CliffWalkingProvider(), "{}");
    cliff.step(0);
    assertThat(text(cliff))
        .containsExactly(
            ". . . . . . . . . . . .",
            ". . . . . . . . . . . .",
            "@ . . . . . . . . . . .",
            "S C C C C C C C C C C G");
  }

  @Test
  void aTaxiShowsWhoWaitsWhereAndWhereTheyGo() {
    Environment taxi = fresh(new TaxiProvider(), "{}");
    int state = (int) taxi.reset()[0];
    List<String> lines = text(taxi);
    assertThat(lines.get(1 + state / 100).charAt(1 + 2 * (state / 20 % 5))).isEqualTo('@');
    String names = "RGYB";
    assertThat(lines.get(7))
        .isEqualTo(
            "passenger at " + names.charAt(state / 4 % 5) + ", to " + names.charAt(state % 4));
    assertThat(taxi.drawing().orElseThrow().map().orElseThrow().boards())
        .extracting(StateMap.Board::title)
        .contains("fetch at R, to G", "bring to B")
        .hasSize(8);
  }

  @Test
  void breakoutShowsBricksPaddleAndBall() {
    Environment game = fresh(new BreakoutProvider(), "{stickyActionProbability: 0}");
    boolean left = text(game).get(3).startsWith("o");
    assertThat(text(game))
        .containsExactly(
            ". . . . . . . . . .",
            "# # # # # # # # # #",
            "# # # # # # # # # #",
            left ? "o # # # # # # # # #" : "# # # # # # # # # o",
            ". . . . . . . . . .",
            ". . . . . . . . . .",
            ". . . . . . . . . .",
            ". . . . . . . . . .",
            ". . . . . . . . . .",
            ". . . . = . . . . .");
    assertThat(game.drawing().orElseThrow().elements())
        .contains("<path class=\"p c1\" d=\"M0 1.5h10M0 2.5h10M0 3.5h10\"/>");
  }

  @Test
  void controlTasksAreALine() {
    Environment cart = fresh(new CartPoleProvider(), "{}");
    assertThat(text(cart))
        .singleElement()
        .asString()
        .matches("\\[-{20}\\|-{20}]  x [+-]0\\.0\\d m  pole [+-]\\d\\.\\d deg");
    for (int i = 0; i < 9; i++) {
      cart.step(1);
    }
    assertThat(text(cart).get(0)).contains("\\").contains("x +0.");
    assertThat(text(fresh(new MountainCarProvider(), "{}")).get(0))
        .contains("position -0.")
        .contains("of +0.50");
    assertThat(text(fresh(new MountainCarContinuousProvider(), "{}")).get(0)).contains("of +0.45");
    assertThat(text(fresh(new PendulumProvider(), "{}")).get(0)).matches(".*o.*angle .* deg.*");
    assertThat(text(fresh(new AcrobotProvider(), "{}")).get(0))
        .startsWith("[o-")
        .contains("end at -");
  }

  @Test
  void theDealersCardsAreHiddenUntilTheEnd() {
    Environment table = fresh(new BlackjackProvider(), "{}");
    assertThat(text(table).get(0)).matches("player \\d+( with an ace)?, dealer shows \\d+");
    table.step(0);
    assertThat(text(table).get(0)).matches("player \\d+( with an ace)?, dealer (1[7-9]|2\\d)");
    table.reset();
    assertThat(text(table).get(0)).contains("dealer shows");
  }

  @Test
  void aBallFallsTowardsAPaddle() {
    Environment board = fresh(new CatchProvider(), "{rows: 3, columns: 1}");
    assertThat(text(board)).containsExactly("o", ".", "=");
    board.step(1);
    board.step(1);
    assertThat(text(board)).containsExactly(".", ".", "o");
  }

  @Test
  void aDiverSinksTowardsTheTreasure() {
    Environment sea = fresh(new DeepSeaProvider(), "{size: 3, randomizeActions: false}");
    sea.step(1);
    assertThat(text(sea)).containsExactly(". . .", ". @ .", ". . $");
    StateMap map = sea.drawing().orElseThrow().map().orElseThrow();
    assertThat(map.boards().get(0).states().asList()).containsExactly(0, -1, -1, 3, 4, -1, 6, 7, 8);
    assertThat(map.marks()).containsExactly("←", "→");
    assertThat(fresh(new DeepSeaProvider(), "{}").drawing().orElseThrow().stage().actions())
        .containsExactly("0", "1");
  }

  @Test
  void aMazeShowsWhereTheGoalIs() {
    Environment maze = fresh(new TMazeProvider(), "{corridor: 2}");
    while (maze.reset()[0] != 0) {
      // The other sign: once more.
    }
    maze.step(1);
    assertThat(text(maze)).containsExactly("# # G", ". @ .", "# # .");
  }

  @Test
  void aHangingPoleIsTold() {
    assertThat(text(fresh(new CartPoleSwingupProvider(), "{}")).get(0)).contains("-!-");
  }
}
