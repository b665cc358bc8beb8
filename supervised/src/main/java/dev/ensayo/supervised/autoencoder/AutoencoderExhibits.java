package dev.ensayo.supervised.autoencoder;

import dev.ensayo.backend.model.Model;
import dev.ensayo.core.classification.ClassExhibits;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.supervised.learning.EpochOrder;
import dev.ensayo.supervised.learning.FeatureExamples;
import dev.ensayo.supervised.nearest.Distance;
import dev.ensayo.supervised.nearest.NearestExamples;
import dev.ensayo.supervised.nearest.TrainedEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a finished run shows: reconstructions beside the originals, and the map of the code.
 *
 * @param train the training part, which is searched for what is alike
 * @param shown the part that is drawn from
 * @param part which it is
 * @param inputs what the network's inputs are made of
 */
record AutoencoderExhibits(
    AutoencoderConfig config,
    ExamplesSpec spec,
    Examples train,
    Examples shown,
    Split part,
    Inputs inputs,
    Optional<PrincipalComponents> components) {

  /** How many of the nearest are drawn. */
  private static final int NEAREST = 4;

  List<Exhibit> all(Model model, TrainedEncoder encoder) {
    List<Exhibit> exhibits = new ArrayList<>();
    if (spec.isImage()) {
      reconstructions(model).ifPresent(exhibits::add);
    }
    if (spec.isImage()) {
      nearest(encoder).ifPresent(exhibits::add);
    }
    if (config.scores().points() > 0 && spec.isClassification()) {
      exhibits.add(map(encoder));
    }
    return exhibits;
  }

  private Optional<Exhibit> reconstructions(Model model) {
    int count = Math.min(config.scores().reconstructions(), shown.size());
    if (count == 0 || shown.picture(0).isEmpty()) {
      return Optional.empty();
    }
    boolean spoils = !(config.corruption() instanceof Corruption.None);
    RandomGenerator noise = new SeedSequence(0).stream("corruption shown");
    Mirrored mirrored = new Mirrored(spec.inputShape().asList(), inputs);
    List<Exhibit.Pictures.Picture> pictures = new ArrayList<>();
    for (int example : drawn(count)) {
      float[] input = input(shown, example);
      List<float[]> row = new ArrayList<>(List.of(input.clone()));
      if (spoils) {
        config.corruption().spoil(input, 0, input.length, noise);
        row.add(input);
      }
      float[] output = new float[input.length];
      model.predict(input, 1, output);
      row.add(output);
      components.ifPresent(best -> row.add(again(best, input)));
      pictures.add(mirrored.picture(label(example), row));
    }
    return Optional.of(
        new Exhibit.Pictures("reconstructions", "Reconstructions", caption(spoils), pictures));
  }

  /** A sheet of examples, each with what lies nearest to it by its code. */
  private Optional<Exhibit> nearest(TrainedEncoder encoder) {
    int count = Math.min(config.scores().reconstructions(), shown.size());
    if (count == 0 || shown.picture(0).isEmpty() || train.size() < NEAREST) {
      return Optional.empty();
    }
    FeatureExamples codes = new FeatureExamples(shown, encoder, CodeMeasures.ROWS);
    NearestExamples nearest =
        new NearestExamples(
            new FeatureExamples(train, encoder, CodeMeasures.ROWS), Distance.EUCLIDEAN);
    Mirrored mirrored = new Mirrored(spec.inputShape().asList(), inputs);
    List<Exhibit.Pictures.Picture> pictures = new ArrayList<>();
    for (int example : drawn(count)) {
      List<float[]> column = new ArrayList<>(List.of(input(shown, example)));
      int same = 0;
      for (NearestExamples.Found found : nearest.of(codes, example, NEAREST)) {
        column.add(input(train, found.example()));
        same += train.label(found.example()) == shown.label(example) ? 1 : 0;
      }
      String label =
          spec.isClassification() ? label(example) + ": " + same + "/" + NEAREST : label(example);
      pictures.add(mirrored.picture(label, column));
    }
    return Optional.of(
        new Exhibit.Pictures(
            "nearest",
            "Nearest by the code",
            "On top an example of the "
                + ClassExhibits.name(part)
                + " part, below it the examples of the training part whose codes lie nearest, and"
                + " how many of these have its class.",
            pictures));
  }

  private float[] input(Examples examples, int example) {
    float[] input = new float[spec.inputSize()];
    examples.read(example, input, 0);
    return input;
  }

  /** Some examples, the same for all runs. */
  private int[] drawn(int count) {
    int[] all = new EpochOrder(new SeedSequence(0), shown.size()).of(0);
    return Arrays.stream(all).limit(count).sorted().toArray();
  }

  private String caption(boolean spoils) {
    String begin = "From top to bottom: an example of the " + ClassExhibits.name(part) + " part, ";
    String end =
        components.isPresent()
            ? "its reconstruction, and that of as many principal components."
            : "its reconstruction.";
    return begin + (spoils ? "the same spoilt, " : "") + end;
  }

  private static float[] again(PrincipalComponents components, float[] input) {
    float[] code = new float[components.featureSize()];
    float[] output = new float[input.length];
    components.compute(input, 1, code);
    components.reconstruct(code, 1, output);
    return output;
  }

  private String label(int example) {
    return spec.isClassification() ? spec.classes().get(shown.label(example)) : "";
  }

  /** The code itself where it has two numbers, else its first two principal components. */
  private Exhibit map(TrainedEncoder encoder) {
    FeatureExamples codes = new FeatureExamples(shown, encoder, CodeMeasures.ROWS);
    int size = codes.featureSize();
    float[] plane = codes.features();
    boolean flat = size <= 2;
    if (!flat) {
      plane = new float[shown.size() * 2];
      PrincipalComponents.of(codes.features(), size, 2)
          .compute(codes.features(), shown.size(), plane);
    }
    int across = flat ? size : 2;
    int count = Math.min(config.scores().points(), shown.size());
    List<Exhibit.Points.Point> points = new ArrayList<>();
    for (int example : drawn(count)) {
      points.add(
          new Exhibit.Points.Point(
              "",
              label(example),
              plane[example * across],
              across == 2 ? plane[example * across + 1] : 0));
    }
    return new Exhibit.Points(
        "code-map",
        "Map of the code",
        (flat
                ? "The code of examples of the "
                : "The first two principal components of the code of examples of the ")
            + ClassExhibits.name(part)
            + " part; the network has not seen the classes.",
        points);
  }
}
