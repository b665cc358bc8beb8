package dev.ensayo.environments.minatar;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.drawing.Ink;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Keep a ball in play with a paddle and break three rows of bricks; they come back when all are.
 */
final class Breakout implements Game {
  private static final int PADDLE = 0;
  private static final int BALL = 1;
  private static final int TRAIL = 2;
  private static final int BRICK = 3;
  private static final ImmutableList<Channel> LOOK =
      ImmutableList.of(
          new Channel(TRAIL, "trail", '\'', Ink.GREY),
          new Channel(BRICK, "brick", '#', Ink.BLUE),
          new Channel(BALL, "ball", 'o', Ink.ORANGE),
          new Channel(PADDLE, "paddle", '=', Ink.PLAIN));

  private static final int FIRST_ROW = 1;
  private static final int ROWS = 3;
  private static final int FULL_ROW = (1 << Frame.SIZE) - 1;
  private static final int FLOOR = Frame.SIZE - 1;
  private static final int START_ROW = 3;
  private static final int START_COLUMN = 4;

  private final int[] bricks = new int[ROWS];
  private int paddle;
  private int ballX;
  private int ballY;
  private int across;
  private int down;
  private int trailX;
  private int trailY;

  /** Whether the last step struck a brick: the next one does not. */
  private boolean struck;

  private boolean over;

  @Override
  public ImmutableList<Channel> look() {
    return LOOK;
  }

  @Override
  public int channels() {
    return 4;
  }

  @Override
  public void reset(RandomGenerator random) {
    boolean fromLeft = random.nextInt(2) == 0;
    ballX = fromLeft ? 0 : Frame.SIZE - 1;
    ballY = START_ROW;
    across = fromLeft ? 1 : -1;
    down = 1;
    trailX = ballX;
    trailY = ballY;
    paddle = START_COLUMN;
    struck = false;
    over = false;
    fill();
  }

  private void fill() {
    Arrays.fill(bricks, FULL_ROW);
  }

  @Override
  public int step(int action, RandomGenerator random) {
    paddle = Game.movedAcross(paddle, action);
    trailX = ballX;
    trailY = ballY;
    int x = ballX + across;
    int y = ballY + down;
    if (!Frame.isInside(x)) {
      x = Math.max(0, Math.min(Frame.SIZE - 1, x));
      across = -across;
    }
    int reward = 0;
    boolean atBrick = false;
    if (y < 0) {
      y = 0;
      down = -down;
    } else if (isBrick(x, y)) {
      atBrick = true;
      if (!struck) {
        reward = 1;
        bricks[y - FIRST_ROW] &= ~(1 << x);
        y = ballY;
        down = -down;
      }
    } else if (y == FLOOR) {
      y = atFloor(x);
    }
    struck = atBrick;
    ballX = x;
    ballY = y;
    return reward;
  }

  private boolean isBrick(int x, int y) {
    int row = y - FIRST_ROW;
    return row >= 0 && row < ROWS && (bricks[row] >> x & 1) == 1;
  }

  /** The row that the ball goes to. */
  private int atFloor(int x) {
    if ((bricks[0] | bricks[1] | bricks[2]) == 0) {
      fill();
    }
    if (paddle == ballX) {
      down = -down;
      return ballY;
    }
    if (paddle == x) {
      across = -across;
      down = -down;
      return ballY;
    }
    over = true;
    return FLOOR;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void show(Frame frame) {
    frame.show(PADDLE, paddle, FLOOR);
    frame.show(BALL, ballX, ballY);
    frame.show(TRAIL, trailX, trailY);
    for (int row = 0; row < ROWS; row++) {
      frame.showRow(BRICK, FIRST_ROW + row, bricks[row]);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInts(bricks);
    for (int value : new int[] {paddle, ballX, ballY, across, down, trailX, trailY}) {
      out.writeInt(value);
    }
    out.writeBoolean(struck);
    out.writeBoolean(over);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.readInts(bricks);
    paddle = in.readInt();
    ballX = in.readInt();
    ballY = in.readInt();
    across = in.readInt();
    down = in.readInt();
    trailX = in.readInt();
    trailY = in.readInt();
    struck = in.readBoolean();
    over = in.readBoolean();
  }
}
