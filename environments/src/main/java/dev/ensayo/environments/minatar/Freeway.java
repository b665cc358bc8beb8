package dev.ensayo.environments.minatar;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.drawing.Ink;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Bring a chicken over a road of eight lanes as often as the time allows. */
final class Freeway implements Game {
  private static final int CHICKEN = 0;
  private static final int CAR = 1;

  /** Speed v is shown in this channel plus v. */
  private static final int SPEED = 1;

  private static final ImmutableList<Channel> LOOK =
      ImmutableList.of(
          new Channel(CAR, "car", '#', Ink.PLAIN),
          new Channel(SPEED + 1, "speed 1", '1', Ink.GREY),
          new Channel(SPEED + 2, "2", '2', Ink.SKY),
          new Channel(SPEED + 3, "3", '3', Ink.BLUE),
          new Channel(SPEED + 4, "4", '4', Ink.PURPLE),
          new Channel(SPEED + 5, "5", '5', Ink.RED),
          new Channel(CHICKEN, "chicken", '@', Ink.ORANGE));

  private static final int CARS = 8;
  private static final int FIRST_ROW = 1;
  private static final int COLUMN = 4;
  private static final int START_ROW = 9;
  private static final int MOVE_INTERVAL = 3;
  private static final int TIME = 2500;
  private static final int FASTEST = 5;

  private final int[] places = new int[CARS];
  private final int[] speeds = new int[CARS];
  private final int[] countdowns = new int[CARS];
  private final boolean[] goesRight = new boolean[CARS];
  private int row;
  private int moveCountdown;
  private int time;
  private boolean over;

  @Override
  public ImmutableList<Channel> look() {
    return LOOK;
  }

  @Override
  public int channels() {
    return SPEED + FASTEST + 1;
  }

  @Override
  public void reset(RandomGenerator random) {
    drawCars(random);
    Arrays.fill(places, 0);
    row = START_ROW;
    moveCountdown = MOVE_INTERVAL;
    time = TIME;
    over = false;
  }

  private void drawCars(RandomGenerator random) {
    for (int car = 0; car < CARS; car++) {
      speeds[car] = 1 + random.nextInt(FASTEST);
      countdowns[car] = speeds[car];
    }
    for (int car = 0; car < CARS; car++) {
      goesRight[car] = random.nextDouble() > 0.5;
    }
  }

  @Override
  public int step(int action, RandomGenerator random) {
    if (moveCountdown == 0 && (action == UP || action == DOWN)) {
      moveCountdown = MOVE_INTERVAL;
      row = action == UP ? Math.max(0, row - 1) : Math.min(START_ROW, row + 1);
    }
    int reward = 0;
    if (row == 0) {
      reward = 1;
      drawCars(random);
      row = START_ROW;
    }
    for (int car = 0; car < CARS; car++) {
      drive(car);
    }
    moveCountdown -= moveCountdown > 0 ? 1 : 0;
    time--;
    over = time < 0;
    return reward;
  }

  private void drive(int car) {
    collide(car);
    if (countdowns[car] > 0) {
      countdowns[car]--;
      return;
    }
    countdowns[car] = speeds[car];
    places[car] = around(places[car] + (goesRight[car] ? 1 : -1));
    collide(car);
  }

  private void collide(int car) {
    if (places[car] == COLUMN && FIRST_ROW + car == row) {
      row = START_ROW;
    }
  }

  private static int around(int place) {
    return Math.floorMod(place, Frame.SIZE);
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void show(Frame frame) {
    frame.show(CHICKEN, COLUMN, row);
    for (int car = 0; car < CARS; car++) {
      frame.show(CAR, places[car], FIRST_ROW + car);
      int behind = around(places[car] + (goesRight[car] ? -1 : 1));
      frame.show(SPEED + speeds[car], behind, FIRST_ROW + car);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInts(places);
    out.writeInts(speeds);
    out.writeInts(countdowns);
    for (boolean right : goesRight) {
      out.writeBoolean(right);
    }
    out.writeInt(row);
    out.writeInt(moveCountdown);
    out.writeInt(time);
    out.writeBoolean(over);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.readInts(places);
    in.readInts(speeds);
    in.readInts(countdowns);
    for (int car = 0; car < CARS; car++) {
      goesRight[car] = in.readBoolean();
    }
    row = in.readInt();
    moveCountdown = in.readInt();
    time = in.readInt();
    over = in.readBoolean();
  }
}
