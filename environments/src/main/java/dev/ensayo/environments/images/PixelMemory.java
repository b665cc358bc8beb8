package dev.ensayo.environments.images;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.environments.examples.PictureShape;

/** Takes memory for the pixels of one part, if there is so much. */
final class PixelMemory {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int MEGABYTE_BITS = 20;

  private PixelMemory() {}

  /**
   * An array for so many pictures, {@code [N, C, H, W]}.
   *
   * @param source their place, for the message
   * @throws InvalidSettingException if Java has less memory, or the array would be too long
   */
  static byte[] take(String source, long count, PictureShape shape) {
    long bytes = count * shape.channels() * shape.height() * shape.width();
    long available = Math.min(LONGEST_ARRAY, Runtime.getRuntime().maxMemory());
    if (bytes > available) {
      throw new InvalidSettingException(
          "source",
          ("%s: %s images of %s take %s MB, and there are %s MB for them; make them smaller with"
                  + " size: [height, width], or give Java more with ENSAYO_JAVA_OPTIONS=-Xmx…")
              .formatted(source, count, shape, bytes >> MEGABYTE_BITS, available >> MEGABYTE_BITS));
    }
    return new byte[(int) bytes];
  }
}
