package dev.ensayo.backend.compiled.node;

import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Names the blocks of a family of layers. Found by {@link java.util.ServiceLoader}, so an
 * implementation has a public constructor without arguments.
 */
public interface BlockProvider {
  /** What makes the block, by Deeplearning4j's class of the layer itself, not by one above it. */
  Map<Class<? extends Layer>, BlockFactory> blocks();

  /** The same for layers that are several blocks; none unless overridden. */
  default Map<Class<? extends Layer>, LayerNodesFactory> nodes() {
    return Map.of();
  }
}
