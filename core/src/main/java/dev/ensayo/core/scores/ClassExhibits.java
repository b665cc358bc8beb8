package dev.ensayo.core.scores;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a finished run shows of the classes that it predicted. */
public final class ClassExhibits {
  private final ImmutableList<String> classes;
  private final ClassPredictions predictions;
  private final String part;
  private final String examples;

  /**
   * @param classes names of the K classes
   * @param predictions of a part
   * @param part what it is called: test, validation or training
   * @param examples what is predicted, in the plural, such as examples or words
   */
  public ClassExhibits(
      List<String> classes, ClassPredictions predictions, String part, String examples) {
    this.classes = ImmutableList.copyOf(classes);
    this.predictions = predictions;
    this.part = part;
    this.examples = examples;
  }

  /** How often which class was taken for which. */
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
        "Rows: the right class; columns: the predicted one; "
            + examples
            + " of the "
            + part
            + " part.",
        header,
        rows,
        OverSeeds.SUM);
  }

  /** Precision, recall and F1 of each class. */
  public Exhibit byClass() {
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
        List.of("class", examples, "precision", "recall", "F1"),
        rows,
        OverSeeds.MEAN);
  }

  /**
   * How often answers of some probability are right.
   *
   * @param bins of equal width
   */
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

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
