package dev.ensayo.embeddings.word2vec.phrases;

import dev.ensayo.core.corpus.WordReader;
import java.io.IOException;

/**
 * A text whose phrases are one word each, {@code New_York}, joined from the left: of three words of
 * which each two are a phrase the first two are one.
 */
public final class PhraseReader implements WordReader {
  private final WordReader inner;
  private final PhraseTable table;
  private boolean isAhead;
  private boolean ended;
  private String word = "";
  private boolean startsLine;

  public PhraseReader(WordReader inner, PhraseTable table) {
    this.inner = inner;
    this.table = table;
  }

  @Override
  public boolean next() throws IOException {
    ended = ended || (!isAhead && !inner.next());
    if (ended) {
      return false;
    }
    word = inner.word();
    startsLine = inner.startsLine();
    isAhead = inner.next();
    ended = !isAhead;
    if (isAhead && !inner.startsLine() && table.joins(word, inner.word())) {
      word = word + PhraseTable.JOINT + inner.word();
      isAhead = false;
    }
    return true;
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
