package dev.ensayo.environments.text;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;

/**
 * Tells which part each token of a text belongs to, from its beginning to its end: the parts of a
 * text that is shared out are read in one go.
 */
final class PartWalk {
  /**
   * Where a part lies.
   *
   * @param start position of its first token
   * @param end position behind its last
   */
  private record Range(Split part, long start, long end) {}

  private final ImmutableList<Range> ranges;
  private int at;

  private PartWalk(ImmutableList<Range> ranges) {
    this.ranges = ranges;
  }

  /** Through a part that begins with its text. */
  static PartWalk of(Split part, long end) {
    return new PartWalk(ImmutableList.of(new Range(part, 0, end)));
  }

  /** Through a text of so many tokens that is shared out. */
  static PartWalk of(SplitFractions shares, long tokens) {
    ImmutableList.Builder<Range> ranges = ImmutableList.builder();
    for (Split part : Split.values()) {
      ranges.add(new Range(part, shares.start(part, tokens), shares.end(part, tokens)));
    }
    return new PartWalk(ranges.build());
  }

  /** The first part; its files are read. */
  Split first() {
    return ranges.get(0).part();
  }

  /** Position behind the last token of the last part. */
  long end() {
    return ranges.get(ranges.size() - 1).end();
  }

  /**
   * Whether a token is in a part, which {@link #part} then tells.
   *
   * @param position of a token that is not before those asked for earlier
   */
  boolean reaches(long position) {
    while (at < ranges.size() && position >= ranges.get(at).end()) {
      at++;
    }
    return at < ranges.size() && position >= ranges.get(at).start();
  }

  /** The part that was reached. */
  Split part() {
    return ranges.get(at).part();
  }
}
