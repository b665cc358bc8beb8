package dev.ensayo.core.text;

import java.text.Normalizer;

/**
 * What becomes of the different ways in which Unicode can write the same letters: é is one code
 * point, or an e with an accent behind it (Unicode Standard Annex 15).
 */
public enum Normalization {
  /** One code point where there is one (canonical composition). */
  NFC,
  /** As they are. */
  NONE;

  /** A text in this form. */
  String of(String text) {
    return this == NFC ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
  }

  /** The same of one that is read point by point. */
  CodePoints over(CodePoints text) {
    return this == NFC ? new ComposedPoints(text) : text;
  }
}
