package dev.ensayo.supervised.nearest;

import dev.ensayo.supervised.learning.FeatureExamples;

/**
 * The inputs themselves, as a network is given them: of pictures, the pixels.
 *
 * @param inputSize F
 */
public record InputFeatures(int inputSize) implements FeatureExamples.Features {
  @Override
  public int featureSize() {
    return inputSize;
  }

  @Override
  public void compute(float[] inputs, int batch, float[] features) {
    System.arraycopy(inputs, 0, features, 0, batch * inputSize);
  }
}
