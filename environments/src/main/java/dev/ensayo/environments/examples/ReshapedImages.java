package dev.ensayo.environments.examples;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import java.util.List;
import java.util.Map;

/** A set of images brought to another size or number of channels. */
public final class ReshapedImages implements ImageSet {
  private final ImageSet inner;
  private final PictureColor color;
  private final PictureFit fit;
  private final PictureShape shape;

  /**
   * @param height in pixels
   * @param width in pixels
   */
  public ReshapedImages(ImageSet inner, PictureColor color, int height, int width, PictureFit fit) {
    this.inner = inner;
    this.color = color;
    this.fit = fit;
    this.shape = new PictureReshaping(inner.shape(), color, height, width, fit).to();
  }

  @Override
  public ImmutableList<String> classes() {
    return inner.classes();
  }

  @Override
  public PictureShape shape() {
    return shape;
  }

  @Override
  public int[] labels(Split part) {
    return inner.labels(part);
  }

  @Override
  public byte[] pixels(Split part) {
    byte[] given = inner.pixels(part);
    int count = given.length / inner.shape().size();
    PictureReshaping reshaping =
        new PictureReshaping(inner.shape(), color, shape.height(), shape.width(), fit);
    byte[] reshaped = new byte[Math.multiplyExact(count, shape.size())];
    for (int i = 0; i < count; i++) {
      reshaping.apply(given, i * inner.shape().size(), reshaped, i * shape.size());
    }
    return reshaped;
  }

  @Override
  public PictureGeometry geometry() {
    return new PictureGeometry(inner.shape(), shape, fit);
  }

  @Override
  public boolean isUpright() {
    return inner.isUpright();
  }

  @Override
  public String origin(Split part, int index) {
    return inner.origin(part, index);
  }

  @Override
  public Map<String, String> sha256() {
    return inner.sha256();
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public List<String> notes() {
    return inner.notes();
  }
}
