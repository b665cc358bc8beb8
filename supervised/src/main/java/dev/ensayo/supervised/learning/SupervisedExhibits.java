package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Pictures.Picture;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a finished run shows of its predictions. */
final class SupervisedExhibits {
  private static final int FIELD_SIDE = 60;
  private static final int FIELD_POINTS = 300;
  private static final double FIELD_MARGIN = 0.25;

  private final SupervisedTask task;
  private final ExamplesSpec spec;
  private final ShownScores config;
  private final Predictions predictions;

  SupervisedExhibits(SupervisedTask task, ShownScores config, Predictions predictions) {
    this.task = task;
    this.spec = task.spec();
    this.config = config;
    this.predictions = predictions;
  }

  List<Exhibit> all() {
    List<Exhibit> exhibits = new ArrayList<>();
    if (spec.isClassification()) {
      ClassPredictions shown = predictions.classes(task.shown());
      ClassExhibits ofClasses = new ClassExhibits(shown, spec.classes(), task.shownPart());
      exhibits.add(ofClasses.confusion());
      exhibits.add(ofClasses.scores());
      if (!spec.groups().isEmpty()) {
        exhibits.add(ofClasses.groups(spec.groups()));
      }
      exhibits.add(ofClasses.calibration(config.calibrationBins()));
      mistakes(shown).ifPresent(exhibits::add);
      if (!spec.isImage() && spec.inputSize() == 2 && predictions.readsInputs()) {
        exhibits.add(boundary());
      }
    } else {
      exhibits.addAll(new NumberExhibits(task, predictions).all());
    }
    augmentation().ifPresent(exhibits::add);
    return ImmutableList.copyOf(exhibits);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private Optional<Exhibit> mistakes(ClassPredictions shown) {
    List<Picture> pictures = new ArrayList<>();
    List<Integer> wrong =
        IntStream.range(0, shown.size())
            .filter(i -> shown.predicted(i) != shown.labels()[i])
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -shown.loss(i)))
            .limit(config.mistakes())
            .toList();
    for (int i : wrong) {
      int predicted = shown.predicted(i);
      String label =
          String.format(
              Locale.ROOT,
              "%s, taken for %s (%.2f)",
              spec.classes().get(shown.labels()[i]),
              spec.classes().get(predicted),
              shown.probability(i, predicted));
      task.shown().picture(i).ifPresent(pixels -> pictures.add(picture(label, pixels)));
    }
    return pictures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Exhibit.Pictures(
                "mistakes",
                "The worst mistakes",
                "Examples of the "
                    + ClassExhibits.name(task.shownPart())
                    + " part with the largest loss: the right class, the predicted one and its"
                    + " probability.",
                pictures));
  }

  private Picture picture(String label, byte[] pixels) {
    return new Picture(
        label,
        spec.inputShape().get(0),
        spec.inputShape().get(1),
        spec.inputShape().get(2),
        pixels);
  }

  /** The first training images as they are trained on, if that is not as they are. */
  private Optional<Exhibit> augmentation() {
    Examples train = task.train();
    if (!spec.isImage() || !train.isAugmented()) {
      return Optional.empty();
    }
    RandomStream random = new SeedSequence(0).stream("augmentation shown");
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < Math.min(config.augmented(), train.size()); i++) {
      String label =
          spec.classes().isEmpty() ? number(train.value(i)) : spec.classes().get(train.label(i));
      train.pictureForTraining(i, random).ifPresent(pixels -> pictures.add(picture(label, pixels)));
    }
    return pictures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Exhibit.Pictures(
                "augmentation",
                "Training images as they are learned from",
                "The first examples of the training part, distorted at random; each epoch distorts"
                    + " them anew.",
                pictures));
  }

  private Exhibit boundary() {
    Examples train = task.train();
    float[] point = new float[2];
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    List<Exhibit.Points.Point> points = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      train.read(i, point, 0);
      for (int axis = 0; axis < 2; axis++) {
        low[axis] = Math.min(low[axis], point[axis]);
        high[axis] = Math.max(high[axis], point[axis]);
      }
      if (i < FIELD_POINTS) {
        points.add(
            new Exhibit.Points.Point("", spec.classes().get(train.label(i)), point[0], point[1]));
      }
    }
    for (int axis = 0; axis < 2; axis++) {
      double margin = Math.max(FIELD_MARGIN * (high[axis] - low[axis]), 1e-3);
      low[axis] -= margin;
      high[axis] += margin;
    }
    return new Exhibit.Field(
        "decision-boundary",
        "Decision boundary",
        spec.classes().size() == 2
            ? "Probability of class '"
                + spec.classes().get(1)
                + "' over the two normalized inputs, and training examples."
            : "The likeliest class over the two normalized inputs, and training examples.",
        low[0],
        high[0],
        low[1],
        high[1],
        field(low, high),
        points);
  }

  private List<List<Double>> field(double[] low, double[] high) {
    float[] points = new float[FIELD_SIDE * FIELD_SIDE * 2];
    for (int y = 0; y < FIELD_SIDE; y++) {
      for (int x = 0; x < FIELD_SIDE; x++) {
        int at = (y * FIELD_SIDE + x) * 2;
        points[at] = (float) (low[0] + (high[0] - low[0]) * x / (FIELD_SIDE - 1));
        points[at + 1] = (float) (low[1] + (high[1] - low[1]) * y / (FIELD_SIDE - 1));
      }
    }
    int classes = spec.classes().size();
    float[] probabilities = predictions.probabilities(points, FIELD_SIDE * FIELD_SIDE);
    List<List<Double>> rows = new ArrayList<>();
    for (int y = 0; y < FIELD_SIDE; y++) {
      List<Double> row = new ArrayList<>();
      for (int x = 0; x < FIELD_SIDE; x++) {
        int at = (y * FIELD_SIDE + x) * classes;
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
