package dev.ensayo.backend.compiled.node;

import com.google.common.collect.ImmutableList;

/** Makes the nodes of one kind of Deeplearning4j layer that is several blocks. */
@FunctionalInterface
public interface LayerNodesFactory {
  /**
   * Adds the nodes to a network's; they take the layer's parameters in their order.
   *
   * @param value what the layer's output is called, which the last of the nodes writes
   * @param inputs what its inputs are called, one alone of almost all layers
   */
  void addTo(
      ImmutableList.Builder<Node> nodes,
      NetworkLayer layer,
      String value,
      ImmutableList<String> inputs);
}
