package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.supervised.learning.FeatureExamples;
import dev.ensayo.supervised.learning.LinearProbe;
import dev.ensayo.supervised.nearest.Distance;
import dev.ensayo.supervised.nearest.InputFeatures;
import dev.ensayo.supervised.nearest.NearestExamples;
import dev.ensayo.supervised.nearest.SearchPrecision;
import dev.ensayo.supervised.nearest.TrainedEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a code is worth: how much of the answers, which it has never seen, a linear probe reads from
 * it, beside as many principal components.
 */
final class CodeMeasures {
  static final int ROWS = 256;

  /** More numbers take minutes. */
  private static final int LARGEST_PCA = 1024;

  private final ExamplesSpec spec;
  private final CodeScores config;
  private final double penalty;
  private final Map<Split, Examples> parts;
  private final BackendConfig backend;
  private final SeedSequence seeds;
  private final int codeSize;
  private Map<Split, Map<String, Double>> beside;
  private PrincipalComponents components;

  /**
   * @param parts the training part and those that are scored; none is empty
   */
  CodeMeasures(
      ExamplesSpec spec,
      AutoencoderConfig config,
      Map<Split, Examples> parts,
      BackendConfig backend,
      SeedSequence seeds) {
    this.spec = spec;
    this.config = config.scores();
    this.penalty = config.codePenalty();
    this.codeSize = AutoencoderNetwork.codeSize(config, spec);
    this.parts = parts;
    this.backend = backend;
    this.seeds = seeds;
  }

  /** Whether there are principal components to compare with. */
  boolean hasComponents() {
    return config.compareWithPca() && spec.inputSize() <= LARGEST_PCA;
  }

  /** As many principal components of the training part as the code is long; computed once. */
  PrincipalComponents components() {
    if (components == null) {
      components =
          PrincipalComponents.of(
              parts.get(Split.TRAIN), spec.inputSize(), Math.min(codeSize, spec.inputSize()));
    }
    return components;
  }

  /** Values by name, of each part but the training part. */
  Map<Split, Map<String, Double>> of(TrainedEncoder encoder) {
    Map<Split, FeatureExamples> codes = encoded(encoder);
    Map<Split, Map<String, Double>> values = measured(codes, "");
    values.forEach(
        (part, scores) -> scores.put(AutoencoderMetrics.ACTIVE, active(codes.get(part))));
    if (penalty > 0) {
      values.forEach(
          (part, scores) -> scores.put(AutoencoderMetrics.PENALTY, penalty(codes.get(part))));
    }
    if (hasComponents()) {
      values.forEach((part, scores) -> scores.putAll(beside().get(part)));
    }
    return values;
  }

  /**
   * How well likeness finds examples of the same class; empty where there are no classes.
   *
   * @param part one that is scored
   */
  Optional<Exhibit> search(TrainedEncoder encoder, Split part) {
    if (!spec.isClassification() || part == Split.TRAIN) {
      return Optional.empty();
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    if (hasComponents()) {
      scores.putAll(beside().get(part));
    }
    search(
        "",
        new FeatureExamples(parts.get(Split.TRAIN), encoder, ROWS),
        new FeatureExamples(parts.get(part), encoder, ROWS),
        scores);
    return Optional.of(new PrecisionTable(part, scores).exhibit());
  }

  private static void search(
      String prefix, FeatureExamples train, FeatureExamples part, Map<String, Double> scores) {
    SearchPrecision.of(new NearestExamples(train, Distance.EUCLIDEAN), part)
        .forEach(
            (count, precision) ->
                scores.put(prefix + AutoencoderMetrics.PRECISION + count, precision));
  }

  /** Of principal components and of the inputs themselves; computed once. */
  private Map<Split, Map<String, Double>> beside() {
    if (beside == null) {
      beside = ofComponents();
      if (spec.isClassification()) {
        Map<Split, FeatureExamples> inputs = encoded(new InputFeatures(spec.inputSize()));
        beside.forEach(
            (part, scores) ->
                search(
                    AutoencoderMetrics.INPUT, inputs.get(Split.TRAIN), inputs.get(part), scores));
      }
    }
    return beside;
  }

  private Map<Split, Map<String, Double>> ofComponents() {
    PrincipalComponents best = components();
    Map<Split, Map<String, Double>> values = measured(encoded(best), AutoencoderMetrics.PCA);
    Reconstructions all = new Reconstructions(spec.inputSize(), ROWS);
    float[] codes = new float[ROWS * best.featureSize()];
    values.forEach(
        (part, scores) ->
            scores.put(
                AutoencoderMetrics.PCA + "mse",
                all.scores(
                        parts.get(part),
                        Reconstruction.SQUARED_ERROR,
                        (inputs, batch, outputs) -> {
                          best.compute(inputs, batch, codes);
                          best.reconstruct(codes, batch, outputs);
                        })
                    .get("mse")));
    return values;
  }

  private Map<Split, FeatureExamples> encoded(FeatureExamples.Features encoder) {
    Map<Split, FeatureExamples> codes = new LinkedHashMap<>();
    parts.forEach(
        (part, examples) -> codes.put(part, new FeatureExamples(examples, encoder, ROWS)));
    return codes;
  }

  private Map<Split, Map<String, Double>> measured(
      Map<Split, FeatureExamples> codes, String prefix) {
    Map<Split, Map<String, Double>> values = new LinkedHashMap<>();
    codes.keySet().stream()
        .filter(part -> part != Split.TRAIN)
        .forEach(part -> values.put(part, new LinkedHashMap<>()));
    if (spec.isClassification()) {
      values.forEach(
          (part, scores) -> search(prefix, codes.get(Split.TRAIN), codes.get(part), scores));
    }
    if (config.probeEpochs() == 0) {
      return values;
    }
    String name =
        prefix + (spec.isClassification() ? AutoencoderMetrics.PROBE : AutoencoderMetrics.PROBE_R2);
    try (LinearProbe probe =
        LinearProbe.learn(
            spec, codes.get(Split.TRAIN), config.probeEpochs(), backend, seeds.child("probe"))) {
      values.forEach((part, scores) -> scores.put(name, probe.score(codes.get(part))));
    }
    return values;
  }

  /** λ times the mean over the examples of the sum over the units. */
  private double penalty(FeatureExamples codes) {
    double sum = 0;
    for (float number : codes.features()) {
      sum += Math.abs(number);
    }
    return penalty * sum / codes.size();
  }

  private static double active(FeatureExamples codes) {
    float[] numbers = codes.features();
    int active = 0;
    for (float number : numbers) {
      active += number == 0 ? 0 : 1;
    }
    return active / (double) numbers.length;
  }
}
