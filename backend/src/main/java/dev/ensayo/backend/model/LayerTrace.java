package dev.ensayo.backend.model;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A layer and what one input became in it.
 *
 * @param kind of Deeplearning4j, such as {@code ConvolutionLayer}
 * @param windows that it moves over an image; empty for layers without
 * @param outputShape {@code [F]} or {@code [C, H, W]}
 * @param parameters how many it has, stored statistics of a normalization included
 * @param multiplyAdds how many its weights need for one input, 0 for layers without weights; empty
 *     where that is not known here
 * @param output its numbers, channel by channel
 * @param kernels of a convolution, {@code [filters, C, KH, KW]}; empty for all others
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerTrace(
    String kind,
    Optional<Windows> windows,
    ImmutableList<Integer> outputShape,
    long parameters,
    OptionalLong multiplyAdds,
    float[] output,
    float[] kernels) {
  /**
   * Windows over an image, each number that of rows and that of columns.
   *
   * @param size pixels of a window
   * @param strides distance of neighbouring windows
   * @param borders pixels added on each side, where {@code same} is not set
   * @param dilations distance of a window's own pixels in the image
   * @param same whether there are as many windows as pixels, over the stride
   */
  public record Windows(
      ImmutableList<Integer> size,
      ImmutableList<Integer> strides,
      ImmutableList<Integer> borders,
      ImmutableList<Integer> dilations,
      boolean same) {}

  /** Whether it is a convolution whose kernels are known. */
  public boolean isConvolution() {
    return kernels.length > 0;
  }

  /** Whether its output is an image. */
  public boolean isImage() {
    return outputShape.size() == 3;
  }

  /** Height and width of a kernel; only of a convolution. */
  public List<Integer> kernelSides() {
    return windows.orElseThrow().size();
  }
}
