package dev.ensayo.backend.compiled.node;

/** Makes the block of one kind of Deeplearning4j layer. */
@FunctionalInterface
public interface BlockFactory {
  /**
   * Checks that the layer asks for nothing the block lacks, takes parameters, workspace and the
   * output from the context, and makes the block.
   */
  Block create(BlockContext context);
}
