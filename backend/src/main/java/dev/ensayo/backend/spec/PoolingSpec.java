package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** One number for each window of an image, square unless a width is given, channel by channel. */
@Choice(value = "pooling", summary = "the largest number, mean or norm under windows of an image")
public record PoolingSpec(
    @Setting(value = "what becomes of a window", defaultValue = "max") PoolingKind kind,
    @Setting(
            value = "side of the square window, or its height",
            defaultValue = "2",
            min = 1,
            max = 1024,
            unit = "pixels")
        int kernel,
    @Setting(
            value = "distance of neighbouring windows, or of those above each other",
            defaultValue = "2",
            min = 1,
            max = 1024,
            unit = "pixels")
        int stride,
    @Setting(value = "what windows do at the border", defaultValue = "valid") Padding padding,
    @Setting(
            value = "rows (and columns) around the image that count as empty, for valid padding",
            defaultValue = "0",
            min = 0,
            max = 1024,
            unit = "pixels")
        int border,
    @Setting(value = "p of the norm, for kind norm", defaultValue = "2", min = 1, max = 16)
        int exponent,
    @Setting(
            value = "width of the window, where it is not as its height",
            min = 1,
            max = 1024,
            unit = "pixels")
        OptionalInt kernelWidth,
    @Setting(
            value =
                "distance of windows side by side, where it is not as that of windows above each other",
            min = 1,
            max = 1024,
            unit = "pixels")
        OptionalInt strideWidth,
    @Setting(
            value = "columns around the image that count as empty, where it is not as the rows",
            min = 0,
            max = 1024,
            unit = "pixels")
        OptionalInt borderWidth)
    implements LayerSpec {

  public PoolingSpec {
    Settings.check(
        PoolingSpec.class,
        kind,
        kernel,
        stride,
        padding,
        border,
        exponent,
        kernelWidth,
        strideWidth,
        borderWidth);
    ImageShape.checkBorder(padding, border, borderWidth);
    if (border >= kernel || borderWidth.orElse(border) >= kernelWidth.orElse(kernel)) {
      throw new InvalidSettingException(
          "border", "must be less than the window, else some windows see nothing of the image");
    }
  }

  /** Square windows without a border; a norm is Euclid's. */
  public PoolingSpec(PoolingKind kind, int kernel, int stride, Padding padding) {
    this(
        kind,
        kernel,
        stride,
        padding,
        0,
        2,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** Windows beside each other, inside the image. */
  public static PoolingSpec of(PoolingKind kind, int kernel) {
    return new PoolingSpec(kind, kernel, kernel, Padding.VALID);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    List<Integer> image = ImageShape.check(inputShape, "pooling");
    return ImmutableList.of(
        image.get(0),
        ImageShape.positions("height", image.get(1), kernel, stride, padding, border, 1),
        ImageShape.positions(
            "width",
            image.get(2),
            kernelWidth.orElse(kernel),
            strideWidth.orElse(stride),
            padding,
            borderWidth.orElse(border),
            1));
  }

  @Override
  public void addTo(LayerDraft draft) {
    draft.add(
        new SubsamplingLayer.Builder(InDeeplearning4j.pooling(kind))
            .kernelSize(kernelSize())
            .stride(strides())
            .padding(borders())
            .pnorm(exponent)
            .convolutionMode(InDeeplearning4j.padding(padding))
            .build());
  }

  /** Height and width of the window. */
  public int[] kernelSize() {
    return new int[] {kernel, kernelWidth.orElse(kernel)};
  }

  /** Distance of windows above each other and side by side. */
  public int[] strides() {
    return new int[] {stride, strideWidth.orElse(stride)};
  }

  /** Empty rows and columns on each side. */
  public int[] borders() {
    return new int[] {border, borderWidth.orElse(border)};
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }
}
