package dev.ensayo.environments.images;

import dev.ensayo.environments.examples.PictureShape;

/**
 * What a picture says of itself before it is decoded.
 *
 * @param stored the shape in the file
 * @param turn brings it upright; none where it is to stay as it is stored
 */
record PictureHeader(PictureShape stored, Turn turn) {
  /** The shape of the picture upright. */
  PictureShape shape() {
    return turn.apply(stored);
  }
}
