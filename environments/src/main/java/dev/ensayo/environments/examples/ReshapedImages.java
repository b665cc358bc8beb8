package dev.ensayo.environments.examples;

import dev.ensayo.core.environment.Split;

/** A set of images brought to another size or number of channels. */
public final class ReshapedImages extends ForwardingImageSet {
  private final ImageSet inner;
  private final PictureColor color;
  private final PictureFit fit;
  private final PictureShape shape;

  /**
   * @param height in pixels
   * @param width in pixels
   */
  public ReshapedImages(ImageSet inner, PictureColor color, int height, int width, PictureFit fit) {
    super(inner);
    this.inner = inner;
    this.color = color;
    this.fit = fit;
    this.shape = new PictureReshaping(inner.shape(), color, height, width, fit).to();
  }

  @Override
  public PictureShape shape() {
    return shape;
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
}
