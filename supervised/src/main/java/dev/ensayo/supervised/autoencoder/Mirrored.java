package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.exhibit.Exhibit.Pictures.Picture;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import java.util.List;

/** Draws inputs of a network as the pictures that they were made of, several beside each other. */
final class Mirrored {
  private static final int GAP = 2;
  private static final double BRIGHTEST = 255;

  private final int channels;
  private final int height;
  private final int width;
  private final Inputs inputs;

  /**
   * @param shape {@code [C, H, W]}
   * @param inputs how they were made of levels
   */
  Mirrored(List<Integer> shape, Inputs inputs) {
    this.channels = shape.get(0);
    this.height = shape.get(1);
    this.width = shape.get(2);
    this.inputs = inputs;
  }

  /**
   * One picture.
   *
   * @param numbers inputs of the network, {@code [C, H, W]} each, from left to right
   */
  Picture picture(String label, List<float[]> numbers) {
    int wide = numbers.size() * width + (numbers.size() - 1) * GAP;
    byte[] pixels = new byte[channels * height * wide];
    for (int n = 0; n < numbers.size(); n++) {
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            pixels[(c * height + y) * wide + n * (width + GAP) + x] =
                level(c, numbers.get(n)[(c * height + y) * width + x]);
          }
        }
      }
    }
    return new Picture(label, channels, height, wide, pixels);
  }

  private byte level(int channel, float number) {
    double level =
        inputs instanceof PictureInputs pictures
            ? (number - pictures.offsets().get(channel)) / pictures.factors().get(channel)
            : number * BRIGHTEST;
    return (byte) Math.max(0, Math.min(BRIGHTEST, Math.round(level)));
  }
}
