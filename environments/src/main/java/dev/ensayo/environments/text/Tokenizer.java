package dev.ensayo.environments.text;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.TokenUnit;
import java.util.OptionalInt;

/** What a text is cut into. */
public sealed interface Tokenizer {
  TokenUnit unit();

  /** Unicode code points. */
  @Choice(value = "characters", summary = "Unicode code points")
  record Characters() implements Tokenizer {
    @Override
    public TokenUnit unit() {
      return TokenUnit.CHARACTER;
    }
  }

  /** Bytes of UTF-8. */
  @Choice(value = "bytes", summary = "bytes of UTF-8; all 256 have an id, seen or not")
  record Bytes() implements Tokenizer {
    @Override
    public TokenUnit unit() {
      return TokenUnit.BYTE;
    }
  }

  /** Pieces of words. */
  @Choice(
      value = "bpe",
      summary =
          "pieces of words, learned from the training part: bytes of UTF-8, of which the pair that"
              + " occurs most often becomes one piece, again and again; nothing is unknown")
  record Bpe(
      @Setting(
              value =
                  "how many pairs become a piece; fewer where none occurs twice any more. The"
                      + " vocabulary has 256 tokens more than that",
              min = 1,
              max = 1_000_000,
              unit = "pairs")
          int merges)
      implements Tokenizer {
    public Bpe {
      Settings.check(Bpe.class, merges);
    }

    @Override
    public TokenUnit unit() {
      return TokenUnit.SUBWORD;
    }
  }

  /** What stands between white space. */
  @Choice(value = "words", summary = "what stands between white space")
  record Words(
      @Setting(
              value = "words that occur less often in the training part become <unk>",
              defaultValue = "1",
              min = 1,
              unit = "occurrences")
          int minimumCount,
      @Setting(
              value = "largest size of the vocabulary, <unk> included; rarer words become <unk>",
              min = 2,
              unit = "words")
          OptionalInt maximumVocabulary,
      @Setting(value = "whether the end of a line is a token", defaultValue = "true")
          boolean lineEnds)
      implements Tokenizer {
    public Words {
      Settings.check(Words.class, minimumCount, maximumVocabulary, lineEnds);
    }

    @Override
    public TokenUnit unit() {
      return TokenUnit.WORD;
    }
  }
}
