package dev.ensayo.environments.images;

import dev.ensayo.environments.examples.PictureColor;
import dev.ensayo.environments.examples.PictureFit;
import dev.ensayo.environments.examples.PictureReshaping;
import dev.ensayo.environments.examples.PictureShape;

/**
 * The levels of a decoded picture.
 *
 * @param levels {@code [C, H, W]}; what is transparent is black
 */
record Pixels(PictureShape shape, byte[] levels) {
  /** Writes the picture in another shape. */
  void reshape(PictureShape to, PictureFit fit, byte[] out, int at) {
    PictureColor color = to.channels() == 3 ? PictureColor.RGB : PictureColor.GREY;
    new PictureReshaping(shape, color, to.height(), to.width(), fit).apply(levels, 0, out, at);
  }
}
