package dev.ensayo.environments.minigrid;

/** The colours by their names in alphabetical order, in which they are drawn. */
final class Palette {
  private static final int[] COLOURS = {
    Cell.BLUE, Cell.GREEN, Cell.GREY, Cell.PURPLE, Cell.RED, Cell.YELLOW
  };

  private Palette() {}

  /** Any of them. */
  static int draw(Chance chance) {
    return COLOURS[chance.between(0, COLOURS.length)];
  }

  /** Any but one. */
  static int drawOther(Chance chance, int forbidden) {
    int drawn = chance.between(0, COLOURS.length - 1);
    for (int i = 0; i <= drawn; i++) {
      if (COLOURS[i] == forbidden) {
        return COLOURS[drawn + 1];
      }
    }
    return COLOURS[drawn];
  }
}
