package dev.ensayo.environments.examples;

/** How pictures are brought to another size. */
public enum PictureFit {
  /** Stretched or shrunk, whatever becomes of the proportions. */
  RESIZE,
  /** Put in the middle, black around; an odd pixel more goes below and to the right. */
  PAD
}
