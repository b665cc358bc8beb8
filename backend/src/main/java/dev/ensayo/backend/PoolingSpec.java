package dev.ensayo.backend;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** The largest number or the mean under each square window of an image, channel by channel. */
@Choice(value = "pooling", summary = "the largest number or the mean under windows of an image")
public record PoolingSpec(
    @Setting(value = "what becomes of a window", defaultValue = "max") PoolingKind kind,
    @Setting(
            value = "side of the square window",
            defaultValue = "2",
            min = 1,
            max = 1024,
            unit = "pixels")
        int kernel,
    @Setting(
            value = "distance of neighbouring windows",
            defaultValue = "2",
            min = 1,
            max = 1024,
            unit = "pixels")
        int stride,
    @Setting(value = "what windows do at the border", defaultValue = "valid") Padding padding)
    implements LayerSpec {

  public PoolingSpec {
    Settings.check(PoolingSpec.class, kind, kernel, stride, padding);
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
        ImageShape.positions("height", image.get(1), kernel, stride, padding, 0, 1),
        ImageShape.positions("width", image.get(2), kernel, stride, padding, 0, 1));
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }
}
