package dev.ensayo.embeddings.word2vec.tokens;

import dev.ensayo.core.corpus.WordReader;
import java.io.IOException;

/**
 * Words without the punctuation around them: from the first letter or digit to the last. What has
 * neither is no word.
 */
public final class TrimmedWords implements WordReader {
  private final WordReader inner;
  private String word = "";
  private boolean startsLine;

  public TrimmedWords(WordReader inner) {
    this.inner = inner;
  }

  @Override
  public boolean next() throws IOException {
    startsLine = false;
    while (inner.next()) {
      startsLine |= inner.startsLine();
      word = trimmed(inner.word());
      if (!word.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && !Character.isLetterOrDigit(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && !Character.isLetterOrDigit(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public boolean startsLine() {
    return startsLine;
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
