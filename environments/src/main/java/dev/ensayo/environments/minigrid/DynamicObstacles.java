package dev.ensayo.environments.minigrid;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;

/**
 * Walk to the corner among balls that roll about. They move before the agent does; whether it runs
 * into something is judged by what stood before it until then, and walls count as well.
 */
final class DynamicObstacles implements SquareTask {
  private static final int BALL = Cell.of(Cell.TYPE_BALL, Cell.BLUE, 0);

  /** Places that are drawn for a ball before it stays where it is. */
  private static final int TRIES = 101;

  private final int size;

  /** Where the balls are. */
  private final int[] columns;

  private final int[] rows;

  /**
   * @param size of a side, walls included
   */
  DynamicObstacles(int size, int balls) {
    this.size = size;
    this.columns = new int[balls];
    this.rows = new int[balls];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isSeenThrough() {
    return true;
  }

  @Override
  public ImmutableIntArray actions() {
    return Action.WALKING;
  }

  @Override
  public void build(Placer placer) {
    Corner.room(placer.world());
    Corner.start(placer.world());
    for (int i = 0; i < columns.length; i++) {
      placer.put(BALL);
      remember(i, placer);
    }
  }

  private void remember(int ball, Placer placer) {
    columns[ball] = placer.foundX();
    rows[ball] = placer.foundY();
  }

  @Override
  public Outcome step(Placer placer, int action) {
    int ahead = placer.world().front();
    boolean blocked = ahead != Cell.EMPTY && ahead != Cell.GOAL;
    for (int i = 0; i < columns.length; i++) {
      roll(i, placer);
    }
    Outcome outcome = Moves.take(placer.world(), action);
    return blocked && action == Action.FORWARD ? Outcome.COLLIDES : outcome;
  }

  /** To a free cell that touches its own, also at a corner. */
  private void roll(int ball, Placer placer) {
    int x = columns[ball];
    int y = rows[ball];
    if (placer.put(BALL, x - 1, y - 1, 3, 3, Placer.OFF_THE_AGENT, TRIES)) {
      placer.world().set(x, y, Cell.EMPTY);
      remember(ball, placer);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInts(columns);
    out.writeInts(rows);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.readInts(columns);
    in.readInts(rows);
  }
}
