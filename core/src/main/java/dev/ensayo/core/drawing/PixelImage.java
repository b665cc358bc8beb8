package dev.ensayo.core.drawing;

import static com.google.common.base.Preconditions.checkArgument;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A small picture as an address that holds it: {@code data:image/png;base64,…}. */
public final class PixelImage {
  private static final int OPAQUE = 0xff;

  private PixelImage() {}

  /**
   * A picture from its bytes.
   *
   * @param pixels {@code [channels, height, width]}, 255 for the brightest
   * @param channels 1 grey, 3 red, green and blue
   */
  public static String ofBytes(byte[] pixels, int channels, int height, int width) {
    checkArgument(channels == 1 || channels == 3, "channels must be 1 or 3: %s", channels);
    int area = height * width;
    checkArgument(
        pixels.length == channels * area,
        "%s bytes for [%s, %s, %s]",
        pixels.length,
        channels,
        height,
        width);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < area; i++) {
      int red = pixels[i] & OPAQUE;
      int green = pixels[channels == 1 ? i : area + i] & OPAQUE;
      int blue = pixels[channels == 1 ? i : 2 * area + i] & OPAQUE;
      image.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }
    return address(image);
  }

  /**
   * The address of an image.
   *
   * @param image any image
   */
  public static String address(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
