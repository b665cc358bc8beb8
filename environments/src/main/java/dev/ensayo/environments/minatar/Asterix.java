package dev.ensayo.environments.minatar;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.drawing.Ink;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Collect gold that crosses the board and keep out of the way of enemies, which come faster. */
final class Asterix implements Game {
  private static final int PLAYER = 0;
  private static final int ENEMY = 1;
  private static final int TRAIL = 2;
  private static final int GOLD = 3;
  private static final ImmutableList<Channel> LOOK =
      ImmutableList.of(
          new Channel(TRAIL, "trail", '-', Ink.GREY),
          new Channel(GOLD, "gold", '$', Ink.GOLD),
          new Channel(ENEMY, "enemy", 'x', Ink.RED),
          new Channel(PLAYER, "player", '@', Ink.BLUE));

  private static final int SLOTS = 8;
  private static final int FIRST_ROW = 1;
  private static final int START = 5;
  private static final int SPAWN_INTERVAL = 10;
  private static final int MOVE_INTERVAL = 5;
  private static final int RAMP_INTERVAL = 100;
  private static final double GOLD_PROBABILITY = 1.0 / 3;

  private final boolean ramping;

  /** Of each row: where its thing is, if there is one. */
  private final boolean[] there = new boolean[SLOTS];

  private final int[] places = new int[SLOTS];
  private final boolean[] goesRight = new boolean[SLOTS];
  private final boolean[] isGold = new boolean[SLOTS];
  private int x;
  private int y;
  private int spawnInterval;
  private int spawnCountdown;
  private int moveInterval;
  private int moveCountdown;
  private int rampCountdown;
  private int level;
  private boolean over;

  Asterix(boolean ramping) {
    this.ramping = ramping;
  }

  @Override
  public ImmutableList<Channel> look() {
    return LOOK;
  }

  @Override
  public int channels() {
    return 4;
  }

  /** How often things have become faster. */
  int level() {
    return level;
  }

  @Override
  public void reset(RandomGenerator random) {
    Arrays.fill(there, false);
    x = START;
    y = START;
    spawnInterval = SPAWN_INTERVAL;
    spawnCountdown = SPAWN_INTERVAL;
    moveInterval = MOVE_INTERVAL;
    moveCountdown = MOVE_INTERVAL;
    rampCountdown = RAMP_INTERVAL;
    level = 0;
    over = false;
  }

  @Override
  public int step(int action, RandomGenerator random) {
    if (spawnCountdown == 0) {
      spawn(random);
      spawnCountdown = spawnInterval;
    }
    x = Game.movedAcross(x, action);
    if (action == UP) {
      y = Math.max(FIRST_ROW, y - 1);
    } else if (action == DOWN) {
      y = Math.min(SLOTS, y + 1);
    }
    int reward = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      reward += meet(slot);
    }
    if (moveCountdown == 0) {
      moveCountdown = moveInterval;
      for (int slot = 0; slot < SLOTS; slot++) {
        reward += move(slot);
      }
    }
    spawnCountdown--;
    moveCountdown--;
    if (ramping && (spawnInterval > 1 || moveInterval > 1)) {
      ramp();
    }
    return reward;
  }

  private void spawn(RandomGenerator random) {
    boolean right = random.nextDouble() < 0.5;
    boolean gold = random.nextDouble() < GOLD_PROBABILITY;
    int empty = 0;
    for (boolean taken : there) {
      empty += taken ? 0 : 1;
    }
    if (empty == 0) {
      return;
    }
    int left = random.nextInt(empty);
    int slot = 0;
    while (there[slot] || left > 0) {
      left -= there[slot] ? 0 : 1;
      slot++;
    }
    there[slot] = true;
    places[slot] = right ? 0 : Frame.SIZE - 1;
    goesRight[slot] = right;
    isGold[slot] = gold;
  }

  private int move(int slot) {
    if (!there[slot]) {
      return 0;
    }
    places[slot] += goesRight[slot] ? 1 : -1;
    if (!Frame.isInside(places[slot])) {
      there[slot] = false;
      return 0;
    }
    return meet(slot);
  }

  /** What comes of a thing on the player's cell: the reward. */
  private int meet(int slot) {
    if (!there[slot] || places[slot] != x || FIRST_ROW + slot != y) {
      return 0;
    }
    if (isGold[slot]) {
      there[slot] = false;
      return 1;
    }
    over = true;
    return 0;
  }

  private void ramp() {
    if (rampCountdown >= 0) {
      rampCountdown--;
      return;
    }
    if (moveInterval > 1 && level % 2 == 1) {
      moveInterval--;
    }
    if (spawnInterval > 1) {
      spawnInterval--;
    }
    level++;
    rampCountdown = RAMP_INTERVAL;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void show(Frame frame) {
    frame.show(PLAYER, x, y);
    for (int slot = 0; slot < SLOTS; slot++) {
      if (there[slot]) {
        frame.show(isGold[slot] ? GOLD : ENEMY, places[slot], FIRST_ROW + slot);
        frame.showInside(TRAIL, places[slot] + (goesRight[slot] ? -1 : 1), FIRST_ROW + slot);
      }
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    for (int slot = 0; slot < SLOTS; slot++) {
      out.writeBoolean(there[slot]);
      out.writeInt(places[slot]);
      out.writeBoolean(goesRight[slot]);
      out.writeBoolean(isGold[slot]);
    }
    out.writeInt(x);
    out.writeInt(y);
    out.writeInt(spawnInterval);
    out.writeInt(spawnCountdown);
    out.writeInt(moveInterval);
    out.writeInt(moveCountdown);
    out.writeInt(rampCountdown);
    out.writeInt(level);
    out.writeBoolean(over);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    for (int slot = 0; slot < SLOTS; slot++) {
      there[slot] = in.readBoolean();
      places[slot] = in.readInt();
      goesRight[slot] = in.readBoolean();
      isGold[slot] = in.readBoolean();
    }
    x = in.readInt();
    y = in.readInt();
    spawnInterval = in.readInt();
    spawnCountdown = in.readInt();
    moveInterval = in.readInt();
    moveCountdown = in.readInt();
    rampCountdown = in.readInt();
    level = in.readInt();
    over = in.readBoolean();
  }
}
