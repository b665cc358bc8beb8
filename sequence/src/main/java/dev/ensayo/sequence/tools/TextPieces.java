package dev.ensayo.sequence.tools;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.corpus.Vocabulary;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Makes text of tokens as they come: with the blanks that stand between words, and letters whole
 * that are of several tokens.
 */
final class TextPieces implements IntPredicate {
  private static final char REPLACEMENT = '\uFFFD';

  /** A letter has no more bytes. */
  private static final int MOST_HELD = 4;

  private final Vocabulary vocabulary;
  private final Predicate<String> reader;

  /** What was given last, after which the held ones stand. */
  private ImmutableIntArray before;

  private ImmutableIntArray held = ImmutableIntArray.of();
  private boolean stopped;

  /**
   * @param prompt that stands before the first token
   * @param reader takes the pieces and says whether to go on
   */
  TextPieces(Vocabulary vocabulary, ImmutableIntArray prompt, Predicate<String> reader) {
    this.vocabulary = vocabulary;
    this.reader = reader;
    this.before = prompt.isEmpty() ? prompt : prompt.subArray(prompt.length() - 1, prompt.length());
  }

  @Override
  public boolean test(int token) {
    held = ImmutableIntArray.builder().addAll(held).add(token).build();
    String piece = piece();
    if (held.length() < MOST_HELD && endsAmidALetter(piece)) {
      return true;
    }
    return give(piece);
  }

  private static boolean endsAmidALetter(String piece) {
    return piece.isEmpty() || piece.charAt(piece.length() - 1) == REPLACEMENT;
  }

  private String piece() {
    String start = vocabulary.decode(before);
    String whole =
        vocabulary.decode(ImmutableIntArray.builder().addAll(before).addAll(held).build());
    return whole.startsWith(start) ? whole.substring(start.length()) : vocabulary.decode(held);
  }

  private boolean give(String piece) {
    before = held;
    held = ImmutableIntArray.of();
    stopped = !reader.test(piece);
    return !stopped;
  }

  /** Gives what is held. */
  void end() {
    if (!held.isEmpty() && !stopped) {
      give(piece());
    }
  }
}
