package dev.ensayo.embeddings.word2vec.tokens;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;

/** The corpus in memory, 4 bytes a word. */
public final class CachedTokens implements TokenSource {
  /** Ids; the complement of the id where a sentence starts. */
  private final int[] marked;

  private int position;

  /**
   * Reads a source through once.
   *
   * @param count of its words
   */
  public CachedTokens(TokenSource source, int count) {
    this.marked = new int[count];
    int i = 0;
    while (source.next()) {
      marked[i++] = source.startsSentence() ? ~source.id() : source.id();
    }
    if (i != count) {
      throw new IllegalStateException(
          "the corpus had " + count + " words and now has " + i + "; has a file changed?");
    }
  }

  @Override
  public boolean next() {
    if (position == marked.length) {
      position = 0;
      return false;
    }
    position++;
    return true;
  }

  @Override
  public int id() {
    int value = marked[position - 1];
    return value < 0 ? ~value : value;
  }

  @Override
  public boolean startsSentence() {
    return marked[position - 1] < 0;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("tokens");
    out.writeLong(position);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("tokens");
    long stored = in.readLong();
    if (stored < 0 || stored > marked.length) {
      throw new IOException(
          "the checkpoint was made at word " + stored + " of a corpus of " + marked.length);
    }
    position = (int) stored;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
