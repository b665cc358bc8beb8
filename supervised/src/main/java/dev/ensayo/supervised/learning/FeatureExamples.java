package dev.ensayo.supervised.learning;

import dev.ensayo.core.examples.Examples;
import dev.ensayo.core.preprocessing.AnswerScale;
import java.util.Optional;

/** Examples whose inputs are computed from those of others, once. */
public final class FeatureExamples implements Examples {
  /** Computes them. */
  public interface Features {
    /** Length F of one input. */
    int inputSize();

    /** Length F' of what is computed of it. */
    int featureSize();

    /**
     * @param inputs {@code [batch, F]}
     * @param features receives {@code [batch, F']}
     */
    void compute(float[] inputs, int batch, float[] features);
  }

  private final Examples examples;
  private final float[] features;
  private final int featureSize;

  /**
   * @param rows how many are computed at a time; {@code model} must be able to
   */
  public FeatureExamples(Examples examples, Features model, int rows) {
    this.examples = examples;
    this.featureSize = model.featureSize();
    this.features = new float[Math.multiplyExact(examples.size(), featureSize)];
    float[] inputs = new float[Math.multiplyExact(rows, model.inputSize())];
    float[] some = new float[Math.multiplyExact(rows, featureSize)];
    for (int from = 0; from < examples.size(); from += rows) {
      int count = Math.min(rows, examples.size() - from);
      for (int row = 0; row < count; row++) {
        examples.read(from + row, inputs, row * model.inputSize());
      }
      model.compute(inputs, count, some);
      System.arraycopy(some, 0, features, from * featureSize, count * featureSize);
    }
  }

  private FeatureExamples(Examples examples, float[] features, int featureSize) {
    this.examples = examples;
    this.features = features;
    this.featureSize = featureSize;
  }

  /**
   * These with each feature shifted and scaled as makes its mean 0 and its deviation 1 in another
   * part; one that does not vary there is only shifted.
   *
   * @param train the other part, not empty
   */
  public FeatureExamples standardizedBy(FeatureExamples train) {
    float[] scaled = new float[features.length];
    for (int feature = 0; feature < featureSize; feature++) {
      int place = feature;
      AnswerScale scale =
          AnswerScale.standardizing(
              train.size(), example -> train.features[example * featureSize + place]);
      for (int at = feature; at < features.length; at += featureSize) {
        scaled[at] = (float) scale.toNetwork(features[at]);
      }
    }
    return new FeatureExamples(examples, scaled, featureSize);
  }

  /** The examples that a part is computed of; the part itself where it is not. */
  static Examples original(Examples part) {
    return part instanceof FeatureExamples computed ? computed.examples : part;
  }

  /** Length F' of one input. */
  public int featureSize() {
    return featureSize;
  }

  /** All of them, {@code [N, F']}; not to be changed. */
  public float[] features() {
    return features;
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
