package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ImageLayout;

/**
 * An image as windows see it: with zeros around it as far as they reach. Where its numbers lie
 * moves with the size of the batch.
 */
interface Frame {
  /**
   * The frame for images that lie as those of a block.
   *
   * @param channels of the image
   */
  static Frame of(BlockContext context, Windows windows, int channels) {
    return context.layout() == ImageLayout.LINES
        ? new LineFrame(windows, channels, context.largestBatch())
        : new Border(windows, channels);
  }

  /** Whether windows see anything else than the image as it lies. */
  boolean needed();

  /** Numbers of one image in its frame. */
  int size();

  /** The image with its frame ← 0. */
  void clear(ImageArithmetic images, Slice framed, int batch);

  /** Copies an image into its frame. */
  void put(ImageArithmetic images, Slice image, int batch, Slice framed);

  /**
   * Takes an image out of its frame.
   *
   * @param add whether it is added to what is there
   */
  void take(ImageArithmetic images, Slice framed, int batch, Slice image, boolean add);
}
