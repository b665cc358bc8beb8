package dev.ensayo.backend.compiled.node;

/** Makes blocks that can also work on images that lie as planes; see {@link ImageLayout}. */
public interface PlanesFactory extends BlockFactory {
  /** What the block of a node does with planes. */
  enum Use {
    /** Nothing: it knows pixels alone. */
    NONE,
    /** Writes them. */
    WRITES,
    /** Writes them where it reads them. */
    KEEPS,
    /** Makes rows of images; who reads its rows may read the planes themselves. */
    FLATTENS,
    /** Reads them as the numbers of a row. */
    READS
  }

  /** What the block of a node would do. */
  Use use(Node node);

  /** A factory whose blocks do the same for every node. */
  static PlanesFactory of(Use use, BlockFactory factory) {
    return new PlanesFactory() {
      @Override
      public Use use(Node node) {
        return use;
      }

      @Override
      public Block create(BlockContext context) {
        return factory.create(context);
      }
    };
  }

  /** What the block of a node would do, whatever its factory is. */
  static Use useOf(Node node) {
    return node.factory() instanceof PlanesFactory planes ? planes.use(node) : Use.NONE;
  }
}
