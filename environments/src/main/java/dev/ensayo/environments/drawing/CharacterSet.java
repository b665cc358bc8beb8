package dev.ensayo.environments.drawing;

import com.google.common.collect.ImmutableList;

/** Which characters are drawn. */
public enum CharacterSet {
  /** 0 to 9. */
  DIGITS,
  /** A to Z. */
  LETTERS,
  /** The ten digits, then the 26 letters. */
  ALL;

  private static final int NUMBER_OF_DIGITS = 10;

  ImmutableList<String> characters() {
    ImmutableList<String> all = Glyphs.characters();
    return switch (this) {
      case DIGITS -> all.subList(0, NUMBER_OF_DIGITS);
      case LETTERS -> all.subList(NUMBER_OF_DIGITS, all.size());
      case ALL -> all;
    };
  }
}
