package dev.ensayo.sequence.text;

import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
import dev.ensayo.sequence.spelling.RareWords;
import dev.ensayo.sequence.spelling.Speller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * A part of a text as it is written, whatever its tokens are, so that models of characters, bytes,
 * pieces of words and words can be compared.
 *
 * @param tokens how many a model predicts
 * @param characters Unicode code points; a word counts with one white space after it, and an empty
 *     line with its end where line ends are tokens
 * @param unknown tokens that stand for a word which the vocabulary does not have
 * @param spelling nats that the letters of those words cost
 */
public record WrittenPart(long tokens, long characters, long unknown, double spelling) {
  /** What a run calls the share of unknown words. */
  static final String UNKNOWN_SHARE = "unknown_share";

  /**
   * Of the beginning of a split, which may be empty.
   *
   * @param tokens of the beginning, or all
   * @param speller of words that the vocabulary does not have; empty where it has all
   */
  public static WrittenPart of(
      Corpus corpus, Split split, Tokens tokens, Optional<Speller> speller) {
    if (tokens.isEmpty()) {
      return new WrittenPart(0, 0, 0, 0);
    }
    return switch (corpus.spec().unit()) {
      case CHARACTER -> new WrittenPart(tokens.length(), tokens.length(), 0, 0);
      case BYTE, SUBWORD ->
          new WrittenPart(tokens.length(), ofBytes(corpus.vocabulary(), tokens), 0, 0);
      case WORD -> ofWords(corpus, split, tokens, speller);
    };
  }

  /** A code point's first byte in UTF-8 is none of 10xxxxxx. */
  private static long ofBytes(Vocabulary vocabulary, Tokens tokens) {
    int[] starts = new int[vocabulary.size()];
    for (int id = 0; id < starts.length; id++) {
      for (byte value : vocabulary.bytes(id)) {
        starts[id] += (value & 0xC0) != 0x80 ? 1 : 0;
      }
    }
    long count = 0;
    for (int i = 0; i < tokens.length(); i++) {
      count += starts[tokens.get(i)];
    }
    return count;
  }

  private static WrittenPart ofWords(
      Corpus corpus, Split split, Tokens tokens, Optional<Speller> speller) {
    Vocabulary vocabulary = corpus.vocabulary();
    long left = words(vocabulary, tokens);
    long characters = emptyLines(vocabulary, tokens);
    long unknown = 0;
    double spelling = 0;
    try (WordReader words = corpus.words(split)) {
      while (left > 0 && words.next()) {
        left--;
        String word = words.word();
        characters += word.codePointCount(0, word.length()) + 1;
        if (speller.isPresent() && RareWords.isUnknown(vocabulary, word)) {
          unknown++;
          spelling += speller.get().nats(word);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WrittenPart(tokens.length(), characters, unknown, spelling);
  }

  /** Tokens that are no line ends. */
  private static long words(Vocabulary vocabulary, Tokens tokens) {
    int lineEnd = vocabulary.lineEnd().orElse(-1);
    long count = 0;
    for (int i = 0; i < tokens.length(); i++) {
      count += tokens.get(i) == lineEnd ? 0 : 1;
    }
    return count;
  }

  /** Line ends that do not stand behind a word. */
  private static long emptyLines(Vocabulary vocabulary, Tokens tokens) {
    int lineEnd = vocabulary.lineEnd().orElse(-1);
    boolean afterLineEnd = true;
    long count = 0;
    for (int i = 0; i < tokens.length(); i++) {
      boolean isLineEnd = tokens.get(i) == lineEnd;
      count += isLineEnd && afterLineEnd ? 1 : 0;
      afterLineEnd = isLineEnd;
    }
    return count;
  }

  public boolean isEmpty() {
    return tokens == 0;
  }

  /**
   * What a model makes of it.
   *
   * @param nats Σ −ln p over all tokens
   */
  public CorpusScore score(double nats) {
    return new CorpusScore(nats, tokens, characters, unknown, spelling);
  }

  /** Records the share of unknown tokens where there may be any. */
  public void recordUnknown(ObjDoubleConsumer<String> sink, Split split, Vocabulary vocabulary) {
    if (!isEmpty() && RareWords.hasUnknown(vocabulary)) {
      sink.accept(split.label() + "/" + UNKNOWN_SHARE, (double) unknown / tokens);
    }
  }
}
