package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.config.Unwrapped;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** One number for each window of an image, square unless a width is given, channel by channel. */
@Choice(value = "pooling", summary = "the largest number, mean or norm under windows of an image")
public record PoolingSpec(
    @Setting(value = "what becomes of a window", defaultValue = "max") PoolingKind kind,
    @Unwrapped({
          @Unwrapped.Here(
              key = "kernel",
              value = "side of the square window, or its height",
              defaultValue = "2"),
          @Unwrapped.Here(key = "stride", defaultValue = "2"),
          @Unwrapped.Here(
              key = "border",
              value = "rows (and columns) around the image that count as empty, for valid padding"),
          @Unwrapped.Here(
              key = "kernelWidth",
              value = "width of the window, where it is not as its height"),
          @Unwrapped.Here(
              key = "borderWidth",
              value = "columns around the image that count as empty, where it is not as the rows")
        })
        WindowSpec windows,
    @Setting(
            value = "p of the norm, for kind norm",
            defaultValue = "2",
            min = 1,
            max = 16,
            after = "border")
        int exponent)
    implements LayerSpec {

  public PoolingSpec {
    Settings.check(PoolingSpec.class, kind, windows, exponent);
    int[] size = windows.size();
    int[] borders = windows.borders();
    if (borders[0] >= size[0] || borders[1] >= size[1]) {
      throw new InvalidSettingException(
          "border", "must be less than the window, else some windows see nothing of the image");
    }
  }

  /** Square windows without a border; a norm is Euclid's. */
  public PoolingSpec(PoolingKind kind, int kernel, int stride, Padding padding) {
    this(kind, new WindowSpec(kernel, stride, padding, 0), 2);
  }

  /** Windows beside each other, inside the image. */
  public static PoolingSpec of(PoolingKind kind, int kernel) {
    return new PoolingSpec(kind, kernel, kernel, Padding.VALID);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    List<Integer> image = ImageShape.check(inputShape, "pooling");
    return ImmutableList.<Integer>builder()
        .add(image.get(0))
        .addAll(windows.positions(image, 1, 1))
        .build();
  }

  @Override
  public void addTo(LayerDraft draft) {
    draft.add(
        new SubsamplingLayer.Builder(InDeeplearning4j.pooling(kind))
            .kernelSize(windows.size())
            .stride(windows.strides())
            .padding(windows.borders())
            .pnorm(exponent)
            .convolutionMode(InDeeplearning4j.padding(windows.padding()))
            .build());
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }
}
