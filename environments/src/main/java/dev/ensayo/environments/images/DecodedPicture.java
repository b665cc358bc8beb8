package dev.ensayo.environments.images;

import dev.ensayo.environments.examples.PictureReshaping;
import dev.ensayo.environments.examples.PictureShape;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;

/**
 * A picture as a reader gave it, to be read row by row; what is transparent is black.
 *
 * @param shape of the rows: grey where the picture is stored as grey
 * @param rows its levels; 255 is the full range whatever its depth
 * @param profile the colours that the levels are in, where they are not sRGB yet
 */
record DecodedPicture(
    PictureShape shape, PictureReshaping.Rows rows, Optional<ColorSpace> profile) {
  private static final int OPAQUE = 255;
  private static final int BYTE_BITS = 8;
  private static final int COLORS = 3;

  static DecodedPicture of(BufferedImage image) {
    ColorModel model = image.getColorModel();
    int channels = channels(model);
    PictureShape shape = new PictureShape(channels, image.getHeight(), image.getWidth());
    if (channels == 1 && !(model instanceof IndexColorModel)) {
      return new DecodedPicture(shape, (y, levels) -> samples(image, y, levels), Optional.empty());
    }
    boolean standard = model.getColorSpace().isCS_sRGB();
    if (hasColorBytes(model) && (standard || !model.hasAlpha())) {
      return new DecodedPicture(
          shape, bytes(image), standard ? Optional.empty() : Optional.of(model.getColorSpace()));
    }
    return new DecodedPicture(shape, colors(image, channels), Optional.empty());
  }

  /**
   * A JPEG of four colours, as it is stored: inverted, as Adobe's programs write it and other
   * decoders take it. Without a profile, as in Pillow and ImageMagick: red = (255 − cyan) · (255 −
   * black) / 255.
   *
   * @param ycck whether cyan, magenta and yellow are stored as luma and chroma (ITU-R BT.601)
   */
  static DecodedPicture ofFourColors(Raster raster, boolean ycck) {
    int width = raster.getWidth();
    int[] samples = new int[4 * width];
    PictureReshaping.Rows rows =
        (y, levels) -> {
          raster.getPixels(0, y, width, 1, samples);
          for (int x = 0; x < width; x++) {
            int at = 4 * x;
            if (ycck) {
              invertedColors(samples, at);
            }
            for (int c = 0; c < COLORS; c++) {
              levels[c * width + x] =
                  (byte) ((samples[at + c] * samples[at + COLORS] + OPAQUE / 2) / OPAQUE);
            }
          }
        };
    return new DecodedPicture(
        new PictureShape(COLORS, raster.getHeight(), width), rows, Optional.empty());
  }

  private static void invertedColors(int[] samples, int at) {
    double luma = samples[at];
    double blue = samples[at + 1] - 128;
    double red = samples[at + 2] - 128;
    samples[at] = OPAQUE - clamp(luma + 1.402 * red);
    samples[at + 1] = OPAQUE - clamp(luma - 0.344136 * blue - 0.714136 * red);
    samples[at + 2] = OPAQUE - clamp(luma + 1.772 * blue);
  }

  private static int clamp(double level) {
    return (int) Math.round(Math.max(0, Math.min(OPAQUE, level)));
  }

  /** 1 for pictures that are stored as grey, else 3. */
  static int channels(ColorModel model) {
    boolean grey =
        model instanceof IndexColorModel palette
            ? isGrey(palette)
            : model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    return grey ? 1 : COLORS;
  }

  private static boolean isGrey(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getGreen(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasColorBytes(ColorModel model) {
    return model instanceof ComponentColorModel
        && model.getTransferType() == DataBuffer.TYPE_BYTE
        && model.getColorSpace().getType() == ColorSpace.TYPE_RGB
        && !model.isAlphaPremultiplied()
        && Arrays.stream(model.getComponentSize()).allMatch(bits -> bits == BYTE_BITS);
  }

  /** The stored numbers; getRGB would bend them, as it takes grey for linear light. */
  private static void samples(BufferedImage image, int y, byte[] levels) {
    Raster raster = image.getRaster();
    int bits = image.getColorModel().getComponentSize(0);
    boolean alpha = image.getColorModel().hasAlpha();
    for (int x = 0; x < image.getWidth(); x++) {
      int level = raster.getSample(x, y, 0);
      level = bits > BYTE_BITS ? level >>> (bits - BYTE_BITS) : level;
      if (alpha) {
        level = level * (image.getRGB(x, y) >>> (3 * BYTE_BITS)) / OPAQUE;
      }
      levels[x] = (byte) level;
    }
  }

  /** The stored bytes of red, green, blue, and transparency if there is any. */
  private static PictureReshaping.Rows bytes(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int bands = raster.getNumBands();
    byte[] stored = new byte[bands * width];
    return (y, levels) -> {
      raster.getDataElements(0, y, width, 1, stored);
      for (int x = 0; x < width; x++) {
        int at = bands * x;
        for (int c = 0; c < COLORS; c++) {
          byte level = stored[at + c];
          levels[c * width + x] =
              bands == COLORS
                  ? level
                  : (byte) ((level & 0xFF) * (stored[at + COLORS] & 0xFF) / OPAQUE);
        }
      }
    };
  }

  private static PictureReshaping.Rows colors(BufferedImage image, int channels) {
    int width = image.getWidth();
    int[] row = new int[width];
    return (y, levels) -> {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int alpha = row[x] >>> (3 * BYTE_BITS);
        for (int c = 0; c < channels; c++) {
          int level = (row[x] >>> (BYTE_BITS * (2 - c))) & 0xFF;
          levels[c * width + x] = (byte) (level * alpha / OPAQUE);
        }
      }
    };
  }

  /** Brings reshaped levels from the profile's colours to sRGB. */
  void toStandardColors(Pixels pixels) {
    if (profile.isEmpty()) {
      return;
    }
    float[] color = new float[COLORS];
    int plane = pixels.shape().pixels();
    byte[] levels = pixels.levels();
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < COLORS; c++) {
        color[c] = (levels[c * plane + i] & 0xFF) / (float) OPAQUE;
      }
      float[] standard = profile.get().toRGB(color);
      for (int c = 0; c < COLORS; c++) {
        levels[c * plane + i] = (byte) (int) (standard[c] * OPAQUE + 0.5f);
      }
    }
  }
}
