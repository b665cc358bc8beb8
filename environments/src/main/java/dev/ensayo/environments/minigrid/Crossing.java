package dev.ensayo.environments.minigrid;

import java.util.Arrays;

/**
 * Walk to the corner over rivers from side to side, each of which has an opening or is crossed by
 * others where the way goes.
 *
 * <p>Rivers lie in even columns or rows. A way from corner to corner crosses each of them once, in
 * a random order; it opens a river at a random place between those rivers of the other kind that
 * are before and behind.
 */
final class Crossing implements SquareTask {
  private static final int SIZE = 9;

  /** Columns, and rows, where a river can be. */
  private static final int PLACES = (SIZE - 3) / 2;

  private final int river;

  /** The even places, columns first; those at the front are chosen. */
  private final int[] candidates = new int[2 * PLACES];

  /** Where the rivers are, with the walls before and behind them, sorted. */
  private final int[] columns = new int[PLACES + 2];

  private final int[] rows = new int[PLACES + 2];

  /** 1 where the way goes on over a column, else 0. */
  private final int[] way;

  /**
   * @param river what is in it
   * @param rivers how many, at least 1
   */
  Crossing(int river, int rivers) {
    this.river = river;
    this.way = new int[rivers];
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public void build(Placer placer) {
    World world = placer.world();
    Corner.room(world);
    Corner.start(world);
    int vertical = choose(placer.chance());
    for (int i = 1; i <= vertical; i++) {
      world.fill(columns[i], 1, 1, SIZE - 2, river);
    }
    for (int i = 1; i <= way.length - vertical; i++) {
      world.fill(1, rows[i], SIZE - 2, 1, river);
    }
    open(world, placer.chance(), vertical);
  }

  /**
   * Chooses where the rivers are.
   *
   * @return how many go from top to bottom
   */
  private int choose(Chance chance) {
    Arrays.setAll(candidates, i -> i);
    chance.shuffle(candidates, candidates.length);
    Arrays.sort(candidates, 0, way.length);
    int vertical = 0;
    for (int i = 0; i < way.length; i++) {
      int place = 2 + 2 * (candidates[i] % PLACES);
      if (candidates[i] < PLACES) {
        columns[++vertical] = place;
      } else {
        rows[i + 1 - vertical] = place;
      }
    }
    columns[vertical + 1] = SIZE - 1;
    rows[way.length - vertical + 1] = SIZE - 1;
    return vertical;
  }

  private void open(World world, Chance chance, int vertical) {
    Arrays.fill(way, 0, vertical, 1);
    Arrays.fill(way, vertical, way.length, 0);
    chance.shuffle(way, way.length);
    int column = 0;
    int row = 0;
    for (int over : way) {
      if (over == 1) {
        int at = chance.between(rows[row] + 1, rows[row + 1]);
        world.set(columns[++column], at, Cell.EMPTY);
      } else {
        int at = chance.between(columns[column] + 1, columns[column + 1]);
        world.set(at, rows[++row], Cell.EMPTY);
      }
    }
  }
}
