package dev.ensayo.environments.gridworld;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.StateMap;
import dev.ensayo.core.drawing.TextPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A gridworld each cell of which is a state and has a letter that says what is there. */
final class LetteredGrid implements GridLook {
  private static final int CELL = 40;
  private static final char AGENT = '@';
  private static final char START = 'S';

  private final ImmutableList<String> rows;
  private final ImmutableMap<Character, Ink> inks;
  private final Stage stage;
  private final StateMap map;

  /**
   * @param rows of letters, from the top
   * @param inks of the letters that stand out; nothing is decided there
   * @param moves a word for each action
   * @param marks an arrow for each action
   */
  LetteredGrid(
      List<String> rows, Map<Character, Ink> inks, List<String> moves, List<String> marks) {
    this.rows = ImmutableList.copyOf(rows);
    this.inks = ImmutableMap.copyOf(inks);
    int columns = rows.get(0).length();
    String letters = String.join("", rows);
    this.stage =
        new Stage(
            (double) CELL * columns,
            (double) CELL * rows.size(),
            3,
            "<circle id=\"agent\" class=\"f c2\" cx=\"20\" cy=\"20\" r=\"11\"/>",
            backdrop(),
            moves,
            ImmutableList.of());
    ImmutableIntArray states =
        ImmutableIntArray.copyOf(
            IntStream.range(0, letters.length())
                .map(i -> inks.containsKey(letters.charAt(i)) ? StateMap.NO_STATE : i));
    String shown =
        letters
            .chars()
            .mapToObj(letter -> isTold((char) letter) ? Character.toString(letter) : " ")
            .reduce("", String::concat);
    this.map =
        new StateMap(
            rows.size(),
            columns,
            ImmutableList.of(new StateMap.Board("", states, shown)),
            ImmutableList.copyOf(marks));
  }

  private boolean isTold(char letter) {
    return inks.containsKey(letter) || letter == START;
  }

  private String backdrop() {
    StringBuilder svg = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).length(); column++) {
        char letter = rows.get(row).charAt(column);
        Ink ink = inks.get(letter);
        int x = CELL * column;
        int y = CELL * row;
        svg.append("<rect class=\"rule ").append(ink == null ? "board" : "f " + ink.cssClass());
        svg.append("\" x=\"").append(x + 1).append("\" y=\"").append(y + 1);
        svg.append("\" width=\"38\" height=\"38\" rx=\"3\"/>");
        if (isTold(letter)) {
          svg.append("<text class=\"word ").append(ink == null ? "soft" : "ground");
          svg.append("\" x=\"").append(x + CELL / 2).append("\" y=\"").append(y + CELL / 2);
          svg.append("\">").append(letter).append("</text>");
        }
      }
    }
    return svg.toString();
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public List<String> elements(int state) {
    int columns = rows.get(0).length();
    return ImmutableList.of(
        "<use href=\"#agent\" x=\""
            + CELL * (state % columns)
            + "\" y=\""
            + CELL * (state / columns)
            + "\"/>");
  }

  @Override
  public TextPicture text(int state) {
    int columns = rows.get(0).length();
    List<String> lines = new ArrayList<>();
    List<String> colours = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      StringBuilder line = new StringBuilder();
      StringBuilder colour = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        boolean here = state == row * columns + column;
        char letter = here ? AGENT : rows.get(row).charAt(column);
        Ink ink = here ? Ink.ORANGE : inks.get(letter);
        line.append(column == 0 ? "" : " ").append(letter);
        colour.append(column == 0 ? "" : " ").append(ink == null ? ' ' : ink.digit());
      }
      lines.add(line.toString());
      colours.add(colour.toString());
    }
    return new TextPicture(lines, colours);
  }

  @Override
  public StateMap map() {
    return map;
  }
}
