package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.classification.ClassPredictions;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Pictures.Picture;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.supervised.passes.ForwardTable;
import dev.ensayo.supervised.passes.HiddenPlane;
import dev.ensayo.supervised.passes.LinePath;
import dev.ensayo.supervised.passes.LineSurface;
import dev.ensayo.supervised.passes.PassTables;
import dev.ensayo.supervised.passes.PlaneField;
import dev.ensayo.supervised.passes.SmallNetwork;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a finished run shows of its predictions. */
final class SupervisedExhibits {
  private static final int FIELD_POINTS = 300;

  private final SupervisedTask task;
  private final ExamplesSpec spec;
  private final ShownScores config;
  private final Predictions predictions;
  private final Optional<DenseChain> atStart;
  private final Optional<LinePath> path;

  /**
   * @param atStart the network before training, if it is one of dense layers
   * @param path of the weights, if it is to be drawn
   */
  SupervisedExhibits(
      SupervisedTask task,
      ShownScores config,
      Predictions predictions,
      Optional<DenseChain> atStart,
      Optional<LinePath> path) {
    this.atStart = atStart;
    this.path = path;
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
    exhibits.addAll(passes());
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
    List<double[]> places = new ArrayList<>();
    List<Exhibit.Points.Point> points = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      train.read(i, point, 0);
      places.add(new double[] {point[0], point[1]});
      if (i < FIELD_POINTS) {
        points.add(
            new Exhibit.Points.Point("", spec.classes().get(train.label(i)), point[0], point[1]));
      }
    }
    return new PlaneField(places, points)
        .exhibit(
            "decision-boundary",
            "Decision boundary",
            spec.classes().size() == 2
                ? "Probability of class '"
                    + spec.classes().get(1)
                    + "' over the two normalized inputs, and training examples."
                : "The likeliest class over the two normalized inputs, and training examples.",
            spec.classes(),
            predictions::probabilities);
  }

  /** What a network of a few units computes, in numbers. */
  private List<Exhibit> passes() {
    if (!predictions.readsInputs() || spec.isImage() || predictions.chain().isEmpty()) {
      return List.of();
    }
    List<Exhibit> exhibits = new ArrayList<>();
    SmallNetwork network = task.network(predictions.chain().get(), task.train());
    path.ifPresent(way -> exhibits.add(LineSurface.of(network).exhibit(way)));
    ForwardTable.of(network).ifPresent(exhibits::add);
    if (config.explain().isPresent()) {
      exhibits.addAll(new PassTables(network, config.explain().getAsInt()).all());
    }
    if (spec.isClassification() && HiddenPlane.isIn(network.chain()) && atStart.isPresent()) {
      exhibits.addAll(new HiddenPlane(network, atStart.get(), spec.classes()).all());
    }
    return exhibits;
  }
}
