package dev.ensayo.backend.compiled.image;

import dev.ensayo.backend.compiled.arithmetic.ImageArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ImageLayout;
import dev.ensayo.backend.compiled.node.ParameterTensor;

/**
 * The products of kernels {@code [O, C, KH, KW]} with the windows of an image of C channels, each
 * of which belongs to one pixel of O channels: from the image to the pixels, as a convolution goes
 * forward, from the pixels to the image, as its gradient goes back and a transposed convolution
 * forward, and of both to the gradient of the kernels.
 *
 * <p>Images are given in their {@link Frame} where one is needed.
 */
interface KernelProducts {
  /**
   * The products for images that lie as those of a block.
   *
   * @param windows over the image
   * @param channels C
   * @param filters O
   */
  static KernelProducts of(
      BlockContext context, Windows windows, ParameterTensor weights, int channels, int filters) {
    return context.layout() == ImageLayout.LINES
        ? new LineProducts(context, windows, weights, channels, filters)
        : new WindowProducts(context, windows, weights, channels, filters);
  }

  /** Takes the kernels as they are now; first in a pass. */
  void takeKernels(ImageArithmetic images);

  /**
   * z ← products of the kernels with the windows of x.
   *
   * @param x the image in its frame
   * @param z the pixels
   */
  void fromImage(ImageArithmetic images, Slice x, int batch, Slice z);

  /** z ← z + products of the kernels with the windows of x. */
  void addFromImage(ImageArithmetic images, Slice x, int batch, Slice z);

  /** The gradient of the kernels ← products of the windows of x with the pixels z. */
  void kernelGradient(ImageArithmetic images, Slice x, Slice z, int batch);

  /** x ← x + the kernels times the pixels z, each over its window. */
  void addToImage(ImageArithmetic images, Slice z, int batch, Slice x);
}
