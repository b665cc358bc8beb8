package dev.ensayo.supervised.learning;

import dev.ensayo.backend.model.TransferModel;

/**
 * What leaves the frozen layers of a model.
 *
 * @param model made for as many rows as are computed at a time
 */
public record TorsoFeatures(TransferModel model) implements FeatureExamples.Features {
  @Override
  public int inputSize() {
    return model.inputSize();
  }

  @Override
  public int featureSize() {
    return model.featureShape().stream().reduce(1, Math::multiplyExact);
  }

  @Override
  public void compute(float[] inputs, int batch, float[] features) {
    model.features(inputs, batch, features);
  }
}
