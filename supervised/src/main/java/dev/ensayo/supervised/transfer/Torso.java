package dev.ensayo.supervised.transfer;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.NetworkImports;
import dev.ensayo.backend.model.NetworkOutline;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.TransferSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.SupervisedTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Makes models around the torso of a network that was trained before. */
final class Torso {
  private static final String KERAS = "keras";

  private final TransferConfig config;
  private final BackendConfig backend;
  private final ExamplesSpec examples;
  private final SeedSequence seeds;
  private final Path file;

  private Torso(
      TransferConfig config,
      BackendConfig backend,
      ExamplesSpec examples,
      SeedSequence seeds,
      Path file) {
    this.config = config;
    this.backend = backend;
    this.examples = examples;
    this.seeds = seeds;
    this.file = file;
  }

  /** That of a run. */
  static Torso of(TransferConfig config, TrainingContext context) {
    return new Torso(
        config,
        context.backend(),
        (ExamplesSpec) context.environment().spec(),
        context.seeds().child("agent"),
        config.source().file(context.siblings()));
  }

  /**
   * Makes a model of a file that is there before the first step, and throws it away.
   *
   * @param key the setting that names the file
   * @throws InvalidSettingException if no run could make it
   */
  static void check(
      TransferConfig config, BackendConfig backend, ExamplesSpec examples, String key, Path file) {
    Torso torso = new Torso(config, backend, examples, new SeedSequence(0), file);
    try {
      torso.withZip(zip -> torso.transfer(zip, config.learning().updater(), 1)).close();
    } catch (IOException e) {
      throw new InvalidSettingException(key, e.getMessage());
    } catch (InvalidSettingException e) {
      throw switch (e.key()) {
        case "torsoLayers" -> e;
        case "frozenLayers" -> new InvalidSettingException("method.frozenLayers", e.getMessage());
        default ->
            e.key().startsWith("head")
                ? e
                : new InvalidSettingException(
                    key, "the torso of " + file + " cannot be used: " + e.getMessage());
      };
    }
  }

  /**
   * A new model.
   *
   * @throws TrainingFailedException if the torso does not fit, with both shapes
   */
  TransferModel model(UpdaterSpec updater) {
    try {
      return withZip(
          zip ->
              config.method() instanceof TransferMethod.FromScratch
                  ? fromScratch(zip, updater)
                  : transfer(zip, updater, largestBatch()));
    } catch (InvalidSettingException e) {
      throw new TrainingFailedException(
          "the torso of " + file + " cannot be used (" + e.key() + "): " + e.getMessage());
    } catch (IOException e) {
      throw new TrainingFailedException("the torso cannot be read: " + e.getMessage());
    }
  }

  private interface Making {
    TransferModel of(Path zip) throws IOException;
  }

  /** Makes a model of a zip, which for a file of another library is there as long as that takes. */
  private TransferModel withZip(Making making) throws IOException {
    if (config.source().keras().isEmpty()) {
      return making.of(file);
    }
    Path zip = Files.createTempFile("ensayo-torso-", ".zip");
    try {
      NetworkImports.write(KERAS, file, zip);
      return making.of(zip);
    } finally {
      Files.deleteIfExists(zip);
    }
  }

  private TransferModel fromScratch(Path zip, UpdaterSpec updater) throws IOException {
    Path fresh = Files.createTempFile("ensayo-torso-", ".zip");
    try {
      Models.reinitialize(zip, fresh, backend, seed("torso"));
      return transfer(fresh, updater, largestBatch());
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private long seed(String name) {
    return seeds.seed(name);
  }

  private int largestBatch() {
    return SupervisedTraining.largestBatch(config.learning());
  }

  private TransferModel transfer(Path network, UpdaterSpec updater, int largestBatch)
      throws IOException {
    List<Integer> shape = examples.inputShape().asList();
    Answers answers = Answers.of(examples);
    List<LayerSpec> head = new ArrayList<>(config.head());
    head.add(
        new DenseSpec(
            answers.outputs(examples),
            answers.activation(),
            Initialization.XAVIER,
            config.outputDropout()));
    TransferSpec spec =
        new TransferSpec(
            shape,
            config.torsoLayers(),
            frozenLayers(),
            head,
            answers.loss(),
            updater,
            config.learning().regularization(),
            config.learning().gradientClipping(),
            learningRateFactors(Models.outline(network, shape)));
    return Models.transfer(network, spec, backend, seed("network"), largestBatch);
  }

  private OptionalInt frozenLayers() {
    if (config.method() instanceof TransferMethod.FeatureExtraction) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        config.method() instanceof TransferMethod.FineTuning tuning ? tuning.frozenLayers() : 0);
  }

  private List<Double> learningRateFactors(NetworkOutline outline) {
    return config.method() instanceof TransferMethod.Discriminative discriminative
        ? outline.geometricFactors(
            config.torsoLayers().orElse(outline.layers().size() - 1), discriminative.decay())
        : List.of();
  }
}
