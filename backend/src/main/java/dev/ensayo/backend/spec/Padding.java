package dev.ensayo.backend.spec;

/** What windows do at the border of an image. */
public enum Padding {
  /**
   * Windows stay inside the image and its explicit border of zeros, and what is left over at the
   * end is not seen: ⌊(N − F + 2P)/S⌋ + 1 positions.
   */
  VALID,
  /** Zeros around the image as needed for ⌈N/S⌉ positions, the odd one at the end. */
  SAME
}
