package dev.ensayo.embeddings.word2vec.tokens;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.corpus.WordReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the corpus from where it is stored, each time it is passed through. */
public final class StreamedTokens implements TokenSource {
  /** Opens the corpus at its start. */
  @FunctionalInterface
  public interface Opener {
    WordReader open() throws IOException;
  }

  private final Opener opener;
  private final WordCounts vocabulary;
  private WordReader reader;
  private long passed;
  private int id;
  private boolean startsSentence;

  public StreamedTokens(Opener opener, WordCounts vocabulary) {
    this.opener = opener;
    this.vocabulary = vocabulary;
  }

  @Override
  public boolean next() {
    try {
      if (reader == null) {
        reader = opener.open();
      }
      startsSentence = false;
      while (reader.next()) {
        startsSentence |= reader.startsLine();
        id = vocabulary.id(reader.word());
        if (id >= 0) {
          passed++;
          return true;
        }
      }
      reader.close();
      reader = null;
      passed = 0;
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public boolean startsSentence() {
    return startsSentence;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("tokens");
    out.writeLong(passed);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("tokens");
    long position = in.readLong();
    close();
    passed = 0;
    while (passed < position) {
      if (!next()) {
        throw new IOException(
            "the corpus has fewer than " + position + " words, where the checkpoint was made");
      }
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      reader = null;
    }
  }
}
