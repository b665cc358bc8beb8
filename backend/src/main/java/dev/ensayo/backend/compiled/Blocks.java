package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.BlockProvider;
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

  Blocks(Iterable<BlockProvider> providers) {
    Map<Class<? extends Layer>, BlockFactory> all = new LinkedHashMap<>();
    for (BlockProvider provider : providers) {
      provider
          .blocks()
          .forEach(
              (layer, factory) -> {
                if (all.putIfAbsent(layer, factory) != null) {
                  throw new InvalidSettingException(
                      "layers",
                      "there are two blocks for "
                          + layer.getName()
                          + "; the second is of "
                          + provider.getClass().getName());
                }
              });
    }
    byLayer = ImmutableMap.copyOf(all);
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
