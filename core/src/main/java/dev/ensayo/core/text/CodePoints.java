package dev.ensayo.core.text;

import java.io.IOException;

/** A text, one code point after another. */
@FunctionalInterface
interface CodePoints {
  /** What {@link #next} returns at the end, and from then on. */
  int END = -1;

  /** The next code point, or {@link #END}. */
  int next() throws IOException;

  /** How many pieces so far were not in the form that they have now. */
  default long changed() {
    return 0;
  }
}
