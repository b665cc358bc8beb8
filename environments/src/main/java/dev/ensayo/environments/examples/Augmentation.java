package dev.ensayo.environments.examples;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import java.util.Arrays;

/**
 * Distorts pictures at random while they are trained on.
 *
 * <p>One affine map, sampled bilinearly, does crop, scale, rotation, mirroring and shift, in this
 * order; then brightness, noise, and cutout (DeVries and Taylor, "Improved regularization of
 * convolutional neural networks with cutout", 2017: a square around a point anywhere in the
 * picture, clipped at the edges, is blanked). A shift by whole pixels and a mirroring move pixels
 * without sampling. Levels stay in [0, 255]; normalization comes last. Nothing is allocated.
 * Thread-safe.
 */
final class Augmentation {
  /** Levels as they are. */
  static final PixelScaling LEVELS = new PixelScaling(new float[] {1, 1, 1}, new float[] {0, 0, 0});

  private static final float BRIGHTEST = 255;

  private final AugmentationSpec config;
  private final PictureShape shape;
  private final double centerX;
  private final double centerY;

  Augmentation(AugmentationSpec config, PictureShape shape) {
    this.config = config;
    this.shape = shape;
    this.centerX = (shape.width() - 1) / 2.0;
    this.centerY = (shape.height() - 1) / 2.0;
  }

  /** Distorts nothing. */
  static Augmentation none(PictureShape shape) {
    return new Augmentation(Settings.defaults(AugmentationSpec.class), shape);
  }

  boolean isActive() {
    return config.isActive();
  }

  /**
   * Reads one picture distorted.
   *
   * @param pixels pictures {@code [N, C, H, W]}
   * @param at where the picture starts
   * @param scaling makes inputs of levels
   * @param into receives {@code [C, H, W]} from {@code offset} on
   */
  void apply(
      byte[] pixels, int at, RandomStream random, PixelScaling scaling, float[] into, int offset) {
    double crop = config.crop() < 1 ? random.nextDouble(config.crop(), 1) : 1;
    double cropX = crop < 1 ? symmetric(random, (1 - crop) / 2 * shape.width()) : 0;
    double cropY = crop < 1 ? symmetric(random, (1 - crop) / 2 * shape.height()) : 0;
    double scale = config.scale() > 0 ? 1 + symmetric(random, config.scale()) : 1;
    double degrees = config.rotate() > 0 ? symmetric(random, config.rotate()) : 0;
    boolean mirrorX = config.flip().horizontal() && random.nextBoolean();
    boolean mirrorY = config.flip().vertical() && random.nextBoolean();
    int shiftX = config.shift() > 0 ? random.nextInt(2 * config.shift() + 1) - config.shift() : 0;
    int shiftY = config.shift() > 0 ? random.nextInt(2 * config.shift() + 1) - config.shift() : 0;
    if (crop == 1 && scale == 1 && degrees == 0) {
      move(pixels, at, shiftX, shiftY, mirrorX, mirrorY, into, offset);
    } else {
      sample(
          pixels,
          at,
          crop / scale,
          cropX,
          cropY,
          degrees,
          mirrorX,
          mirrorY,
          shiftX,
          shiftY,
          into,
          offset);
    }
    if (config.brightness() > 0) {
      brighten((float) (BRIGHTEST * symmetric(random, config.brightness())), into, offset);
    }
    if (config.noise() > 0) {
      disturb(random, into, offset);
    }
    if (config.cutout() > 0) {
      int x = random.nextInt(shape.width());
      int y = random.nextInt(shape.height());
      blank(x, y, into, offset);
    }
    normalize(scaling, into, offset);
  }

  private static double symmetric(RandomStream random, double most) {
    return most * (2 * random.nextDouble() - 1);
  }

  /** Mirrors, then shifts; exact. */
  void move(
      byte[] pixels,
      int at,
      int shiftX,
      int shiftY,
      boolean mirrorX,
      boolean mirrorY,
      float[] into,
      int offset) {
    int width = shape.width();
    int height = shape.height();
    int out = offset;
    for (int c = 0; c < shape.channels(); c++) {
      int plane = at + c * shape.pixels();
      for (int y = 0; y < height; y++) {
        int fromY = mirrorY ? height - 1 - (y - shiftY) : y - shiftY;
        for (int x = 0; x < width; x++) {
          int fromX = mirrorX ? width - 1 - (x - shiftX) : x - shiftX;
          into[out++] = level(pixels, plane, fromX, fromY);
        }
      }
    }
  }

  /**
   * Samples bilinearly.
   *
   * @param zoom source pixels to a pixel of the result
   * @param cropX how far the center of the crop lies right of the picture's, in pixels
   * @param degrees counterclockwise as seen
   */
  void sample(
      byte[] pixels,
      int at,
      double zoom,
      double cropX,
      double cropY,
      double degrees,
      boolean mirrorX,
      boolean mirrorY,
      int shiftX,
      int shiftY,
      float[] into,
      int offset) {
    double radians = StrictMath.toRadians(degrees);
    double cos = zoom * StrictMath.cos(radians);
    double sin = zoom * StrictMath.sin(radians);
    double signX = mirrorX ? -1 : 1;
    double signY = mirrorY ? -1 : 1;
    int out = offset;
    for (int c = 0; c < shape.channels(); c++) {
      int plane = at + c * shape.pixels();
      for (int y = 0; y < shape.height(); y++) {
        double v = signY * (y - centerY - shiftY);
        double rowX = centerX + cropX - sin * v;
        double rowY = centerY + cropY + cos * v;
        for (int x = 0; x < shape.width(); x++) {
          double u = signX * (x - centerX - shiftX);
          into[out++] = bilinear(pixels, plane, rowX + cos * u, rowY + sin * u);
        }
      }
    }
  }

  private float bilinear(byte[] pixels, int plane, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float right = (float) (x - left);
    float down = (float) (y - top);
    int width = shape.width();
    if (left >= 0 && top >= 0 && left < width - 1 && top < shape.height() - 1) {
      int p = plane + top * width + left;
      float above = (1 - right) * (pixels[p] & 0xFF) + right * (pixels[p + 1] & 0xFF);
      float below =
          (1 - right) * (pixels[p + width] & 0xFF) + right * (pixels[p + width + 1] & 0xFF);
      return (1 - down) * above + down * below;
    }
    float above =
        (1 - right) * level(pixels, plane, left, top) + right * level(pixels, plane, left + 1, top);
    float below =
        (1 - right) * level(pixels, plane, left, top + 1)
            + right * level(pixels, plane, left + 1, top + 1);
    return (1 - down) * above + down * below;
  }

  private int level(byte[] pixels, int plane, int x, int y) {
    int width = shape.width();
    int height = shape.height();
    if (x < 0 || y < 0 || x >= width || y >= height) {
      if (config.fill() == AugmentationSpec.Fill.BLACK) {
        return 0;
      }
      return level(
          pixels, plane, Math.max(0, Math.min(width - 1, x)), Math.max(0, Math.min(height - 1, y)));
    }
    return pixels[plane + y * width + x] & 0xFF;
  }

  private void brighten(float levels, float[] into, int offset) {
    for (int i = offset; i < offset + shape.size(); i++) {
      into[i] = Math.max(0, Math.min(BRIGHTEST, into[i] + levels));
    }
  }

  private void disturb(RandomStream random, float[] into, int offset) {
    double deviation = BRIGHTEST * config.noise();
    for (int i = offset; i < offset + shape.size(); i++) {
      float noise = (float) (deviation * random.nextGaussian());
      into[i] = Math.max(0, Math.min(BRIGHTEST, into[i] + noise));
    }
  }

  /** Blanks a square around a pixel; of an even side the center is the lower right of four. */
  void blank(int x, int y, float[] into, int offset) {
    int left = Math.max(0, x - config.cutout() / 2);
    int right = Math.min(shape.width(), x - config.cutout() / 2 + config.cutout());
    int top = Math.max(0, y - config.cutout() / 2);
    int bottom = Math.min(shape.height(), y - config.cutout() / 2 + config.cutout());
    for (int c = 0; c < shape.channels(); c++) {
      for (int row = top; row < bottom; row++) {
        int start = offset + c * shape.pixels() + row * shape.width();
        Arrays.fill(into, start + left, start + right, 0);
      }
    }
  }

  private void normalize(PixelScaling scaling, float[] into, int offset) {
    for (int c = 0; c < shape.channels(); c++) {
      float factor = scaling.factors()[c];
      float shift = scaling.offsets()[c];
      int start = offset + c * shape.pixels();
      for (int i = start; i < start + shape.pixels(); i++) {
        into[i] = factor * into[i] + shift;
      }
    }
  }
}
