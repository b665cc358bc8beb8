package dev.ensayo.backend.compiled;

import org.deeplearning4j.nn.api.NeuralNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The flat arrays of a network, which a plan changes in place.
 *
 * @param updaterState null where no updater keeps any
 */
public record NetworkBuffers(INDArray parameters, INDArray updaterState) {
  /** Those of a network that is initialized and whose updater state is laid out. */
  public static NetworkBuffers of(NeuralNetwork network) {
    return new NetworkBuffers(network.params(), network.updaterState());
  }
}
