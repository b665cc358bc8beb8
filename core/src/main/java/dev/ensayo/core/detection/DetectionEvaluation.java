package dev.ensayo.core.detection;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import dev.ensayo.core.scenes.Box;
import dev.ensayo.core.scenes.SceneObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Compares what was found with what is there, scene by scene, and computes COCO's average precision
 * (Lin et al., "Microsoft COCO: common objects in context", 2014; the definition is that of its
 * program, pycocotools). Not thread-safe.
 */
public final class DetectionEvaluation {
  /** Detections of one class on one scene that count, the surest. */
  public static final int MOST_DETECTIONS = 100;

  private final ImmutableList<ClassMatches> classes;

  /**
   * @param classes K
   */
  public DetectionEvaluation(int classes) {
    this.classes =
        Stream.generate(ClassMatches::new).limit(classes).collect(ImmutableList.toImmutableList());
  }

  /**
   * Looks at one more scene.
   *
   * @param there what is on it
   * @param found in any order; of equally sure ones that which comes first is surer
   */
  public void add(List<SceneObject> there, List<Detection> found) {
    for (int label = 0; label < classes.size(); label++) {
      classes.get(label).add(boxes(there, label), surest(found, label));
    }
  }

  private static ImmutableList<Box> boxes(List<SceneObject> there, int label) {
    return there.stream()
        .filter(object -> object.label() == label)
        .map(SceneObject::box)
        .collect(ImmutableList.toImmutableList());
  }

  private static List<Detection> surest(List<Detection> found, int label) {
    return found.stream()
        .filter(detection -> detection.label() == label)
        .sorted(Comparator.comparingDouble(Detection::score).reversed())
        .limit(MOST_DETECTIONS)
        .toList();
  }

  /** Of all scenes so far. */
  public DetectionScores scores() {
    List<List<PrecisionRecall>> present = new ArrayList<>();
    ImmutableList.Builder<Optional<PrecisionRecall>> curves = ImmutableList.builder();
    double[] ofClasses = new double[classes.size()];
    for (int label = 0; label < ofClasses.length; label++) {
      ClassMatches matches = classes.get(label);
      if (matches.objects() == 0) {
        ofClasses[label] = Double.NaN;
        curves.add(Optional.empty());
        continue;
      }
      List<PrecisionRecall> own = new ArrayList<>();
      for (int threshold = 0; threshold < OverlapThresholds.COUNT; threshold++) {
        own.add(matches.curve(threshold));
      }
      present.add(own);
      curves.add(Optional.of(own.get(OverlapThresholds.HALF)));
      ofClasses[label] = mean(own, PrecisionRecall::averagePrecision);
    }
    return new DetectionScores(
        mean(present, own -> mean(own, PrecisionRecall::averagePrecision)),
        mean(present, own -> own.get(OverlapThresholds.HALF).averagePrecision()),
        mean(present, own -> own.get(OverlapThresholds.THREE_QUARTERS).averagePrecision()),
        mean(present, own -> mean(own, PrecisionRecall::recall)),
        ImmutableDoubleArray.copyOf(ofClasses),
        curves.build());
  }

  /** NaN of nothing. */
  private static <T> double mean(List<T> items, ToDoubleFunction<T> value) {
    return items.stream().mapToDouble(value).average().orElse(Double.NaN);
  }
}
