package dev.ensayo.backend.compiled.node;

/** How the images {@code [C, H, W]} of a batch lie in memory, the batch always innermost. */
public enum ImageLayout {
  /** {@code [H, W, C, B]}: what a row of a kernel sees of one pixel is a matrix as it lies. */
  PIXELS,
  /** {@code [C, H, W, B]}: the numbers of each example in the order of a row. */
  PLANES,
  /**
   * {@code [H, C, W, B]}: what a column of a kernel sees of all pixels of a line is a matrix as it
   * lies.
   */
  LINES
}
