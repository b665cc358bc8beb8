package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.TokenUnit;
import java.util.List;

/**
 * A text of which a class is told, or one of each of its tokens.
 *
 * @param unit what a token is: character or word
 * @param signsApart whether what is neither letter nor digit is a word of its own; otherwise blanks
 *     alone divide words
 * @param lowerCase whether letters are made small before tokens are looked up
 * @param maximumLength how many tokens of a text are read, its first; 0 for all
 * @param tokens in the order of their numbers; the first stands for all that have none
 */
public record TextInputs(
    String unit, boolean signsApart, boolean lowerCase, int maximumLength, List<String> tokens)
    implements Inputs {
  public TextInputs {
    tokens = ImmutableList.copyOf(tokens);
  }

  /** With a unit of those that other texts have. */
  public TextInputs(
      TokenUnit unit,
      boolean signsApart,
      boolean lowerCase,
      int maximumLength,
      List<String> tokens) {
    this(Settings.label(unit), signsApart, lowerCase, maximumLength, tokens);
  }

  /** Whether a token is a word; otherwise it is a character. */
  public boolean readsWords() {
    return unit.equals(Settings.label(TokenUnit.WORD));
  }
}
