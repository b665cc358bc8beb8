package dev.ensayo.supervised.segmenter;

/** How scores of classes get back to twice the height and width. */
public enum Enlarging {
  /** By a learned transposed convolution, kernel 4, stride 2. */
  TRANSPOSED_CONVOLUTION,
  /** By repeating each pixel: its nearest neighbour. */
  NEAREST
}
