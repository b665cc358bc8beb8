package dev.ensayo.backend.compiled.node;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/**
 * A layer as its network has it.
 *
 * @param index position in the network, in whose order the parameters are
 * @param configuration the layer's own, without what wraps it
 * @param frozen whether its parameters stay as they are
 * @param walk how it goes over the steps of a window, if it does
 */
public record NetworkLayer(
    int index, NeuralNetConfiguration configuration, boolean frozen, Walk walk) {
  /** A layer that is not one of two walks. */
  public NetworkLayer(int index, NeuralNetConfiguration configuration, boolean frozen) {
    this(index, configuration, frozen, Walk.CARRIED);
  }

  /** Names the layer in messages. */
  public String owner() {
    String name = configuration.getLayer().getLayerName();
    return "layer " + index + " (" + (name == null ? "" : name + ", ") + kind() + ")";
  }

  private String kind() {
    return configuration.getLayer().getClass().getSimpleName();
  }
}
