package dev.ensayo.supervised.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorLossTest {
  private static final BoxGrid GRID =
      new BoxGrid(8, 3, 2, 4, ImmutableList.of(new PriorSize(8, 8), new PriorSize(6, 12)));
  private static final LossWeights WEIGHTS = new LossWeights(5, 1.5, 0.5, 2);
  private static final int BATCH = 2;

  private final float[][] outputs = new float[1][BATCH * GRID.outputs()];
  private final float[][] gradients = new float[1][BATCH * GRID.outputs()];

  private static DetectorLoss loss(BoxGrid grid, LossWeights weights, float[] targets) {
    DetectorLoss loss = new DetectorLoss(grid, weights);
    loss.setTargets(targets);
    return loss;
  }

  private static float[] targets() {
    float[] targets = new float[BATCH * GRID.boxes() * BoxGrid.TARGET];
    GRID.assign(
        List.of(
            new SceneObject(2, new Box(1, 2, 10, 5)),
            new SceneObject(1, new Box(2, 1, 7, 9)),
            new SceneObject(3, new Box(18, 9, 5, 6.5))),
        targets,
        0);
    GRID.assign(
        List.of(new SceneObject(0, new Box(9, 8, 6, 8))), targets, GRID.boxes() * BoxGrid.TARGET);
    return targets;
  }

  /** Numbers are of few bits, so that each step of the differences is exact. */
  @Test
  void gradientIsThatOfFiniteDifferences() {
    RandomStream random = new SeedSequence(1).stream("outputs");
    for (int i = 0; i < outputs[0].length; i++) {
      outputs[0][i] = (random.nextInt(513) - 256) / 128f;
    }
    DetectorLoss loss = loss(GRID, WEIGHTS, targets());
    Arrays.fill(gradients[0], Float.NaN); // all of it is to be written
    loss.compute(outputs, BATCH, gradients);
    float[] gradient = gradients[0].clone();
    float step = 1f / 1024;
    for (int i = 0; i < gradient.length; i++) {
      float value = outputs[0][i];
      outputs[0][i] = value + step;
      double above = loss.compute(outputs, BATCH, gradients);
      outputs[0][i] = value - step;
      double below = loss.compute(outputs, BATCH, gradients);
      outputs[0][i] = value;
      double expected = (above - below) / (2 * step);
      assertThat((double) gradient[i])
          .as("number " + i)
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
  }

  /**
   * One cell, one box, two classes; the object lies in its middle and has the size of the prior.
   * With all numbers 0: no error of place or size, ln 2 of objectness, ln 2 of class.
   */
  @Test
  void lossByHand() {
    BoxGrid one = new BoxGrid(8, 1, 1, 2, ImmutableList.of(new PriorSize(4, 4)));
    float[] targets = new float[BoxGrid.TARGET];
    one.assign(List.of(new SceneObject(1, new Box(2, 2, 4, 4))), targets, 0);
    float[][] numbers = new float[1][7];
    DetectorLoss loss = loss(one, WEIGHTS, targets);
    double value = loss.compute(numbers, 1, new float[1][7]);
    assertThat(loss.boxLoss()).isZero();
    assertThat(loss.objectLoss()).isCloseTo(1.5 * Math.log(2), within(1e-12));
    assertThat(loss.classLoss()).isCloseTo(2 * Math.log(2), within(1e-12));
    assertThat(value).isCloseTo(3.5 * Math.log(2), within(1e-12));
    // A box e times as wide, at 3/4 of the cell: (3/4 - 1/2)^2 and 1^2, five times each.
    numbers[0][0] = (float) Math.log(3);
    numbers[0][2] = 1;
    loss.compute(numbers, 1, new float[1][7]);
    assertThat(loss.boxLoss()).isCloseTo(5 * (1.0 / 16 + 1), within(1e-6));
    // Nothing there: half of ln 2 for the objectness alone.
    one.assign(List.of(), targets, 0);
    assertThat(loss.compute(numbers, 1, new float[1][7]))
        .isCloseTo(0.5 * Math.log(2), within(1e-12));
  }

  @Test
  void largeNumbersGiveNoInfinity() {
    Arrays.fill(outputs[0], 500);
    assertThat(loss(GRID, WEIGHTS, targets()).compute(outputs, BATCH, gradients)).isFinite();
    Arrays.fill(outputs[0], -500);
    assertThat(loss(GRID, WEIGHTS, targets()).compute(outputs, BATCH, gradients)).isFinite();
    for (float slope : gradients[0]) {
      assertThat(slope).isFinite();
    }
  }
}
