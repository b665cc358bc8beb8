package dev.ensayo.supervised.passes;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the last hidden layer puts the examples, if it has two units: the plane that the output
 * layer parts with a line.
 */
public final class HiddenPlane {
  private static final int MOST_POINTS = 300;

  private final SmallNetwork after;
  private final DenseChain before;
  private final List<String> classes;

  /**
   * @param after the network as it was trained
   * @param before the same before training
   * @param classes K names
   */
  public HiddenPlane(SmallNetwork after, DenseChain before, List<String> classes) {
    this.after = after;
    this.before = before;
    this.classes = ImmutableList.copyOf(classes);
  }

  /** Whether there is such a plane. */
  public static boolean isIn(DenseChain chain) {
    ImmutableList<Integer> widths = chain.widths();
    return widths.size() > 2 && widths.get(widths.size() - 2) == 2;
  }

  /** The plane before and after training; once if they are the same. */
  public List<Exhibit> all() {
    if (before.hasWeightsOf(after.chain())) { // nothing was learned
      return ImmutableList.of(plane(before, "hidden-plane-before", "The hidden plane"));
    }
    return ImmutableList.of(
        plane(before, "hidden-plane-before", "The hidden plane before training"),
        plane(after.chain(), "hidden-plane-after", "The hidden plane after training"));
  }

  private Exhibit plane(DenseChain chain, String name, String title) {
    int last = chain.widths().size() - 2;
    List<double[]> places = new ArrayList<>();
    List<Exhibit.Points.Point> points = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_POINTS, after.examples().size()); i++) {
      double[] place = chain.forward(after.input(i)).get(last - 1).outputs();
      places.add(place);
      points.add(
          new Exhibit.Points.Point("", classes.get(after.examples().label(i)), place[0], place[1]));
    }
    return new PlaneField(places, points)
        .exhibit(
            name,
            title,
            "Training examples where the two units of the last hidden layer put them, and what the"
                + " output layer, which draws a straight line, says of each place.",
            classes,
            (grid, count) -> probabilities(chain, last, grid, count));
  }

  private float[] probabilities(DenseChain chain, int layer, float[] grid, int count) {
    float[] probabilities = new float[count * classes.size()];
    for (int i = 0; i < count; i++) {
      double[] outputs =
          chain.forward(new double[] {grid[2 * i], grid[2 * i + 1]}, layer).get(0).outputs();
      double[] ofPlace = after.question().probabilities(outputs);
      for (int k = 0; k < ofPlace.length; k++) {
        probabilities[i * ofPlace.length + k] = (float) ofPlace[k];
      }
    }
    return probabilities;
  }
}
