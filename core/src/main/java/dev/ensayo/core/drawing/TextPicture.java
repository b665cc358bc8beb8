package dev.ensayo.core.drawing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A picture of characters.
 *
 * @param lines from the top, in ASCII
 * @param inks for each line the {@linkplain Ink#digit digit} of each character's ink, a blank for
 *     none; what is missing at the end has none
 */
public record TextPicture(List<String> lines, List<String> inks) {
  public TextPicture {
    lines = ImmutableList.copyOf(lines);
    inks = ImmutableList.copyOf(inks);
    checkArgument(
        inks.size() <= lines.size(), "%s lines of inks for %s lines", inks.size(), lines.size());
  }

  /** Without colours. */
  public static TextPicture of(String... lines) {
    return new TextPicture(List.of(lines), List.of());
  }
}
