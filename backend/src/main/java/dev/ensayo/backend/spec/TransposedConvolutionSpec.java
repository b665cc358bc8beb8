package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import java.util.List;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;

/**
 * A two-dimensional transposed convolution of an image {@code [C, H, W]}, with kernels {@code [C,
 * filters, KH, KW]}: each pixel adds the kernels times its numbers to a window of the output, so
 * that the image grows as a convolution of the same windows would shrink it (Zeiler et al.,
 * "Deconvolutional networks", 2010; Dumoulin and Visin, "A guide to convolution arithmetic", 2016,
 * chapter 4).
 *
 * <p>A side of N pixels becomes S·(N − 1) + K − 2P, with stride S, kernel K and P rows or columns
 * cut off on each side of the output; with {@code padding: same}, S·N.
 *
 * <p>Initial weights are drawn as Deeplearning4j does, whose fan-in C·KH·KW is S² times the numbers
 * that a pixel of the output sees where windows of stride S do not overlap: a gain of S makes up
 * for that.
 *
 * @param dropout probability of dropping each number of the layer's <em>input</em> while training
 * @param gain factor of the initial weights
 */
@Choice(
    value = "transposed-convolution",
    summary = "a two-dimensional transposed convolution, which makes an image larger")
public record TransposedConvolutionSpec(
    @Setting(value = "channels of the output", min = 1, max = 1 << 16, unit = "channels")
        int filters,
    @Unwrapped({
          @Unwrapped.Here(
              key = "stride",
              value = "rows (and columns) of the output from one pixel of the input to the next"),
          @Unwrapped.Here(
              key = "padding",
              value = "size of the output: S·(N − 1) + K − 2P (valid) or S·N (same)"),
          @Unwrapped.Here(
              key = "border",
              value = "rows (and columns) P cut off on each side of the output, for valid padding"),
          @Unwrapped.Here(
              key = "strideWidth",
              value = "the stride of the columns, where it is not as that of the rows"),
          @Unwrapped.Here(
              key = "borderWidth",
              value = "columns cut off on each side, where they are not as many as the rows")
        })
        WindowSpec windows,
    @Setting(value = "whether each channel has a bias", defaultValue = "true", after = "border")
        boolean bias,
    @Setting(
            value = "function of each number" + Activation.OURS,
            defaultValue = "relu",
            after = "border")
        Activation activation,
    @Setting(value = "distribution of the initial weights", defaultValue = "relu", after = "border")
        Initialization initialization,
    @Setting(
            value = "probability of dropping each number of the input while training",
            defaultValue = "0",
            min = 0,
            max = 1,
            maxExcluded = true,
            after = "border")
        double dropout,
    @Setting(
            value = "factor of the initial weights",
            defaultValue = "1",
            min = 0,
            minExcluded = true)
        double gain,
    @Setting(value = "where each bias starts", defaultValue = "0") double initialBias)
    implements LayerSpec {

  public TransposedConvolutionSpec {
    Settings.check(
        TransposedConvolutionSpec.class,
        filters,
        windows,
        bias,
        activation,
        initialization,
        dropout,
        gain,
        initialBias);
    windows.checkCovers();
  }

  /**
   * A layer whose windows lie beside each other, which makes an image {@code side} times as high
   * and wide; its weights start as large as the rule of the initialization wants.
   *
   * @param side of the kernel, and the stride
   */
  public static TransposedConvolutionSpec of(
      int filters, int side, Activation activation, Initialization initialization) {
    WindowSpec windows = new WindowSpec(side, side, Padding.VALID, 0);
    return new TransposedConvolutionSpec(
        filters, windows, true, activation, initialization, 0, side, 0);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    List<Integer> image = ImageShape.check(inputShape, "a transposed convolution");
    return ImmutableList.<Integer>builder().add(filters).addAll(windows.covered(image)).build();
  }

  @Override
  public void addTo(LayerDraft draft) {
    int channels = draft.inputShape().get(0);
    int[] kernel = windows.size();
    Deconvolution2D.Builder layer =
        new Deconvolution2D.Builder(kernel)
            .nIn(channels)
            .nOut(filters)
            .stride(windows.strides())
            .padding(windows.borders())
            .convolutionMode(InDeeplearning4j.padding(windows.padding()))
            .hasBias(bias)
            .activation(InDeeplearning4j.activation(activation))
            .weightInit(
                InDeeplearning4j.initialization(
                    initialization, channels * kernel[0] * kernel[1], gain))
            .biasInit(initialBias);
    draft
        .regularization()
        .maxNorm()
        .ifPresent(norm -> layer.constrainWeights(new MaxNormConstraint(norm, 0, 2, 3)));
    if (dropout > 0) {
      layer.dropOut(1 - dropout);
    }
    draft.add(layer.build());
  }
}
