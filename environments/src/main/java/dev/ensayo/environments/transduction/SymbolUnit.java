package dev.ensayo.environments.transduction;

import dev.ensayo.core.corpus.TokenUnit;

/** What a symbol of a sentence is. */
public enum SymbolUnit {
  /** A Unicode code point; nothing is unknown. */
  CHARACTERS(TokenUnit.CHARACTER),
  /** What stands between blanks. */
  WORDS(TokenUnit.WORD);

  private final TokenUnit unit;

  SymbolUnit(TokenUnit unit) {
    this.unit = unit;
  }

  TokenUnit unit() {
    return unit;
  }
}
