package dev.ensayo.environments.images;

/** What becomes of pictures that cannot be read. */
public enum CorruptPictures {
  /** An error that names the first. */
  FAIL,
  /** They are left out. */
  SKIP
}
