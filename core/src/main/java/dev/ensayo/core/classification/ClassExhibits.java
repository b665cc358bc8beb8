package dev.ensayo.core.classification;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a run shows of predicted classes, whatever they are classes of. */
public final class ClassExhibits {
  private final ClassPredictions predictions;
  private final ImmutableList<String> classes;
  private final String part;

  /**
   * @param classes names of the K classes
   * @param part that was predicted
   */
  public ClassExhibits(ClassPredictions predictions, List<String> classes, Split part) {
    this.predictions = predictions;
    this.classes = ImmutableList.copyOf(classes);
    this.part = name(part);
  }

  /** What a part is called in captions. */
  public static String name(Split part) {
    return switch (part) {
      case TRAIN -> "training";
      case VALID -> "validation";
      case TEST -> "test";
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** How often an example of the row's class was predicted to be of the column's. */
  public Exhibit confusion() {
    List<String> header = new ArrayList<>(List.of("right \\ predicted"));
    header.addAll(classes);
    List<List<String>> rows = new ArrayList<>();
    long[][] counts = predictions.confusion();
    for (int k = 0; k < counts.length; k++) {
      List<String> row = new ArrayList<>(List.of(classes.get(k)));
      for (long count : counts[k]) {
        row.add(Long.toString(count));
      }
      rows.add(row);
    }
    return new Exhibit.Table(
        "confusion",
        "Confusion matrix",
        "Rows: the right class; columns: the predicted one; examples of the " + part + " part.",
        header,
        rows,
        OverSeeds.SUM);
  }

  /** Precision, recall and F1 of each class. */
  public Exhibit scores() {
    ClassScores scores = new ClassScores(predictions.confusion());
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      rows.add(
          List.of(
              classes.get(k),
              Long.toString(scores.examples(k)),
              number(scores.precision(k)),
              number(scores.recall(k)),
              number(scores.f1(k))));
    }
    return new Exhibit.Table(
        "classes",
        "Scores by class",
        "Of the " + part + " part.",
        List.of("class", "examples", "precision", "recall", "F1"),
        rows,
        OverSeeds.MEAN);
  }

  /**
   * The accuracy on each subpopulation.
   *
   * @param names of the subpopulations by number
   */
  public Exhibit groups(List<String> names) {
    double[] accuracies = predictions.groupAccuracies(names.size());
    List<List<String>> rows = new ArrayList<>();
    for (int g = 0; g < accuracies.length; g++) {
      int group = g;
      long count = IntStream.of(predictions.groups()).filter(other -> other == group).count();
      rows.add(
          List.of(names.get(g), Long.toString(count), count == 0 ? "–" : number(accuracies[g])));
    }
    return new Exhibit.Table(
        "groups",
        "Accuracy by subpopulation",
        "Of the " + part + " part.",
        List.of("group", "examples", "accuracy"),
        rows,
        OverSeeds.MEAN);
  }

  /** How often predictions of a probability are right. */
  public Exhibit calibration(int bins) {
    Calibration calibration = new Calibration(predictions, bins);
    List<Double> confidences = new ArrayList<>();
    List<Double> accuracies = new ArrayList<>();
    for (int b = 0; b < calibration.bins(); b++) {
      if (calibration.count(b) > 0) {
        confidences.add(calibration.confidence(b));
        accuracies.add(calibration.accuracy(b));
      }
    }
    return new Exhibit.Curves(
        "calibration",
        "Calibration",
        "Expected calibration error "
            + number(calibration.expectedError())
            + " of the "
            + part
            + " part over "
            + calibration.bins()
            + " bins.",
        "mean probability of the predicted class",
        "share that is right",
        false,
        List.of(
            new Exhibit.Curves.Line("this model", confidences, accuracies),
            new Exhibit.Curves.Line("perfectly calibrated", List.of(0.0, 1.0), List.of(0.0, 1.0))));
  }
}
