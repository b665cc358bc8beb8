package dev.ensayo.core.vectors;

import java.nio.charset.StandardCharsets;

/**
 * A line of a text of vectors, looked at from its end: fields are separated by blanks and tabs
 * alone, so that a no-break space or a line separator is a letter of a word.
 */
final class VectorLine {
  /** Powers of ten that a float holds exactly. */
  private static final float[] POWERS = {
    1, 10, 100, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f
  };

  /** Up to here every whole number is a float. */
  private static final int EXACT = 1 << 24;

  private byte[] bytes = new byte[0];
  private int from;
  private int end;
  private int fieldFrom;
  private int fieldEnd;

  /** Takes up the bytes of [from, to), with or without a line end. */
  VectorLine of(byte[] line, int start, int to) {
    bytes = line;
    from = start;
    end = to;
    while (end > from && isBlank(bytes[end - 1])) {
      end--;
    }
    fieldFrom = end;
    return this;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  boolean isEmpty() {
    return end == from;
  }

  boolean startsBlank() {
    return from < end && isBlank(bytes[from]);
  }

  int fields() {
    int count = 0;
    fieldFrom = end;
    while (previous()) {
      count++;
    }
    fieldFrom = end;
    return count;
  }

  /** How many of the last fields are numbers. */
  int numbers() {
    int count = 0;
    fieldFrom = end;
    while (previous() && isNumber()) {
      count++;
    }
    fieldFrom = end;
    return count;
  }

  /** Moves to the field before the one it is at, from the last one on; false if there is none. */
  boolean previous() {
    int at = fieldFrom;
    while (at > from && isBlank(bytes[at - 1])) {
      at--;
    }
    fieldEnd = at;
    while (at > from && !isBlank(bytes[at - 1])) {
      at--;
    }
    fieldFrom = at;
    return fieldFrom < fieldEnd;
  }

  private boolean isNumber() {
    return Float.isFinite(number());
  }

  String field() {
    return text(fieldFrom, fieldEnd);
  }

  /** The field as a number, the float that is nearest; NaN if it is none. */
  float number() {
    int at = fieldFrom;
    boolean negative = bytes[at] == '-';
    if (negative || bytes[at] == '+') {
      at++;
    }
    int digits = 0;
    int point = -1;
    int first = at;
    for (; at < fieldEnd; at++) {
      int b = bytes[at];
      if (b == '.' && point < 0) {
        point = at;
      } else if (b >= '0' && b <= '9' && digits < EXACT / 10) {
        digits = 10 * digits + (b - '0');
      } else {
        return slowly();
      }
    }
    int places = point < 0 ? 0 : fieldEnd - point - 1;
    if (at == first || (at == first + 1 && point >= 0) || places >= POWERS.length) {
      return slowly();
    }
    // Both are exact, so that the quotient is the nearest float.
    float value = digits / POWERS[places];
    return negative ? -value : value;
  }

  private float slowly() {
    int last = bytes[fieldEnd - 1];
    if ((last < '0' || last > '9') && last != '.') {
      return Float.NaN;
    }
    try {
      return Float.parseFloat(field());
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  /** What stands before the field it is at, blanks around it cut off. */
  String before() {
    int start = from;
    int to = fieldFrom;
    while (to > start && isBlank(bytes[to - 1])) {
      to--;
    }
    while (start < to && isBlank(bytes[start])) {
      start++;
    }
    return text(start, to);
  }

  String text() {
    return text(from, end);
  }

  private String text(int start, int to) {
    return new String(bytes, start, to - start, StandardCharsets.UTF_8);
  }
}
