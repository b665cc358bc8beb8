package dev.ensayo.supervised.nearest;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.TransferSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.supervised.learning.FeatureExamples;
import dev.ensayo.supervised.learning.TorsoFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** What the first layers of a trained network make of an input: its code. */
public final class TrainedEncoder implements FeatureExamples.Features, AutoCloseable {
  private final TransferModel model;
  private final TorsoFeatures features;

  private TrainedEncoder(TransferModel model) {
    this.model = model;
    this.features = new TorsoFeatures(model);
  }

  /**
   * The encoder in a zip.
   *
   * @param inputShape {@code [F]} or {@code [C, H, W]}
   * @param layers how many make the code; empty for all before the output layer
   * @param rows the most inputs at a time
   * @throws InvalidSettingException if there are no such layers, or they do not fit such inputs
   */
  public static TrainedEncoder open(
      Path zip, List<Integer> inputShape, OptionalInt layers, BackendConfig backend, int rows)
      throws IOException {
    TransferSpec spec =
        new TransferSpec(
            inputShape,
            layers,
            OptionalInt.empty(),
            List.of(DenseSpec.of(1, Activation.IDENTITY, Initialization.ZERO)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(1),
            Regularization.none(),
            GradientClipping.none(),
            List.of());
    return new TrainedEncoder(Models.transfer(zip, spec, backend, 0, rows));
  }

  /** The encoder of a model as it is now; as {@link #open}. */
  public static TrainedEncoder of(
      Model trained, List<Integer> inputShape, int layers, BackendConfig backend, int rows) {
    try {
      Path zip = Files.createTempFile("ensayo-encoder-", ".zip");
      try {
        trained.write(zip);
        return open(zip, inputShape, OptionalInt.of(layers), backend, rows);
      } finally {
        Files.deleteIfExists(zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int inputSize() {
    return features.inputSize();
  }

  @Override
  public int featureSize() {
    return features.featureSize();
  }

  @Override
  public void compute(float[] inputs, int batch, float[] codes) {
    features.compute(inputs, batch, codes);
  }

  @Override
  public void close() {
    model.close();
  }
}
