package dev.ensayo.environments.examples;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * The shape of a picture, {@code [C, H, W]}.
 *
 * @param channels C: 1 for grey, 3 for red, green and blue
 * @param height H, in pixels
 * @param width W, in pixels
 */
public record PictureShape(int channels, int height, int width) {
  public PictureShape {
    checkArgument(channels == 1 || channels == 3, "1 or 3 channels, not %s", channels);
    checkArgument(height > 0 && width > 0, "%s × %s pixels", height, width);
  }

  /** C·H·W. */
  public int size() {
    return channels * height * width;
  }

  /** H·W. */
  public int pixels() {
    return height * width;
  }

  /** As in "28×28 grey". */
  @Override
  public String toString() {
    return height + "×" + width + (channels == 1 ? " grey" : " RGB");
  }
}
