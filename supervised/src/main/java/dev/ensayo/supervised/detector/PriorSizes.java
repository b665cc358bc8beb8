package dev.ensayo.supervised.detector;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.scenes.SceneObject;
import dev.ensayo.core.scenes.Scenes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sizes of boxes by k-means over those of the training part, with 1 − intersection over union as
 * distance (Redmon and Farhadi, "YOLO9000", 2017, section 2, "Dimension clusters"). It begins with
 * sizes at equal distances in the order of areas, so that nothing is drawn.
 */
final class PriorSizes {
  private static final int MOST_ROUNDS = 100;

  private PriorSizes() {}

  /**
   * The sizes of a part, from the smallest; squares of some side where no scene has an object.
   *
   * @param count B, at least 1
   * @param otherwise side of a square, in pixels
   */
  static ImmutableList<PriorSize> of(Scenes scenes, int count, double otherwise) {
    List<PriorSize> sizes = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      for (SceneObject object : scenes.objects(i)) {
        sizes.add(new PriorSize(object.box().width(), object.box().height()));
      }
    }
    if (sizes.isEmpty()) {
      sizes.add(new PriorSize(otherwise, otherwise));
    }
    return clusters(sizes, count);
  }

  static ImmutableList<PriorSize> clusters(List<PriorSize> sizes, int count) {
    List<PriorSize> sorted = new ArrayList<>(sizes);
    sorted.sort(Comparator.comparingDouble(PriorSize::area));
    List<PriorSize> centers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      centers.add(sorted.get((int) ((i + 0.5) * sorted.size() / count)));
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<PriorSize> moved = moved(sorted, centers);
      if (moved.equals(centers)) {
        break;
      }
      centers = moved;
    }
    centers.sort(Comparator.comparingDouble(PriorSize::area));
    return ImmutableList.copyOf(centers);
  }

  private static List<PriorSize> moved(List<PriorSize> sizes, List<PriorSize> centers) {
    double[] widths = new double[centers.size()];
    double[] heights = new double[centers.size()];
    int[] members = new int[centers.size()];
    for (PriorSize size : sizes) {
      int nearest = nearest(size, centers);
      widths[nearest] += size.width();
      heights[nearest] += size.height();
      members[nearest]++;
    }
    List<PriorSize> moved = new ArrayList<>();
    for (int i = 0; i < members.length; i++) {
      moved.add(
          members[i] == 0
              ? centers.get(i)
              : new PriorSize(widths[i] / members[i], heights[i] / members[i]));
    }
    return moved;
  }

  /** The first of equally near ones. */
  private static int nearest(PriorSize size, List<PriorSize> centers) {
    int nearest = 0;
    for (int i = 1; i < centers.size(); i++) {
      if (size.intersectionOverUnion(centers.get(i))
          > size.intersectionOverUnion(centers.get(nearest))) {
        nearest = i;
      }
    }
    return nearest;
  }
}
