package dev.ensayo.environments.minigrid;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.drawing.Ink;

/** How a cell looks: a shape, a character and a colour. */
final class CellLook {
  /** SVG of the shapes, each in a square of side 1; the colour is that of who uses them. */
  static final String SHAPES =
      """
      <rect id="goal" class="f" x=".06" y=".06" width=".88" height=".88"/>\
      <g id="lava"><rect class="f" width="1" height="1"/>\
      <path class="l c2" stroke-width=".1" d="M.1 .35q.2-.2.4 0t.4 0M.1 .7q.2-.2.4 0t.4 0"/></g>\
      <rect id="open" class="l" stroke-width=".1" x=".05" y=".05" width=".16" height=".9"/>\
      <g id="closed"><rect class="l" stroke-width=".12" x=".1" y=".1" width=".8" height=".8"/>\
      <circle class="f" cx=".7" cy=".5" r=".1"/></g>\
      <g id="locked"><rect class="f" x=".04" y=".04" width=".92" height=".92"/>\
      <path class="ground" d="M.42 .3h.2v.2h-.05v.25h-.1v-.25h-.05z"/></g>\
      <g id="key"><circle class="l" stroke-width=".12" cx=".5" cy=".28" r=".15"/>\
      <path class="l" stroke-width=".12" d="M.5 .43v.42h.2m-.2-.18h.16"/></g>\
      <circle id="ball" class="f" cx=".5" cy=".5" r=".33"/>\
      <path id="box" class="l" stroke-width=".12" d="M.16 .16h.68v.68h-.68zM.16 .5h.68"/>\
      <path id="agent" class="f c2" d="M.15 .15l.75 .35l-.75 .35z"/>""";

  /** What stands for the agent in text, by where it looks. */
  static final String AGENTS = ">v<^";

  static final Ink AGENT_INK = Ink.ORANGE;

  private static final ImmutableList<Ink> INKS =
      ImmutableList.of(Ink.RED, Ink.GREEN, Ink.BLUE, Ink.PURPLE, Ink.GOLD, Ink.GREY);

  private static final ImmutableList<String> WORDS =
      ImmutableList.of("red", "green", "blue", "purple", "yellow", "grey");

  private CellLook() {}

  static Ink ink(int cell) {
    return INKS.get(Cell.colour(cell));
  }

  /** The id of its shape. */
  static String shape(int cell) {
    return switch (Cell.type(cell)) {
      case Cell.TYPE_DOOR ->
          switch (Cell.state(cell)) {
            case Cell.OPEN -> "open";
            case Cell.CLOSED -> "closed";
            default -> "locked";
          };
      case Cell.TYPE_KEY -> "key";
      case Cell.TYPE_BALL -> "ball";
      case Cell.TYPE_BOX -> "box";
      case Cell.TYPE_GOAL -> "goal";
      case Cell.TYPE_LAVA -> "lava";
      default -> throw new IllegalArgumentException("no shape for cell " + cell);
    };
  }

  static char glyph(int cell) {
    return switch (Cell.type(cell)) {
      case Cell.TYPE_WALL -> '#';
      case Cell.TYPE_DOOR ->
          switch (Cell.state(cell)) {
            case Cell.OPEN -> '/';
            case Cell.CLOSED -> 'D';
            default -> 'L';
          };
      case Cell.TYPE_KEY -> 'k';
      case Cell.TYPE_BALL -> 'o';
      case Cell.TYPE_BOX -> 'b';
      case Cell.TYPE_GOAL -> 'G';
      case Cell.TYPE_LAVA -> '~';
      default -> '.';
    };
  }

  /** What is carried, in words. */
  static String words(int thing) {
    return WORDS.get(Cell.colour(thing)) + " " + shape(thing);
  }
}
