package dev.ensayo.backend.compiled.node;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * One named array of parameters of one layer, a part of the flat buffer.
 *
 * @param layer position of the layer in the network
 * @param name Deeplearning4j's, such as {@code W}
 * @param trained whether the updater changes it; else its gradient stays zero
 * @param offset where it begins in the flat buffer
 * @param values the parameters, in place
 * @param gradient of the loss in them
 */
public record ParameterTensor(
    int layer,
    NeuralNetConfiguration configuration,
    String name,
    boolean trained,
    int offset,
    Slice values,
    Slice gradient) {
  public int length() {
    return values.length();
  }

  public int end() {
    return offset + length();
  }

  /** Names the layer in messages. */
  public String owner() {
    return "layer " + layer + " (" + configuration.getLayer().getClass().getSimpleName() + ")";
  }
}
