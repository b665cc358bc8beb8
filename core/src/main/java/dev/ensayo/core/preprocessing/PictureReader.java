package dev.ensayo.core.preprocessing;

import java.nio.file.Path;

/** Reads pictures from files; found by {@code ServiceLoader}. */
public interface PictureReader {
  /** Whether a file is a picture by its name. */
  boolean isPicture(Path file);

  /**
   * Reads a picture and brings it to the shape of a model's inputs, as the training data were.
   *
   * @return levels {@code [C, H, W]}, 255 for the brightest
   * @throws UnreadableInputException if the file is no picture or is damaged
   */
  byte[] read(Path file, PictureInputs inputs) throws UnreadableInputException;
}
