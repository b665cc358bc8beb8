package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.exhibit.Exhibit.Pictures.Picture;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.PictureInputs;
import java.util.List;

/** Draws inputs of a network as the pictures that they were made of, one below the other. */
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
   * @param numbers inputs of the network, {@code [C, H, W]} each, from top to bottom
   */
  Picture picture(String label, List<float[]> numbers) {
    int tall = numbers.size() * height + (numbers.size() - 1) * GAP;
    byte[] pixels = new byte[channels * tall * width];
    for (int n = 0; n < numbers.size(); n++) {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < height * width; i++) {
          pixels[(c * tall + n * (height + GAP)) * width + i] =
              level(c, numbers.get(n)[c * height * width + i]);
        }
      }
    }
    return new Picture(label, channels, tall, width, pixels);
  }

  private byte level(int channel, float number) {
    double level =
        inputs instanceof PictureInputs pictures
            ? (number - pictures.offsets().get(channel)) / pictures.factors().get(channel)
            : number * BRIGHTEST;
    return (byte) Math.round(Math.max(0, Math.min(BRIGHTEST, level)));
  }
}
