package dev.ensayo.environments.table;

import dev.ensayo.core.preprocessing.CsvLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks for a character that cuts each line of a file into equally many fields. */
final class SeparatorGuess {
  private static final List<String> CANDIDATES = List.of(",", ";", "\t", "|", " ");

  private final Path file;
  private final String given;

  /**
   * @param given the separator that did not fit
   */
  SeparatorGuess(Path file, String given) {
    this.file = file;
    this.given = given;
  }

  /**
   * A separator that fits.
   *
   * @param fields of each line; at least 2
   */
  record Found(String separator, int fields) {
    /** As it is written in a study. */
    String quoted() {
      return separator.equals("\t") ? "\"\\t\"" : "'" + separator + "'";
    }
  }

  /** The first that fits all lines. */
  Optional<Found> find() {
    return CANDIDATES.stream()
        .filter(candidate -> !candidate.equals(given))
        .map(candidate -> new Found(candidate, fields(candidate)))
        .filter(found -> found.fields() > 1)
        .findFirst();
  }

  /** Fields of each line; 0 if lines differ or the file is damaged for such a separator. */
  private int fields(String separator) {
    int[] fields = {-1};
    try {
      new CsvLines(file, separator)
          .read(
              (line, row) -> fields[0] = fields[0] < 0 || fields[0] == row.size() ? row.size() : 0);
    } catch (CsvLines.DamagedException e) {
      return 0;
    }
    return fields[0];
  }
}
