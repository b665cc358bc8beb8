package dev.ensayo.environments.minigrid;

import dev.ensayo.core.environment.ObservationSpec;
import java.util.Arrays;

/**
 * A cell as three numbers, its type, its colour and its state, {@code [3, H, W]}; where the heading
 * is told, a fourth channel has it in every cell.
 */
final class Numbers implements Coding {
  private final ObservationSpec spec;
  private final int plane;
  private final boolean headingTold;
  private final float[] numbers;

  Numbers(int height, int width, boolean headingTold) {
    this.spec = ObservationSpec.bytes(headingTold ? 4 : 3, height, width);
    this.plane = height * width;
    this.headingTold = headingTold;
    this.numbers = new float[spec.size()];
  }

  @Override
  public ObservationSpec spec() {
    return spec;
  }

  @Override
  public float[] encode(int[] cells, int heading) {
    for (int i = 0; i < plane; i++) {
      numbers[i] = Cell.type(cells[i]);
      numbers[plane + i] = Cell.colour(cells[i]);
      numbers[2 * plane + i] = Cell.state(cells[i]);
    }
    if (headingTold) {
      Arrays.fill(numbers, 3 * plane, 4 * plane, heading);
    }
    return numbers;
  }
}
