package dev.ensayo.backend.compiled.example;

import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.BlockProvider;
import dev.ensayo.backend.example.Maxout;
import dev.ensayo.backend.example.MinimalGated;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;

/** The blocks of this jar. */
public final class ExampleBlocks implements BlockProvider {
  @Override
  public Map<Class<? extends Layer>, BlockFactory> blocks() {
    return Map.of(
        Maxout.class, MaxoutBlock::new,
        MinimalGated.class, MinimalGatedCell::block);
  }
}
