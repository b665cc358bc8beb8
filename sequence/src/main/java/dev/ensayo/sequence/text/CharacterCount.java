package dev.ensayo.sequence.text;

import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How many characters (Unicode code points) the text of a split has, whatever its tokens are, so
 * that models of characters, bytes and words can be compared. A word counts with one white space
 * after it.
 */
public final class CharacterCount {
  private CharacterCount() {}

  /** Of a whole split. */
  public static long of(Corpus corpus, Split split) {
    Tokens tokens = corpus.tokens(split);
    if (corpus.spec().unit() == TokenUnit.CHARACTER) {
      return tokens.length();
    }
    return corpus.spec().unit() == TokenUnit.BYTE
        ? ofBytes(corpus.vocabulary(), tokens)
        : ofWords(corpus, split);
  }

  /** A code point's first byte in UTF-8 is none of 10xxxxxx. */
  private static long ofBytes(Vocabulary vocabulary, Tokens tokens) {
    boolean[] starts = new boolean[vocabulary.size()];
    for (int id = 0; id < starts.length; id++) {
      starts[id] = (Integer.parseInt(vocabulary.token(id)) & 0xC0) != 0x80;
    }
    long count = 0;
    for (int i = 0; i < tokens.length(); i++) {
      count += starts[tokens.get(i)] ? 1 : 0;
    }
    return count;
  }

  private static long ofWords(Corpus corpus, Split split) {
    long count = 0;
    try (WordReader words = corpus.words(split)) {
      while (words.next()) {
        count += words.word().codePointCount(0, words.word().length()) + 1;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count;
  }
}
