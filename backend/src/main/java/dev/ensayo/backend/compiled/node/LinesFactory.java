package dev.ensayo.backend.compiled.node;

import java.util.function.Predicate;

/** Makes blocks that can also work on images that lie line by line; see {@link ImageLayout}. */
public interface LinesFactory extends BlockFactory {
  /** Whether the block of a node can. */
  boolean takesLines(Node node);

  /** A factory whose blocks can for some nodes. */
  static LinesFactory of(Predicate<Node> takesLines, BlockFactory factory) {
    return new LinesFactory() {
      @Override
      public boolean takesLines(Node node) {
        return takesLines.test(node);
      }

      @Override
      public Block create(BlockContext context) {
        return factory.create(context);
      }
    };
  }

  /** Whether the block of a node can, whatever its factory is. */
  static boolean canTakeLines(Node node) {
    return node.factory() instanceof LinesFactory lines && lines.takesLines(node);
  }
}
