package dev.ensayo.environments.markovtext;

import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;

/** What stands between the spaces of a text of characters in one line. */
final class DrawnWords implements WordReader {
  private static final String SPACE = " ";

  private final Tokens text;
  private final Vocabulary vocabulary;
  private final int space;
  private final StringBuilder word = new StringBuilder();
  private int position;
  private boolean first = true;
  private boolean startsLine;

  DrawnWords(Tokens text, Vocabulary vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
    this.space = vocabulary.id(SPACE).orElseThrow();
  }

  @Override
  public boolean next() {
    word.setLength(0);
    while (position < text.length() && (text.get(position) != space || word.length() == 0)) {
      int token = text.get(position++);
      if (token != space) {
        word.append(vocabulary.token(token));
      }
    }
    startsLine = first;
    first = false;
    return word.length() > 0;
  }

  @Override
  public String word() {
    return word.toString();
  }

  @Override
  public boolean startsLine() {
    return startsLine;
  }

  @Override
  public void close() {}
}
