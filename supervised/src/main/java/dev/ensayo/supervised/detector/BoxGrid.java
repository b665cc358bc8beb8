package dev.ensayo.supervised.detector;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.detection.Detection;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Between boxes and the numbers of a grid of cells, {@code [B·(5 + K), rows, columns]}: of each of
 * the B boxes of a cell t_x, t_y, t_w, t_h, t_o and a number for each class.
 *
 * <p>The box of a cell in column c_x and row c_y, with a prior size p_w × p_h, has its center at
 * (c_x + σ(t_x), c_y + σ(t_y)) cells and the size p_w·exp(t_w) × p_h·exp(t_h); there is an object
 * with probability σ(t_o), whose class is a softmax (Redmon and Farhadi, "YOLO9000", 2017, section
 * 2, "Direct location prediction").
 *
 * @param cell side of a cell, in pixels
 * @param columns of cells
 * @param rows of cells
 * @param classes K
 * @param priors size of each of the B boxes of a cell
 */
record BoxGrid(int cell, int columns, int rows, int classes, ImmutableList<PriorSize> priors) {
  /** Numbers of a box before those of the classes: t_x, t_y, t_w, t_h, t_o. */
  static final int PLACE = 5;

  static final int WIDE = 2;
  static final int HIGH = 3;
  static final int OBJECT = 4;

  /** Numbers of a target: whether there is an object, σ(t_x), σ(t_y), t_w, t_h, and its class. */
  static final int TARGET = 6;

  static final int TARGET_CLASS = 5;

  static BoxGrid of(DetectorConfig config, ScenesSpec scenes, ImmutableList<PriorSize> priors) {
    return new BoxGrid(
        config.cell(),
        scenes.width() / config.cell(),
        scenes.height() / config.cell(),
        scenes.classes().size(),
        priors);
  }

  /**
   * 5 + K.
   *
   * @param classes K
   */
  static int numbersOfBox(int classes) {
    return PLACE + classes;
  }

  /** Cells. */
  int cells() {
    return columns * rows;
  }

  /** Boxes of the whole grid: B times the cells. */
  int boxes() {
    return priors.size() * cells();
  }

  /** Numbers of the whole grid. */
  int outputs() {
    return boxes() * numbersOfBox(classes);
  }

  /**
   * Where a number of a box is.
   *
   * @param box in [0, {@link #boxes}): prior by prior, each cell by cell
   * @param number t_x, t_y, t_w, t_h, t_o, then those of the classes
   */
  int index(int box, int number) {
    int prior = box / cells();
    return (prior * numbersOfBox(classes) + number) * cells() + box % cells();
  }

  /**
   * Gives each object the box that shall find it: in the cell of its center that whose prior shape
   * shares most with it, of those that no other object has; none if the cell has no more.
   *
   * @param targets receive {@link #TARGET} numbers for each box from {@code offset} on
   * @return how many objects have got one
   */
  int assign(List<SceneObject> objects, float[] targets, int offset) {
    Arrays.fill(targets, offset, offset + boxes() * TARGET, 0);
    int assigned = 0;
    for (SceneObject object : objects) {
      Box box = object.box();
      double x = box.centerX() / cell;
      double y = box.centerY() / cell;
      int column = Math.min(columns - 1, (int) x);
      int row = Math.min(rows - 1, (int) y);
      PriorSize size = new PriorSize(box.width(), box.height());
      int prior = freePrior(size, row * columns + column, targets, offset);
      if (prior >= 0) {
        int at = offset + (prior * cells() + row * columns + column) * TARGET;
        targets[at] = 1;
        targets[at + 1] = (float) (x - column);
        targets[at + 2] = (float) (y - row);
        targets[at + 1 + WIDE] = (float) Math.log(size.width() / priors.get(prior).width());
        targets[at + 1 + HIGH] = (float) Math.log(size.height() / priors.get(prior).height());
        targets[at + TARGET_CLASS] = object.label();
        assigned++;
      }
    }
    return assigned;
  }

  private int freePrior(PriorSize size, int place, float[] targets, int offset) {
    int best = -1;
    for (int prior = 0; prior < priors.size(); prior++) {
      boolean isFree = targets[offset + (prior * cells() + place) * TARGET] == 0;
      if (isFree
          && (best < 0
              || size.intersectionOverUnion(priors.get(prior))
                  > size.intersectionOverUnion(priors.get(best)))) {
        best = prior;
      }
    }
    return best;
  }

  /**
   * What the numbers say: of each box and each class that is sure enough, with the score σ(t_o)·
   * softmax. No box is larger than the picture.
   *
   * @param numbers of one picture from {@code offset} on
   * @param leastScore in [0, 1]
   */
  List<Detection> found(float[] numbers, int offset, double leastScore) {
    List<Detection> found = new ArrayList<>();
    double[] shares = new double[classes];
    for (int box = 0; box < boxes(); box++) {
      double object = sigmoid(numbers[offset + index(box, OBJECT)]);
      if (object < leastScore) {
        continue;
      }
      logSoftmax(numbers, offset, box, 0, shares);
      Box place = box(numbers, offset, box);
      for (int label = 0; label < classes; label++) {
        if (object * shares[label] >= leastScore) {
          found.add(new Detection(label, object * shares[label], place));
        }
      }
    }
    return found;
  }

  private Box box(float[] numbers, int offset, int box) {
    PriorSize prior = priors.get(box / cells());
    int place = box % cells();
    int row = place / columns;
    double x = place % columns + sigmoid(numbers[offset + index(box, 0)]);
    double y = row + sigmoid(numbers[offset + index(box, 1)]);
    double width = prior.width() * Math.exp(numbers[offset + index(box, WIDE)]);
    double height = prior.height() * Math.exp(numbers[offset + index(box, HIGH)]);
    return Box.around(
        x * cell,
        y * cell,
        Math.min(width, (double) columns * cell),
        Math.min(height, (double) rows * cell));
  }

  /**
   * The shares of the classes, and the logarithm of one.
   *
   * @param label whose logarithm is asked for
   * @param shares receive the softmax, {@code [K]}
   */
  double logSoftmax(float[] numbers, int offset, int box, int label, double[] shares) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      largest = Math.max(largest, numbers[offset + index(box, PLACE + i)]);
    }
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      shares[i] = Math.exp(numbers[offset + index(box, PLACE + i)] - largest);
      sum += shares[i];
    }
    for (int i = 0; i < classes; i++) {
      shares[i] /= sum;
    }
    return numbers[offset + index(box, PLACE + label)] - largest - Math.log(sum);
  }

  static double sigmoid(double t) {
    return 1 / (1 + Math.exp(-t));
  }
}
