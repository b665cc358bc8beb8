package dev.ensayo.embeddings.word2vec.phrases;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.embeddings.word2vec.tokens.StreamedTokens;
import java.io.IOException;
import java.util.Optional;

/** A text as word2vec reads it: with its phrases joined, if that is asked for. */
public final class PhrasedText implements StreamedTokens.Opener {
  private final StreamedTokens.Opener text;
  private final Optional<PhraseTable> table;
  private final ImmutableList<PhraseTable.Phrase> phrases;

  private PhrasedText(
      StreamedTokens.Opener text,
      Optional<PhraseTable> table,
      ImmutableList<PhraseTable.Phrase> phrases) {
    this.text = text;
    this.table = table;
    this.phrases = phrases;
  }

  /**
   * Finds the phrases of a text.
   *
   * @param settings empty for none
   * @param most different words that are counted at once
   */
  public static PhrasedText of(StreamedTokens.Opener text, Optional<Phrases> settings, int most)
      throws IOException {
    PhrasedText found = new PhrasedText(text, Optional.empty(), ImmutableList.of());
    for (int pass = 0; pass < settings.map(Phrases::passes).orElse(0); pass++) {
      PhraseTable table = PhraseTable.of(found, settings.get(), most);
      found =
          new PhrasedText(
              found,
              Optional.of(table),
              ImmutableList.<PhraseTable.Phrase>builder()
                  .addAll(found.phrases)
                  .addAll(table.phrases())
                  .build());
    }
    return found;
  }

  @Override
  public WordReader open() throws IOException {
    WordReader words = text.open();
    return table.isPresent() ? new PhraseReader(words, table.get()) : words;
  }

  /** The phrases of all passes, those of a pass the commonest first. */
  public ImmutableList<PhraseTable.Phrase> phrases() {
    return phrases;
  }
}
