package dev.ensayo.supervised.autoencoder;

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
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.supervised.learning.FeatureExamples;
import dev.ensayo.supervised.learning.TorsoFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an autoencoder has learned to say of an input, as {@code transfer} gets it: the first layers
 * of its zip.
 */
final class Encoder implements FeatureExamples.Features, AutoCloseable {
  private final TransferModel model;
  private final TorsoFeatures features;

  private Encoder(TransferModel model) {
    this.model = model;
    this.features = new TorsoFeatures(model);
  }

  /**
   * The encoder of a model as it is now.
   *
   * @param layers how many make the code
   * @param rows the most inputs at a time
   */
  static Encoder of(Model autoencoder, int layers, BackendConfig backend, int rows) {
    TransferSpec spec =
        new TransferSpec(
            List.of(autoencoder.inputSize()),
            OptionalInt.of(layers),
            OptionalInt.empty(),
            List.of(DenseSpec.of(1, Activation.IDENTITY, Initialization.ZERO)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(1),
            Regularization.none(),
            GradientClipping.none(),
            List.of());
    try {
      Path zip = Files.createTempFile("ensayo-autoencoder-", ".zip");
      try {
        autoencoder.write(zip);
        return new Encoder(Models.transfer(zip, spec, backend, 0, rows));
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
