package dev.ensayo.environments.images;

/** What becomes of pictures whose camera was turned. */
public enum Orientation {
  /** They are turned as the camera's note (EXIF) says, as viewers show them. */
  UPRIGHT,
  /** They stay as they are stored. */
  STORED
}
