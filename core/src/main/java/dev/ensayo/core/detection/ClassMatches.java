package dev.ensayo.core.detection;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.scenes.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The detections of one class on all scenes, and which of them are right at each threshold.
 *
 * <p>On each scene the surest chooses first: of the boxes that are left and share enough with it
 * that which shares most (of equals the last). What finds none, as a second detection of one
 * object, is wrong.
 */
final class ClassMatches {
  /**
   * A detection.
   *
   * @param isRight at each of the {@link OverlapThresholds}
   */
  private record Judged(double score, boolean[] isRight) {}

  private final List<Judged> judged = new ArrayList<>();
  private int objects;

  /** Objects of the class that were to be found. */
  int objects() {
    return objects;
  }

  /**
   * Looks at one more scene.
   *
   * @param boxes of the class that are there
   * @param found detections of the class, the surest first
   */
  void add(ImmutableList<Box> boxes, List<Detection> found) {
    objects += boxes.size();
    boolean[][] isRight = new boolean[found.size()][OverlapThresholds.COUNT];
    for (int threshold = 0; threshold < OverlapThresholds.COUNT; threshold++) {
      boolean[] isTaken = new boolean[boxes.size()];
      for (int i = 0; i < found.size(); i++) {
        int choice = choose(found.get(i).box(), boxes, isTaken, OverlapThresholds.of(threshold));
        if (choice >= 0) {
          isTaken[choice] = true;
          isRight[i][threshold] = true;
        }
      }
    }
    for (int i = 0; i < found.size(); i++) {
      judged.add(new Judged(found.get(i).score(), isRight[i]));
    }
  }

  private static int choose(Box found, List<Box> boxes, boolean[] isTaken, double threshold) {
    double most = threshold;
    int choice = -1;
    for (int i = 0; i < boxes.size(); i++) {
      double shared = isTaken[i] ? -1 : found.intersectionOverUnion(boxes.get(i));
      if (shared >= most) {
        most = shared;
        choice = i;
      }
    }
    return choice;
  }

  /**
   * How precise the class is at each recall.
   *
   * @param threshold number of one of the {@link OverlapThresholds}
   */
  PrecisionRecall curve(int threshold) {
    boolean[] isRight = new boolean[judged.size()];
    List<Judged> sorted = new ArrayList<>(judged);
    sorted.sort(Comparator.comparingDouble(Judged::score).reversed());
    for (int i = 0; i < isRight.length; i++) {
      isRight[i] = sorted.get(i).isRight[threshold];
    }
    return PrecisionRecall.of(isRight, objects);
  }
}
