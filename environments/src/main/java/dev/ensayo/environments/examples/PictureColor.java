package dev.ensayo.environments.examples;

/** How many channels pictures are given. */
public enum PictureColor {
  /** As many as they have. */
  KEEP,
  /** One: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601). */
  GREY,
  /** Three; of a grey picture three equal ones. */
  RGB;

  int channels(int given) {
    return switch (this) {
      case KEEP -> given;
      case GREY -> 1;
      case RGB -> 3;
    };
  }
}
