package dev.ensayo.supervised.detector;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.detection.DetectionScores;
import dev.ensayo.core.detection.PrecisionRecall;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.scenes.Scenes;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a finished run shows of what it found. */
final class DetectorExhibits {
  private final ScenesSpec spec;
  private final Split part;
  private final Scenes scenes;
  private final FoundObjects found;

  /**
   * @param found on all scenes of the part
   */
  DetectorExhibits(ScenesSpec spec, Split part, Scenes scenes, FoundObjects found) {
    this.spec = spec;
    this.part = part;
    this.scenes = scenes;
    this.found = found;
  }

  /**
   * All of them.
   *
   * @param shown scenes that are drawn at most
   */
  List<Exhibit> all(int shown) {
    ImmutableList.Builder<Exhibit> exhibits = ImmutableList.builder();
    int drawn = Math.min(shown, scenes.size());
    if (drawn > 0) {
      exhibits.add(scenes(drawn));
    }
    if (!Double.isNaN(found.scores().meanAveragePrecision())) {
      exhibits.add(curves()).add(table());
    }
    return exhibits.build();
  }

  private Exhibit scenes(int drawn) {
    return new Exhibit.Drawn(
        "found",
        "What was found",
        String.format(
            Locale.ROOT,
            "The first scenes of the %s part: dashed, what is there; in full, what was found with a"
                + " score of at least %s, its class and its score.",
            part.label(),
            SceneDrawing.LEAST_SCORE),
        "Scenes with the boxes that are there and those that were found.",
        "",
        "",
        new SceneDrawing(spec, scenes, found.ofScenes()).svg(drawn));
  }

  private Exhibit curves() {
    List<Double> recalls =
        IntStream.range(0, PrecisionRecall.POINTS).mapToObj(PrecisionRecall::recallAt).toList();
    List<Exhibit.Curves.Line> lines = new ArrayList<>();
    for (int label = 0; label < spec.classes().size(); label++) {
      String name = spec.classes().get(label);
      found
          .scores()
          .curves()
          .get(label)
          .ifPresent(
              curve ->
                  lines.add(new Exhibit.Curves.Line(name, recalls, curve.precision().asList())));
    }
    return new Exhibit.Curves(
        "precision-recall",
        "Precision over recall",
        "Of the surest detections that find some share of the objects of a class, the share that is"
            + " right, at an intersection over union of at least 0.5.",
        "recall",
        "precision",
        false,
        lines);
  }

  private Exhibit table() {
    DetectionScores scores = found.scores();
    List<List<String>> rows = new ArrayList<>();
    for (int label = 0; label < spec.classes().size(); label++) {
      int number = label;
      scores
          .curves()
          .get(label)
          .ifPresent(
              curve ->
                  rows.add(
                      List.of(
                          spec.classes().get(number),
                          percent(scores.ofClasses().get(number)),
                          percent(curve.averagePrecision()),
                          percent(curve.recall()))));
    }
    return new Exhibit.Table(
        "classes",
        "Average precision of each class",
        "In percent: AP is the mean over intersections over union of 0.50 to 0.95, AP50 that at"
            + " 0.50; found, the share of the objects that any detection has at 0.50.",
        List.of("class", "AP", "AP50", "found"),
        rows,
        Exhibit.Table.OverSeeds.MEAN);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
