package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.PlanesFactory;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/** The blocks by Deeplearning4j's preprocessors, which rearrange a layer's input. */
public final class Preprocessors {
  private Preprocessors() {}

  /** The factory for a preprocessor. */
  public static BlockFactory of(InputPreProcessor preprocessor, String owner) {
    if (preprocessor.getClass() == FeedForwardToCnnPreProcessor.class) {
      return new ImagesFactory(shape((FeedForwardToCnnPreProcessor) preprocessor));
    }
    if (preprocessor.getClass() == CnnToFeedForwardPreProcessor.class) {
      return PlanesFactory.of(PlanesFactory.Use.FLATTENS, FlattenBlock::new);
    }
    throw Unsupported.inLayer(owner, preprocessor.getClass().getSimpleName());
  }

  /** {@code [C, H, W]}. */
  public static Shape shape(FeedForwardToCnnPreProcessor images) {
    return Shape.image(
        Math.toIntExact(images.getNumChannels()),
        Math.toIntExact(images.getInputHeight()),
        Math.toIntExact(images.getInputWidth()));
  }
}
