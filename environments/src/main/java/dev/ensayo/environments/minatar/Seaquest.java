package dev.ensayo.environments.minatar;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.drawing.Ink;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Dive with a submarine, shoot fish and enemy submarines, take divers aboard and bring them up
 * before the oxygen is used up.
 */
final class Seaquest implements Game {
  private static final int FRONT = 0;
  private static final int BACK = 1;
  private static final int FRIENDLY_BULLET = 2;
  private static final int TRAIL = 3;
  private static final int ENEMY_BULLET = 4;
  private static final int FISH = 5;
  private static final int ENEMY_SUBMARINE = 6;
  private static final int OXYGEN_GAUGE = 7;
  private static final int DIVER_GAUGE = 8;
  private static final int DIVER = 9;
  private static final ImmutableList<Channel> LOOK =
      ImmutableList.of(
          new Channel(TRAIL, "trail", '-', Ink.GREY),
          new Channel(OXYGEN_GAUGE, "oxygen", '_', Ink.SKY),
          new Channel(DIVER_GAUGE, "divers aboard", 'd', Ink.GREEN),
          new Channel(DIVER, "diver", 'D', Ink.GREEN),
          new Channel(FISH, "fish", 'f', Ink.GOLD),
          new Channel(ENEMY_SUBMARINE, "submarine", 'x', Ink.RED),
          new Channel(ENEMY_BULLET, "enemy bullet", '*', Ink.PURPLE),
          new Channel(FRIENDLY_BULLET, "bullet", '+', Ink.OLIVE),
          new Channel(BACK, "back", '=', Ink.BLUE),
          new Channel(FRONT, "front", '@', Ink.ORANGE));

  private static final int DEEPEST = 8;
  private static final int GAUGE_ROW = 9;
  private static final int START = 5;
  private static final int FULL_OXYGEN = 200;
  private static final int MOST_DIVERS = 6;
  private static final int SPAWN_INTERVAL = 20;
  private static final int DIVER_SPAWN_INTERVAL = 30;
  private static final int MOVE_INTERVAL = 5;
  private static final int SHORTEST_MOVE_INTERVAL = 2;
  private static final int DIVER_MOVE_INTERVAL = 5;
  private static final int ENEMY_SHOT_INTERVAL = 10;
  private static final int GUN_INTERVAL = 5;
  private static final double SUBMARINE_PROBABILITY = 1.0 / 3;

  private final boolean ramping;
  private final Movers bullets = new Movers();
  private final Movers divers = new Movers();
  private final Movers submarines = new Movers();
  private final Movers enemyBullets = new Movers();
  private final Movers fish = new Movers();
  private int x;
  private int y;
  private boolean facesRight;
  private int oxygen;

  /** Divers aboard; below 0 after six were brought up. */
  private int aboard;

  private int spawnInterval;
  private int spawnCountdown;
  private int diverSpawnCountdown;
  private int moveInterval;
  private int gunCountdown;
  private boolean surfaced;
  private int level;
  private boolean over;

  Seaquest(boolean ramping) {
    this.ramping = ramping;
  }

  @Override
  public ImmutableList<Channel> look() {
    return LOOK;
  }

  @Override
  public int channels() {
    return 10;
  }

  /** How often enemies have become faster. */
  int level() {
    return level;
  }

  @Override
  public void reset(RandomGenerator random) {
    bullets.clear();
    divers.clear();
    submarines.clear();
    enemyBullets.clear();
    fish.clear();
    x = START;
    y = 0;
    facesRight = false;
    oxygen = FULL_OXYGEN;
    aboard = 0;
    spawnInterval = SPAWN_INTERVAL;
    spawnCountdown = SPAWN_INTERVAL;
    diverSpawnCountdown = DIVER_SPAWN_INTERVAL;
    moveInterval = MOVE_INTERVAL;
    gunCountdown = 0;
    surfaced = true;
    level = 0;
    over = false;
  }

  @Override
  public int step(int action, RandomGenerator random) {
    if (spawnCountdown == 0) {
      spawnEnemy(random);
      spawnCountdown = spawnInterval;
    }
    if (diverSpawnCountdown == 0) {
      diverSpawnCountdown = DIVER_SPAWN_INTERVAL;
      boolean right = random.nextDouble() < 0.5;
      divers.add(entrance(right), row(random), right, DIVER_MOVE_INTERVAL, 0);
    }
    act(action);
    int reward = moveBullets();
    moveDivers();
    reward += moveEnemies(submarines, true);
    moveEnemyBullets();
    reward += moveEnemies(fish, false);
    spawnCountdown -= spawnCountdown > 0 ? 1 : 0;
    diverSpawnCountdown -= diverSpawnCountdown > 0 ? 1 : 0;
    gunCountdown -= gunCountdown > 0 ? 1 : 0;
    over |= oxygen <= 0;
    return reward + breathe();
  }

  private static int entrance(boolean right) {
    return right ? 0 : Frame.SIZE - 1;
  }

  private static int row(RandomGenerator random) {
    return 1 + random.nextInt(DEEPEST);
  }

  private void spawnEnemy(RandomGenerator random) {
    boolean right = random.nextDouble() < 0.5;
    boolean isSubmarine = random.nextDouble() < SUBMARINE_PROBABILITY;
    int row = row(random);
    if (submarines.anyAgainst(row, right) || fish.anyAgainst(row, right)) {
      return;
    }
    if (isSubmarine) {
      submarines.add(entrance(right), row, right, moveInterval, ENEMY_SHOT_INTERVAL);
    } else {
      fish.add(entrance(right), row, right, moveInterval, 0);
    }
  }

  private void act(int action) {
    switch (action) {
      case FIRE -> {
        if (gunCountdown == 0) {
          bullets.add(x, y, facesRight, 0, 0);
          gunCountdown = GUN_INTERVAL;
        }
      }
      case LEFT, RIGHT -> {
        x = Game.movedAcross(x, action);
        facesRight = action == RIGHT;
      }
      case UP -> y = Math.max(0, y - 1);
      case DOWN -> y = Math.min(DEEPEST, y + 1);
      default -> {}
    }
  }

  private int moveBullets() {
    int reward = 0;
    for (int i = bullets.size() - 1; i >= 0; i--) {
      if (!bullets.move(i)) {
        bullets.remove(i);
      } else if (removeAt(fish, bullets.x(i), bullets.y(i))
          || removeAt(submarines, bullets.x(i), bullets.y(i))) {
        bullets.remove(i);
        reward++;
      }
    }
    return reward;
  }

  private static boolean removeAt(Movers movers, int x, int y) {
    int first = movers.at(x, y);
    if (first == Movers.NONE) {
      return false;
    }
    movers.remove(first);
    return true;
  }

  private void moveDivers() {
    for (int i = divers.size() - 1; i >= 0; i--) {
      if (takesAboard(i)) {
        continue;
      }
      if (divers.isToMove(i, DIVER_MOVE_INTERVAL)) {
        if (divers.move(i)) {
          takesAboard(i);
        } else {
          divers.remove(i);
        }
      }
    }
  }

  private boolean takesAboard(int diver) {
    if (aboard >= MOST_DIVERS || !divers.isAt(diver, x, y)) {
      return false;
    }
    divers.remove(diver);
    aboard++;
    return true;
  }

  /** The reward for those that met a bullet. */
  private int moveEnemies(Movers enemies, boolean shooting) {
    int reward = 0;
    for (int i = enemies.size() - 1; i >= 0; i--) {
      over |= enemies.isAt(i, x, y);
      boolean gone = false;
      if (enemies.isToMove(i, moveInterval)) {
        if (!enemies.move(i)) {
          gone = true;
        } else if (enemies.isAt(i, x, y)) {
          over = true;
        } else if (removeAt(bullets, enemies.x(i), enemies.y(i))) {
          gone = true;
          reward++;
        }
      }
      // One that has just gone shoots all the same.
      if (shooting && enemies.isToShoot(i, ENEMY_SHOT_INTERVAL)) {
        enemyBullets.add(enemies.x(i), enemies.y(i), enemies.goesRight(i), 0, 0);
      }
      if (gone) {
        enemies.remove(i);
      }
    }
    return reward;
  }

  private void moveEnemyBullets() {
    for (int i = enemyBullets.size() - 1; i >= 0; i--) {
      over |= enemyBullets.isAt(i, x, y);
      if (enemyBullets.move(i)) {
        over |= enemyBullets.isAt(i, x, y);
      } else {
        enemyBullets.remove(i);
      }
    }
  }

  /** Uses up oxygen, or surfaces; the reward for those who were brought up. */
  private int breathe() {
    if (y > 0) {
      oxygen--;
      surfaced = false;
      return 0;
    }
    if (surfaced) {
      return 0;
    }
    if (aboard == 0) {
      over = true;
      return 0;
    }
    surfaced = true;
    int reward = 0;
    if (aboard == MOST_DIVERS) {
      reward = oxygenShown();
      aboard = 0;
    }
    oxygen = FULL_OXYGEN;
    aboard--;
    if (ramping && (spawnInterval > 1 || moveInterval > SHORTEST_MOVE_INTERVAL)) {
      ramp();
    }
    return reward;
  }

  private void ramp() {
    if (moveInterval > SHORTEST_MOVE_INTERVAL && level % 2 == 1) {
      moveInterval--;
    }
    if (spawnInterval > 1) {
      spawnInterval--;
    }
    level++;
  }

  private int oxygenShown() {
    return Math.max(0, oxygen) * Frame.SIZE / FULL_OXYGEN;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void show(Frame frame) {
    frame.show(FRONT, x, y);
    frame.show(BACK, x + (facesRight ? -1 : 1), y);
    frame.showRow(OXYGEN_GAUGE, GAUGE_ROW, (1 << oxygenShown()) - 1);
    for (int i = 0; i < aboard; i++) {
      frame.show(DIVER_GAUGE, GAUGE_ROW - 1 - i, GAUGE_ROW);
    }
    bullets.show(frame, FRIENDLY_BULLET);
    enemyBullets.show(frame, ENEMY_BULLET);
    fish.show(frame, FISH, TRAIL);
    submarines.show(frame, ENEMY_SUBMARINE, TRAIL);
    divers.show(frame, DIVER, TRAIL);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    for (Movers movers : new Movers[] {bullets, divers, submarines, enemyBullets, fish}) {
      movers.saveState(out);
    }
    out.writeInt(x);
    out.writeInt(y);
    out.writeBoolean(facesRight);
    out.writeInt(oxygen);
    out.writeInt(aboard);
    out.writeInt(spawnInterval);
    out.writeInt(spawnCountdown);
    out.writeInt(diverSpawnCountdown);
    out.writeInt(moveInterval);
    out.writeInt(gunCountdown);
    out.writeBoolean(surfaced);
    out.writeInt(level);
    out.writeBoolean(over);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    for (Movers movers : new Movers[] {bullets, divers, submarines, enemyBullets, fish}) {
      movers.loadState(in);
    }
    x = in.readInt();
    y = in.readInt();
    facesRight = in.readBoolean();
    oxygen = in.readInt();
    aboard = in.readInt();
    spawnInterval = in.readInt();
    spawnCountdown = in.readInt();
    diverSpawnCountdown = in.readInt();
    moveInterval = in.readInt();
    gunCountdown = in.readInt();
    surfaced = in.readBoolean();
    level = in.readInt();
    over = in.readBoolean();
  }
}
