package dev.ensayo.supervised.nearest;

import dev.ensayo.backend.Models;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.examples.LabelledExamples;
import dev.ensayo.core.preprocessing.PictureInputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.BackendConfig.Device;
import dev.ensayo.supervised.learning.SupervisedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The pictures that a finished run has learned from, and what it makes of pictures. */
final class RunPictures {
  private static final String MODEL = "model.zip";

  private final RunPlan plan;
  private final Path run;
  private final LabelledExamples environment;
  private final PictureInputs inputs;

  /**
   * @param run its folder
   * @throws InvalidSettingException if it has not learned from pictures
   */
  RunPictures(RunPlan plan, Path run) throws IOException {
    this.plan = plan;
    this.run = run;
    if (!(plan.openEnvironment() instanceof LabelledExamples examples)
        || !examples.spec().isImage()) {
      throw new InvalidSettingException(
          "", "is for runs that learn from pictures, and " + run + " learns from others");
    }
    LabelledExamples adapted =
        Preprocessing.read(run)
            .flatMap(learned -> examples.withInputs(learned.inputs()))
            .orElse(examples);
    if (!(adapted.preprocessing(seeds()).map(Preprocessing::inputs).orElse(null)
        instanceof PictureInputs pictures)) {
      throw new InvalidSettingException(
          "", "is for runs that learn from pictures, and the inputs of " + run + " are others");
    }
    this.environment = adapted;
    this.inputs = pictures;
  }

  private SeedSequence seeds() {
    return new SeedSequence(plan.seed());
  }

  ExamplesSpec spec() {
    return environment.spec();
  }

  /** How a picture becomes an input. */
  PictureInputs inputs() {
    return inputs;
  }

  /** One part; its inputs are those that the network has seen. */
  Examples part(Split part) {
    return environment.examples(part, seeds());
  }

  /**
   * What makes codes of pictures.
   *
   * @param rows the most pictures at a time
   * @throws InvalidSettingException if the run has learned nothing that does
   */
  TrainedEncoder encoder(int rows) throws IOException {
    OptionalInt layers = layers();
    Path zip = run.resolve(MODEL);
    if (!Files.exists(zip)) {
      throw none();
    }
    BackendConfig backend =
        new BackendConfig(Device.CPU, plan.backend().engine(), plan.backend().threads());
    try {
      return TrainedEncoder.open(zip, shape(zip), layers, backend, rows);
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("by", run + " has no codes: " + e.getMessage());
    }
  }

  private OptionalInt layers() {
    if (plan.agent().plugin() instanceof CodeProvider<?> encoding) {
      return OptionalInt.of(layers(encoding, plan.agent().config()));
    }
    if (plan.agent().plugin() instanceof SupervisedProvider<?>) {
      return OptionalInt.empty();
    }
    throw none();
  }

  private static <C extends Record> int layers(CodeProvider<C> encoding, Record config) {
    return encoding.codeLayers(encoding.configType().cast(config));
  }

  private InvalidSettingException none() {
    return new InvalidSettingException(
        "by",
        run
            + " has no codes: it is of "
            + plan.agent().plugin().name()
            + ", not of autoencoder, mlp, cnn or transfer; --by pixels needs none");
  }

  /** As pictures, or as rows of numbers where the network reads such. */
  private List<Integer> shape(Path zip) throws IOException {
    List<Integer> picture = spec().inputShape().asList();
    try {
      Models.outline(zip, picture);
      return picture;
    } catch (InvalidSettingException e) {
      return List.of(spec().inputSize());
    }
  }
}
