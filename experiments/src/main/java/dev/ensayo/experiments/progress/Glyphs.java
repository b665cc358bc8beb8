package dev.ensayo.experiments.progress;

import java.text.Normalizer;

/** What can be drawn on a terminal. */
enum Glyphs {
  /** Terminals that read UTF-8. */
  UNICODE("█", "░", "…") {
    @Override
    String text(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
  },
  /** Any terminal. */
  ASCII("#", "-", "...") {
    /** Without accents, and a question mark for what has no letter of ASCII. */
    @Override
    String text(String text) {
      return Normalizer.normalize(text, Normalizer.Form.NFD)
          .replaceAll("\\p{M}", "")
          .replaceAll("[^\\p{ASCII}]", "?");
    }
  };

  private final String full;
  private final String empty;
  private final String ellipsis;

  Glyphs(String full, String empty, String ellipsis) {
    this.full = full;
    this.empty = empty;
    this.ellipsis = ellipsis;
  }

  /** A text as far as it can be drawn. */
  abstract String text(String text);

  /** What stands for text left out. */
  String ellipsis() {
    return ellipsis;
  }

  /**
   * A bar.
   *
   * @param columns its length
   * @param share how much of it is full, 0 to 1
   */
  String bar(int columns, double share) {
    int filled = (int) Math.round(columns * Math.max(0, Math.min(1, share)));
    return full.repeat(filled) + empty.repeat(columns - filled);
  }
}
