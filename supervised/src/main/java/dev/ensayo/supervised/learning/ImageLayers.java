package dev.ensayo.supervised.learning;

import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Pictures.Picture;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.maps.KernelDrawing;
import dev.ensayo.supervised.maps.LayerSizes;
import dev.ensayo.supervised.maps.MapDrawing;
import dev.ensayo.supervised.scores.ShownScores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a run shows of the layers of a network that sees images. */
final class ImageLayers {
  private final SupervisedTask task;
  private final ExamplesSpec spec;
  private final ShownScores scores;
  private final Learner learner;
  private final Optional<LayerTrace> atStart;

  /**
   * Made before the first update.
   *
   * @throws TrainingFailedException if the settings ask for kernels or maps of a network without
   *     convolution
   */
  ImageLayers(SupervisedTask task, ShownScores scores, Learner learner) {
    this.task = task;
    this.spec = task.spec();
    this.scores = scores;
    this.learner = learner;
    boolean asked = scores.filters() || scores.maps() > 0;
    this.atStart = asked ? firstConvolution(follow(new float[spec.inputSize()])) : Optional.empty();
    if (asked && atStart.isEmpty()) {
      throw new TrainingFailedException(
          "agent.scores."
              + (scores.filters() ? "filters" : "maps")
              + " is for networks with a convolution, and this has none");
    }
  }

  private List<LayerTrace> follow(float[] input) {
    return spec.isImage() ? learner.follow(input) : List.of();
  }

  private static Optional<LayerTrace> firstConvolution(List<LayerTrace> traces) {
    return traces.stream().filter(LayerTrace::isConvolution).findFirst();
  }

  /** Of the network as it is now. */
  List<Exhibit> exhibits() {
    List<LayerTrace> traces = follow(new float[spec.isImage() ? spec.inputSize() : 0]);
    List<Exhibit> exhibits = new ArrayList<>();
    if (traces.isEmpty()) {
      return exhibits;
    }
    exhibits.add(LayerSizes.table(spec.inputShape().asList(), traces));
    if (scores.filters()) {
      exhibits.add(
          new KernelDrawing(atStart.orElseThrow(), firstConvolution(traces).orElseThrow())
              .exhibit());
    }
    Examples shown = FeatureExamples.original(task.shown());
    float[] input = new float[spec.inputSize()];
    int number = 0;
    for (int example : chosen(shown)) {
      Optional<byte[]> pixels = shown.picture(example);
      if (pixels.isPresent()) {
        shown.read(example, input, 0);
        number++;
        exhibits.add(
            new MapDrawing(picture(label(shown, example), pixels.get()), follow(input))
                .exhibit(number, ClassExhibits.name(task.shownPart())));
      }
    }
    return exhibits;
  }

  /** The first of each class, as many as are asked for; then simply the first. */
  private Set<Integer> chosen(Examples shown) {
    int count = Math.min(scores.maps(), shown.size());
    Set<Integer> chosen = new LinkedHashSet<>();
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; spec.isClassification() && i < shown.size() && chosen.size() < count; i++) {
      if (seen.add(shown.label(i))) {
        chosen.add(i);
      }
    }
    for (int i = 0; chosen.size() < count; i++) {
      chosen.add(i);
    }
    return chosen;
  }

  private String label(Examples shown, int example) {
    return spec.isClassification()
        ? spec.classes().get(shown.label(example))
        : String.format(Locale.ROOT, "%.4f", shown.value(example));
  }

  private Picture picture(String label, byte[] pixels) {
    return new Picture(
        label,
        spec.inputShape().get(0),
        spec.inputShape().get(1),
        spec.inputShape().get(2),
        pixels);
  }
}
