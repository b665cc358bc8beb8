package dev.ensayo.supervised.segmenter;

import dev.ensayo.core.exhibit.Exhibit.Pictures.Picture;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.Arrays;

/** Draws a picture and, below it, masks in colours: black for the background, a hue each class. */
final class MaskPicture {
  private static final int CHANNELS = 3;
  private static final int GAP = 2;
  private static final int BRIGHTEST = 255;

  /** Brightness of what is between them. */
  private static final byte BETWEEN = (byte) 160;

  private final ScenesSpec spec;
  private final byte[][] colours;

  MaskPicture(ScenesSpec spec) {
    this.spec = spec;
    int classes = spec.classes().size();
    this.colours = new byte[classes + 1][CHANNELS];
    for (int i = 1; i <= classes; i++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        colours[i][channel] = level(hue((double) (i - 1) / classes, channel));
      }
    }
  }

  /** The share of a primary colour in a hue around the circle, at full brightness. */
  private static double hue(double turn, int channel) {
    double from = turn * 6 - 2 * channel;
    double away = Math.abs(from - 6 * Math.rint(from / 6));
    return 0.25 + 0.75 * Math.max(0, Math.min(1, 2 - away));
  }

  private static byte level(double share) {
    return (byte) Math.round(share * BRIGHTEST);
  }

  /**
   * One picture.
   *
   * @param scene {@code [C, H, W]}, 255 for the brightest
   * @param masks {@code [H, W]} each, unsigned, from top to bottom
   */
  Picture of(String label, byte[] scene, byte[]... masks) {
    int tall = spec.height() + masks.length * (spec.height() + GAP);
    int plane = tall * spec.width();
    byte[] pixels = new byte[CHANNELS * plane];
    Arrays.fill(pixels, BETWEEN);
    for (int channel = 0; channel < CHANNELS; channel++) {
      int own = spec.channels() == CHANNELS ? channel : 0;
      System.arraycopy(scene, own * spec.pixels(), pixels, channel * plane, spec.pixels());
      for (int n = 0; n < masks.length; n++) {
        int at = channel * plane + (n + 1) * (spec.height() + GAP) * spec.width();
        for (int i = 0; i < spec.pixels(); i++) {
          pixels[at + i] = colours[Byte.toUnsignedInt(masks[n][i])][channel];
        }
      }
    }
    return new Picture(label, CHANNELS, tall, spec.width(), pixels);
  }
}
