package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.BlockProvider;
import dev.ensayo.backend.compiled.node.LayerNodesFactory;
import dev.ensayo.backend.compiled.node.NetworkLayer;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.conf.layers.Layer;

/** The blocks of all {@link BlockProvider}s, by Deeplearning4j's layer classes. */
final class Blocks {
  /** Of the class path, which does not change; looked through when the first plan is made. */
  private static final class OnClassPath {
    static final Blocks ALL = new Blocks(ServiceLoader.load(BlockProvider.class));
  }

  private final ImmutableMap<Class<? extends Layer>, BlockFactory> byLayer;
  private final ImmutableMap<Class<? extends Layer>, LayerNodesFactory> nodesByLayer;

  Blocks(Iterable<BlockProvider> providers) {
    Map<Class<? extends Layer>, BlockFactory> all = new LinkedHashMap<>();
    Map<Class<? extends Layer>, LayerNodesFactory> several = new LinkedHashMap<>();
    for (BlockProvider provider : providers) {
      provider.blocks().forEach((layer, factory) -> put(all, layer, factory, provider));
      provider.nodes().forEach((layer, factory) -> put(several, layer, factory, provider));
    }
    byLayer = ImmutableMap.copyOf(all);
    nodesByLayer = ImmutableMap.copyOf(several);
  }

  private static <F> void put(
      Map<Class<? extends Layer>, F> all,
      Class<? extends Layer> layer,
      F factory,
      BlockProvider provider) {
    if (all.putIfAbsent(layer, factory) != null) {
      throw new InvalidSettingException(
          "layers",
          "there are two blocks for "
              + layer.getName()
              + "; the second is of "
              + provider.getClass().getName());
    }
  }

  /**
   * Adds the node of a layer, or its nodes where it is several blocks.
   *
   * @param value what the layer's output is called
   * @param inputs what its inputs are called
   * @throws InvalidSettingException if the layer has no block
   */
  static void addNodes(
      ImmutableList.Builder<Node> nodes,
      NetworkLayer layer,
      String value,
      ImmutableList<String> inputs) {
    Layer own = layer.configuration().getLayer();
    LayerNodesFactory several = OnClassPath.ALL.nodesByLayer.get(own.getClass());
    if (several == null) {
      nodes.add(Node.of(layer, value, inputs, forLayer(own, layer.owner())));
    } else {
      several.addTo(nodes, layer, value, inputs);
    }
  }

  /**
   * The factory for a layer.
   *
   * @throws InvalidSettingException if the layer has no block
   */
  static BlockFactory forLayer(Layer layer, String owner) {
    BlockFactory factory = OnClassPath.ALL.byLayer.get(layer.getClass());
    if (factory == null) {
      throw Unsupported.inLayer(owner, "block for this layer");
    }
    return factory;
  }
}
