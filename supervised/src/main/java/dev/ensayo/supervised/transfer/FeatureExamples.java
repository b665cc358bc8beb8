package dev.ensayo.supervised.transfer;

import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.core.examples.Examples;
import java.util.Optional;

/** Examples whose inputs are what leaves the frozen layers, computed once. */
final class FeatureExamples implements Examples {
  private final Examples examples;
  private final float[] features;
  private final int featureSize;

  /**
   * @param rows how many are computed at a time; the model must have been made for as many
   */
  FeatureExamples(Examples examples, TransferModel model, int rows) {
    this.examples = examples;
    this.featureSize = model.featureShape().stream().reduce(1, Math::multiplyExact);
    this.features = new float[Math.multiplyExact(examples.size(), featureSize)];
    float[] inputs = new float[Math.multiplyExact(rows, model.inputSize())];
    float[] some = new float[Math.multiplyExact(rows, featureSize)];
    for (int from = 0; from < examples.size(); from += rows) {
      int count = Math.min(rows, examples.size() - from);
      for (int row = 0; row < count; row++) {
        examples.read(from + row, inputs, row * model.inputSize());
      }
      model.features(inputs, count, some);
      System.arraycopy(some, 0, features, from * featureSize, count * featureSize);
    }
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public void read(int index, float[] into, int offset) {
    System.arraycopy(features, index * featureSize, into, offset, featureSize);
  }

  @Override
  public int label(int index) {
    return examples.label(index);
  }

  @Override
  public double value(int index) {
    return examples.value(index);
  }

  @Override
  public int group(int index) {
    return examples.group(index);
  }

  @Override
  public String origin(int index) {
    return examples.origin(index);
  }

  @Override
  public Optional<byte[]> picture(int index) {
    return examples.picture(index);
  }
}
