package dev.ensayo.embeddings.word2vec.tokens;

import dev.ensayo.core.corpus.WordReader;
import java.util.List;

/** Reads lines of words. */
public final class ListReader implements WordReader {
  private final List<String> lines;
  private int line;
  private int at = -1;
  private String[] words = {};

  public ListReader(String... lines) {
    this.lines = List.of(lines);
  }

  @Override
  public boolean next() {
    at++;
    while (at >= words.length) {
      if (line == lines.size()) {
        return false;
      }
      String text = lines.get(line++);
      words = text.isEmpty() ? new String[0] : text.split(" ", -1);
      at = 0;
    }
    return true;
  }

  @Override
  public String word() {
    return words[at];
  }

  @Override
  public boolean startsLine() {
    return at == 0;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
