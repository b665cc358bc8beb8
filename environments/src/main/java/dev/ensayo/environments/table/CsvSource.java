package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;

/**
 * How a file was cut into cells.
 *
 * @param separator between fields
 * @param headed whether its first line is a header
 * @param notes what was left out, in sentences
 */
record CsvSource(String separator, boolean headed, ImmutableList<String> notes) {
  /** Of tables that come from no file: as CSV would have them. */
  static final CsvSource MADE_UP = new CsvSource(",", true, ImmutableList.of());
}
