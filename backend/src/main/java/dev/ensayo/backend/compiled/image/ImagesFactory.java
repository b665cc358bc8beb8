package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.LinesFactory;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.PlanesFactory;
import dev.ensayo.backend.compiled.node.Shape;

/**
 * Makes the blocks that make images of rows, which can lie as anybody likes.
 *
 * @param shape {@code [C, H, W]}
 */
record ImagesFactory(Shape shape) implements PlanesFactory, LinesFactory {
  @Override
  public Use use(Node node) {
    return Use.WRITES;
  }

  @Override
  public boolean takesLines(Node node) {
    return true;
  }

  @Override
  public Block create(BlockContext context) {
    return new ImagesBlock(context, shape);
  }
}
