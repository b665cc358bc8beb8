package dev.ensayo.environments.gridworld;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.StateMap;
import dev.ensayo.core.drawing.TextPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The town, the taxi, who waits where and where they want to go. */
final class TaxiLook implements GridLook {
  private static final int CELL = 40;
  private static final String NAMES = "RGYB";
  private static final Ink[] INKS = {Ink.RED, Ink.GREEN, Ink.GOLD, Ink.BLUE};
  private static final String EDGE = "+---------+";

  private static final Stage STAGE =
      new Stage(
          CELL * TaxiTable.SIZE,
          CELL * TaxiTable.SIZE,
          4,
          """
          <g id="taxi"><rect class="f c0" x="5" y="12" width="30" height="17" rx="5"/>\
          <circle class="f c7" cx="12" cy="30" r="4"/><circle class="f c7" cx="28" cy="30" r="4"/></g>\
          <circle id="guest" class="f c4" cx="20" cy="20" r="7"/>\
          <rect id="goal" class="l c4" stroke-width="3" x="3.5" y="3.5" width="33" height="33" rx="4"/>""",
          town(),
          ImmutableList.of("south", "north", "east", "west", "pick up", "drop off"),
          ImmutableList.of());

  private static String town() {
    StringBuilder svg = new StringBuilder();
    for (int cell = 0; cell < TaxiTable.SIZE * TaxiTable.SIZE; cell++) {
      svg.append("<rect class=\"board rule\" x=\"").append(x(cell) + 1).append("\" y=\"");
      svg.append(y(cell) + 1).append("\" width=\"38\" height=\"38\" rx=\"3\"/>");
    }
    for (int place = 0; place < NAMES.length(); place++) {
      int cell = TaxiTable.PLACE_CELLS[place];
      svg.append("<rect class=\"f ").append(INKS[place].cssClass()).append("\" x=\"");
      svg.append(x(cell) + 1).append("\" y=\"").append(y(cell) + 1);
      svg.append("\" width=\"38\" height=\"38\" rx=\"3\" opacity=\".55\"/>");
      svg.append("<text class=\"word\" x=\"").append(x(cell) + 9).append("\" y=\"");
      svg.append(y(cell) + 9).append("\" style=\"font-size:11px\">").append(NAMES.charAt(place));
      svg.append("</text>");
    }
    for (int row = 0; row < TaxiTable.SIZE; row++) {
      for (int column = 1; column < TaxiTable.SIZE; column++) {
        if (TaxiTable.ROWS[row].charAt(2 * column - 1) == '|') {
          svg.append("<path class=\"l c0\" stroke-width=\"4\" d=\"M").append(CELL * column);
          svg.append(' ').append(CELL * row).append("v40\"/>");
        }
      }
    }
    return svg.toString();
  }

  private static int x(int cell) {
    return CELL * (cell % TaxiTable.SIZE);
  }

  private static int y(int cell) {
    return CELL * (cell / TaxiTable.SIZE);
  }

  @Override
  public Stage stage() {
    return STAGE;
  }

  @Override
  public List<String> elements(int state) {
    int cell = TaxiTable.cell(state);
    int passenger = TaxiTable.passenger(state);
    int guest = passenger == TaxiTable.RIDING ? cell : TaxiTable.PLACE_CELLS[passenger];
    return ImmutableList.of(
        use("goal", TaxiTable.PLACE_CELLS[TaxiTable.destination(state)]),
        use("taxi", cell),
        use("guest", guest));
  }

  private static String use(String shape, int cell) {
    return "<use href=\"#" + shape + "\" x=\"" + x(cell) + "\" y=\"" + y(cell) + "\"/>";
  }

  @Override
  public TextPicture text(int state) {
    int cell = TaxiTable.cell(state);
    int passenger = TaxiTable.passenger(state);
    int destination = TaxiTable.destination(state);
    boolean rides = passenger == TaxiTable.RIDING;
    List<String> lines = new ArrayList<>(List.of(EDGE));
    List<String> inks = new ArrayList<>(List.of(""));
    for (int row = 0; row < TaxiTable.SIZE; row++) {
      StringBuilder line = new StringBuilder("|" + TaxiTable.ROWS[row] + "|");
      StringBuilder ink = new StringBuilder(" ".repeat(line.length()));
      for (int place = 0; place < NAMES.length(); place++) {
        if (TaxiTable.PLACE_CELLS[place] / TaxiTable.SIZE == row) {
          ink.setCharAt(column(TaxiTable.PLACE_CELLS[place]), INKS[place].digit());
        }
      }
      if (cell / TaxiTable.SIZE == row) {
        line.setCharAt(column(cell), rides ? '#' : '@');
        ink.setCharAt(column(cell), Ink.ORANGE.digit());
      }
      lines.add(line.toString());
      inks.add(ink.toString());
    }
    lines.add(EDGE);
    lines.add(
        "passenger "
            + (rides ? "in the taxi" : "at " + NAMES.charAt(passenger))
            + ", to "
            + NAMES.charAt(destination));
    return new TextPicture(lines, inks);
  }

  private static int column(int cell) {
    return 1 + 2 * (cell % TaxiTable.SIZE);
  }

  /** For each place a board on the way there to fetch somebody, and one to bring them there. */
  @Override
  public StateMap map() {
    ImmutableList.Builder<StateMap.Board> boards = ImmutableList.builder();
    for (int place = 0; place < NAMES.length(); place++) {
      int elsewhere = (place + 1) % NAMES.length();
      boards.add(
          board(
              "fetch at " + NAMES.charAt(place) + ", to " + NAMES.charAt(elsewhere),
              place,
              elsewhere));
    }
    for (int place = 0; place < NAMES.length(); place++) {
      boards.add(board("bring to " + NAMES.charAt(place), TaxiTable.RIDING, place));
    }
    return new StateMap(
        TaxiTable.SIZE,
        TaxiTable.SIZE,
        boards.build(),
        ImmutableList.of("↓", "↑", "→", "←", "P", "D"));
  }

  private static StateMap.Board board(String title, int passenger, int destination) {
    int cells = TaxiTable.SIZE * TaxiTable.SIZE;
    StringBuilder letters = new StringBuilder(" ".repeat(cells));
    for (int place = 0; place < NAMES.length(); place++) {
      letters.setCharAt(TaxiTable.PLACE_CELLS[place], NAMES.charAt(place));
    }
    return new StateMap.Board(
        title,
        ImmutableIntArray.copyOf(
            IntStream.range(0, cells).map(cell -> TaxiTable.state(cell, passenger, destination))),
        letters.toString());
  }
}
