package dev.ensayo.serving.model;

import dev.ensayo.serving.protocol.BadRequestException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Parameters of a request by their names. */
final class Parameters {
  private final Map<String, Object> values;

  Parameters(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * One of several words, the first where nothing is said.
   *
   * @throws BadRequestException if it is another
   */
  String oneOf(String name, List<String> words) {
    Object value = values.getOrDefault(name, words.get(0));
    if (!(value instanceof String word) || !words.contains(word)) {
      throw new BadRequestException(
          "the parameter '%s' is one of %s, not '%s'"
              .formatted(name, String.join(", ", words), value));
    }
    return word;
  }

  /**
   * A whole number.
   *
   * @throws BadRequestException if it is none, or beyond the bounds
   */
  long whole(String name, long other, long least, long most) {
    Object value = values.getOrDefault(name, other);
    if (!(value instanceof Long number) || number < least || number > most) {
      throw new BadRequestException(
          "the parameter '%s' is a whole number from %s to %s, not '%s'"
              .formatted(name, least, most, value));
    }
    return number;
  }

  /** A whole number that may be left out. */
  OptionalInt wholeIfGiven(String name, int least, int most) {
    return values.containsKey(name)
        ? OptionalInt.of((int) whole(name, least, least, most))
        : OptionalInt.empty();
  }

  /**
   * A number.
   *
   * @throws BadRequestException if it is none, or beyond the bounds
   */
  double number(String name, double other, double least, double most) {
    Object value = values.getOrDefault(name, other);
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw new BadRequestException(
          "the parameter '%s' is a number from %s to %s, not '%s'"
              .formatted(name, least, most, value));
    }
    return number;
  }
}
