package dev.ensayo.supervised.transfer;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.NetworkOutline;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.TransferSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.supervised.learning.Answers;
import dev.ensayo.supervised.learning.SupervisedTraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Makes models around the torso of a network that was trained before. */
final class Torso {
  private final TransferConfig config;
  private final TrainingContext context;
  private final ExamplesSpec examples;
  private final Path zip;

  Torso(TransferConfig config, TrainingContext context) {
    this.config = config;
    this.context = context;
    this.examples = (ExamplesSpec) context.environment().spec();
    this.zip = config.source().zip(context.siblings());
  }

  /**
   * A new model.
   *
   * @throws TrainingFailedException if the torso does not fit, with both shapes
   */
  TransferModel model(UpdaterSpec updater) {
    try {
      return config.method() instanceof TransferMethod.FromScratch
          ? fromScratch(updater)
          : transfer(zip, updater);
    } catch (InvalidSettingException e) {
      throw new TrainingFailedException(
          "the torso of " + zip + " cannot be used (" + e.key() + "): " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TransferModel fromScratch(UpdaterSpec updater) throws IOException {
    Path fresh = Files.createTempFile("ensayo-torso-", ".zip");
    try {
      Models.reinitialize(zip, fresh, context.backend(), seed("torso"));
      return transfer(fresh, updater);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private long seed(String name) {
    return context.seeds().child("agent").seed(name);
  }

  private TransferModel transfer(Path network, UpdaterSpec updater) throws IOException {
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
    return Models.transfer(
        network,
        spec,
        context.backend(),
        seed("network"),
        SupervisedTraining.largestBatch(config.learning()));
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
