package dev.ensayo.environments.images;

import dev.ensayo.environments.examples.PictureColor;
import dev.ensayo.environments.examples.PictureFit;
import dev.ensayo.environments.examples.PictureReshaping;
import dev.ensayo.environments.examples.PictureShape;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The levels of a decoded picture.
 *
 * @param levels {@code [C, H, W]}; what is transparent is black
 */
record Pixels(PictureShape shape, byte[] levels) {
  private static final int OPAQUE = 255;
  private static final int BYTE_BITS = 8;

  /** Grey where the picture is stored as grey, with full range 255 whatever its depth. */
  static Pixels of(BufferedImage image) {
    ColorModel model = image.getColorModel();
    boolean grey =
        model instanceof IndexColorModel palette
            ? isGrey(palette)
            : model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    PictureShape shape = new PictureShape(grey ? 1 : 3, image.getHeight(), image.getWidth());
    byte[] levels = new byte[shape.size()];
    if (grey && !(model instanceof IndexColorModel)) {
      readSamples(image, levels);
    } else {
      readColors(image, shape, levels);
    }
    return new Pixels(shape, levels);
  }

  private static boolean isGrey(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getGreen(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  /** The stored numbers; getRGB would bend them, as it takes grey for linear light. */
  private static void readSamples(BufferedImage image, byte[] levels) {
    Raster raster = image.getRaster();
    int bits = image.getColorModel().getComponentSize(0);
    boolean alpha = image.getColorModel().hasAlpha();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int level = raster.getSample(x, y, 0);
        level = bits > BYTE_BITS ? level >>> (bits - BYTE_BITS) : level;
        if (alpha) {
          level = level * (image.getRGB(x, y) >>> (3 * BYTE_BITS)) / OPAQUE;
        }
        levels[y * image.getWidth() + x] = (byte) level;
      }
    }
  }

  private static void readColors(BufferedImage image, PictureShape shape, byte[] levels) {
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int argb = image.getRGB(x, y);
        int alpha = argb >>> (3 * BYTE_BITS);
        for (int c = 0; c < shape.channels(); c++) {
          int level = (argb >>> (BYTE_BITS * (2 - c))) & 0xFF;
          levels[c * shape.pixels() + y * shape.width() + x] = (byte) (level * alpha / OPAQUE);
        }
      }
    }
  }

  /** Writes the picture in another shape. */
  void reshape(PictureShape to, PictureFit fit, byte[] out, int at) {
    PictureColor color = to.channels() == 3 ? PictureColor.RGB : PictureColor.GREY;
    new PictureReshaping(shape, color, to.height(), to.width(), fit).apply(levels, 0, out, at);
  }
}
