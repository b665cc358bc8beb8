package dev.ensayo.supervised.passes;

import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;

/** What a network says all over a plane, with examples on it. */
public final class PlaneField {
  private static final int SIDE = 60;
  private static final double MARGIN = 0.25;
  private static final double LEAST_MARGIN = 1e-3;

  private final double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
  private final double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
  private final List<Exhibit.Points.Point> points;

  /** Probabilities of K classes, {@code [count, K]}, of points {@code [count, 2]}. */
  public interface Classifier {
    float[] probabilities(float[] points, int count);
  }

  /**
   * @param spanned points around which the plane is cut out, with a margin
   * @param drawn the points that are drawn
   */
  public PlaneField(List<double[]> spanned, List<Exhibit.Points.Point> drawn) {
    this.points = List.copyOf(drawn);
    for (double[] point : spanned) {
      for (int axis = 0; axis < 2; axis++) {
        low[axis] = Math.min(low[axis], point[axis]);
        high[axis] = Math.max(high[axis], point[axis]);
      }
    }
    for (int axis = 0; axis < 2; axis++) {
      double margin = Math.max(MARGIN * (high[axis] - low[axis]), LEAST_MARGIN);
      low[axis] -= margin;
      high[axis] += margin;
    }
  }

  /**
   * The exhibit.
   *
   * @param classes K of them, by number
   */
  public Exhibit exhibit(
      String name, String title, String caption, List<String> classes, Classifier classifier) {
    return new Exhibit.Field(
        name,
        title,
        caption,
        low[0],
        high[0],
        low[1],
        high[1],
        values(classes.size(), classifier),
        points,
        classes.size() == 2 ? List.of() : classes);
  }

  private List<List<Double>> values(int classes, Classifier classifier) {
    float[] grid = new float[SIDE * SIDE * 2];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int at = (y * SIDE + x) * 2;
        grid[at] = (float) (low[0] + (high[0] - low[0]) * x / (SIDE - 1));
        grid[at + 1] = (float) (low[1] + (high[1] - low[1]) * y / (SIDE - 1));
      }
    }
    float[] probabilities = classifier.probabilities(grid, SIDE * SIDE);
    List<List<Double>> rows = new ArrayList<>();
    for (int y = 0; y < SIDE; y++) {
      List<Double> row = new ArrayList<>();
      for (int x = 0; x < SIDE; x++) {
        int at = (y * SIDE + x) * classes;
        row.add(
            classes == 2
                ? Math.round(probabilities[at + 1] * 1e4) / 1e4
                : share(probabilities, at, classes));
      }
      rows.add(row);
    }
    return rows;
  }

  /** The number of the likeliest class as a share of the largest. */
  private static double share(float[] probabilities, int at, int classes) {
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (probabilities[at + k] > probabilities[at + best]) {
        best = k;
      }
    }
    return best / (double) (classes - 1);
  }
}
