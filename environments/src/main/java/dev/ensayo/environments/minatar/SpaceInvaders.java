package dev.ensayo.environments.minatar;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.drawing.Ink;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Shoot aliens that come nearer row by row and shoot back. Rows are sets of columns, bit x for
 * column x. Nothing is drawn at random.
 */
final class SpaceInvaders implements Game {
  private static final int CANNON = 0;
  private static final int ALIEN = 1;
  private static final int ALIEN_LEFT = 2;
  private static final int ALIEN_RIGHT = 3;
  private static final int FRIENDLY_BULLET = 4;
  private static final int ENEMY_BULLET = 5;
  private static final ImmutableList<Channel> LOOK =
      ImmutableList.of(
          new Channel(ALIEN_LEFT, "alien, going left", '<', Ink.BLUE),
          new Channel(ALIEN_RIGHT, "alien, going right", '>', Ink.PURPLE),
          new Channel(ENEMY_BULLET, "enemy bullet", '*', Ink.RED),
          new Channel(FRIENDLY_BULLET, "bullet", '+', Ink.GREEN),
          new Channel(CANNON, "cannon", '@', Ink.ORANGE));

  private static final int FLOOR = Frame.SIZE - 1;
  private static final int ALIEN_ROWS = 4;
  private static final int ALIEN_COLUMNS = 0b0011111100;
  private static final int LEFT_EDGE = 1;
  private static final int RIGHT_EDGE = 1 << FLOOR;
  private static final int START = 5;
  private static final int LONGEST_MOVE_INTERVAL = 12;
  private static final int SHORTEST_MOVE_INTERVAL = 6;
  private static final int ENEMY_SHOT_INTERVAL = 10;
  private static final int GUN_INTERVAL = 5;

  private final boolean ramping;
  private final int[] aliens = new int[Frame.SIZE];
  private final int[] friendlyBullets = new int[Frame.SIZE];
  private final int[] enemyBullets = new int[Frame.SIZE];
  private int cannon;
  private boolean goRight;
  private int longestInterval;
  private int moveCountdown;
  private int shotCountdown;
  private int gunCountdown;
  private int level;
  private boolean over;

  SpaceInvaders(boolean ramping) {
    this.ramping = ramping;
  }

  @Override
  public ImmutableList<Channel> look() {
    return LOOK;
  }

  @Override
  public int channels() {
    return 6;
  }

  /** How often the aliens have become faster. */
  int level() {
    return level;
  }

  @Override
  public void reset(RandomGenerator random) {
    Arrays.fill(aliens, 0);
    Arrays.fill(friendlyBullets, 0);
    Arrays.fill(enemyBullets, 0);
    fill();
    cannon = START;
    goRight = false;
    longestInterval = LONGEST_MOVE_INTERVAL;
    moveCountdown = LONGEST_MOVE_INTERVAL;
    shotCountdown = ENEMY_SHOT_INTERVAL;
    gunCountdown = 0;
    level = 0;
    over = false;
  }

  private void fill() {
    Arrays.fill(aliens, 0, ALIEN_ROWS, ALIEN_COLUMNS);
  }

  @Override
  public int step(int action, RandomGenerator random) {
    if (action == FIRE && gunCountdown == 0) {
      friendlyBullets[FLOOR] |= 1 << cannon;
      gunCountdown = GUN_INTERVAL;
    }
    cannon = Game.movedAcross(cannon, action);
    System.arraycopy(friendlyBullets, 1, friendlyBullets, 0, FLOOR);
    friendlyBullets[FLOOR] = 0;
    System.arraycopy(enemyBullets, 0, enemyBullets, 1, FLOOR);
    enemyBullets[0] = 0;
    over |= isAtCannon(enemyBullets) || isAtCannon(aliens);
    if (moveCountdown == 0) {
      moveAliens();
    }
    if (shotCountdown == 0) {
      shotCountdown = ENEMY_SHOT_INTERVAL;
      shootBack();
    }
    int reward = hit();
    gunCountdown -= gunCountdown > 0 ? 1 : 0;
    moveCountdown--;
    shotCountdown--;
    if (all() == 0) {
      if (ramping && longestInterval > SHORTEST_MOVE_INTERVAL) {
        longestInterval--;
        level++;
      }
      fill();
    }
    return reward;
  }

  private boolean isAtCannon(int[] rows) {
    return (rows[FLOOR] >> cannon & 1) == 1;
  }

  /** The columns that any alien is in. */
  private int all() {
    int columns = 0;
    for (int row : aliens) {
      columns |= row;
    }
    return columns;
  }

  private void moveAliens() {
    int count = 0;
    for (int row : aliens) {
      count += Integer.bitCount(row);
    }
    moveCountdown = Math.min(count, longestInterval);
    if ((all() & (goRight ? RIGHT_EDGE : LEFT_EDGE)) != 0) {
      goRight = !goRight;
      int last = aliens[FLOOR];
      over |= last != 0;
      System.arraycopy(aliens, 0, aliens, 1, FLOOR);
      aliens[0] = last;
    } else {
      for (int row = 0; row < Frame.SIZE; row++) {
        aliens[row] = goRight ? aliens[row] << 1 : aliens[row] >> 1;
      }
    }
    over |= isAtCannon(aliens);
  }

  /** The lowest alien of the nearest column shoots; of two equally near ones that on the left. */
  private void shootBack() {
    int columns = all();
    int distance = 0;
    while (!isIn(columns, cannon - distance) && !isIn(columns, cannon + distance)) {
      distance++;
    }
    int column = isIn(columns, cannon - distance) ? cannon - distance : cannon + distance;
    int row = FLOOR;
    while ((aliens[row] >> column & 1) == 0) {
      row--;
    }
    enemyBullets[row] |= 1 << column;
  }

  private static boolean isIn(int columns, int column) {
    return Frame.isInside(column) && (columns >> column & 1) == 1;
  }

  private int hit() {
    int hits = 0;
    for (int row = 0; row < Frame.SIZE; row++) {
      int both = aliens[row] & friendlyBullets[row];
      hits += Integer.bitCount(both);
      aliens[row] &= ~both;
      friendlyBullets[row] &= ~both;
    }
    return hits;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void show(Frame frame) {
    frame.show(CANNON, cannon, FLOOR);
    for (int row = 0; row < Frame.SIZE; row++) {
      frame.showRow(ALIEN, row, aliens[row]);
      frame.showRow(goRight ? ALIEN_RIGHT : ALIEN_LEFT, row, aliens[row]);
      frame.showRow(FRIENDLY_BULLET, row, friendlyBullets[row]);
      frame.showRow(ENEMY_BULLET, row, enemyBullets[row]);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInts(aliens);
    out.writeInts(friendlyBullets);
    out.writeInts(enemyBullets);
    out.writeInt(cannon);
    out.writeBoolean(goRight);
    out.writeInt(longestInterval);
    out.writeInt(moveCountdown);
    out.writeInt(shotCountdown);
    out.writeInt(gunCountdown);
    out.writeInt(level);
    out.writeBoolean(over);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.readInts(aliens);
    in.readInts(friendlyBullets);
    in.readInts(enemyBullets);
    cannon = in.readInt();
    goRight = in.readBoolean();
    longestInterval = in.readInt();
    moveCountdown = in.readInt();
    shotCountdown = in.readInt();
    gunCountdown = in.readInt();
    level = in.readInt();
    over = in.readBoolean();
  }
}
