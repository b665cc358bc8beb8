package dev.ensayo.environments.minigrid;

import dev.ensayo.core.environment.ObservationSpec;
import java.util.Arrays;

/**
 * A cell as three ones among zeros: a channel for each type, each colour and each state; where the
 * heading is told, four more of which one is 1 everywhere.
 */
final class OneHot implements Coding {
  private final ObservationSpec spec;
  private final int plane;
  private final int headings;
  private final float[] bits;

  /** Where the ones of the cells are, three of each. */
  private final int[] ones;

  private int heading;

  /**
   * @param states how many states a cell can have
   */
  OneHot(int height, int width, int states, boolean headingTold) {
    int channels = Cell.TYPES + Cell.COLOURS + states;
    this.spec = ObservationSpec.bits(channels + (headingTold ? Heading.COUNT : 0), height, width);
    this.plane = height * width;
    this.headings = headingTold ? channels * plane : -1;
    this.bits = new float[spec.size()];
    this.ones = new int[3 * plane];
  }

  @Override
  public ObservationSpec spec() {
    return spec;
  }

  @Override
  public float[] encode(int[] cells, int towards) {
    for (int one : ones) {
      bits[one] = 0;
    }
    int next = 0;
    for (int i = 0; i < plane; i++) {
      int cell = cells[i];
      next = turnOn(Cell.type(cell), i, next);
      next = turnOn(Cell.TYPES + Cell.colour(cell), i, next);
      next = turnOn(Cell.TYPES + Cell.COLOURS + Cell.state(cell), i, next);
    }
    if (headings >= 0) {
      fill(heading, 0);
      heading = towards;
      fill(heading, 1);
    }
    return bits;
  }

  private int turnOn(int channel, int cell, int next) {
    int at = channel * plane + cell;
    bits[at] = 1;
    ones[next] = at;
    return next + 1;
  }

  private void fill(int direction, float value) {
    int from = headings + direction * plane;
    Arrays.fill(bits, from, from + plane, value);
  }
}
