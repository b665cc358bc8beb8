package dev.ensayo.core.labelledtext;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.function.Supplier;

/**
 * A text and its right answers, not yet numbers.
 *
 * @param origin its file, or file and line
 * @param words its tokens as they are written, at least one; may be cut anew at each call
 * @param labels classes: one of the text, or one of each token
 */
public record GivenText(
    String origin, Supplier<ImmutableList<String>> words, ImmutableIntArray labels) {
  public GivenText {
    checkArgument(!labels.isEmpty(), "%s has no answer", origin);
  }

  /** Of a text with one class. */
  public static GivenText of(String origin, Supplier<ImmutableList<String>> words, int label) {
    return new GivenText(origin, words, ImmutableIntArray.of(label));
  }
}
