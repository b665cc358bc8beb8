package dev.ensayo.experiments.progress;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.Optional;

/**
 * The size of a terminal.
 *
 * @param columns characters in a line, at least 1
 * @param rows lines, at least 1
 */
record TerminalSize(int columns, int rows) {
  /** What terminals have had since the VT100. */
  static final TerminalSize USUAL = new TerminalSize(80, 24);

  /** Reads what {@code stty size} writes, "24 80": rows, then columns. */
  static Optional<TerminalSize> parse(String words) {
    List<String> parts = Splitter.on(' ').trimResults().omitEmptyStrings().splitToList(words);
    if (parts.size() != 2) {
      return Optional.empty();
    }
    return of(Ints.tryParse(parts.get(1)), Ints.tryParse(parts.get(0)));
  }

  /** Empty unless both are known; a terminal of unknown size says 0. */
  static Optional<TerminalSize> of(Integer columns, Integer rows) {
    return columns == null || rows == null || columns < 1 || rows < 1
        ? Optional.empty()
        : Optional.of(new TerminalSize(columns, rows));
  }
}
