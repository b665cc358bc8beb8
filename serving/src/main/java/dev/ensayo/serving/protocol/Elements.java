package dev.ensayo.serving.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The {@code data} of a tensor in JSON, flat or in nested lists, before its type is known; of one
 * tensor after the other.
 */
final class Elements {
  private static final int DEEPEST = 16;
  private static final String[] NONE = {};
  private static final int FIRST_CAPACITY = 16;

  private double[] numbers = new double[FIRST_CAPACITY];

  /** Of whole numbers; empty while all are 0. */
  private long[] wholes = {};

  private String[] texts = NONE;
  private int count;
  private boolean fractions;
  private boolean truths;
  private boolean digits;

  /** Reads a list in the place of the one before; the parser stands at its bracket. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new BadRequestException("'data' of a tensor is a list of elements");
    }
    count = 0;
    texts = NONE;
    fractions = false;
    truths = false;
    digits = false;
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        if (++depth > DEEPEST) {
          throw new BadRequestException("'data' has lists in lists, more than " + DEEPEST);
        }
      } else if (token == JsonToken.END_ARRAY) {
        depth--;
      } else {
        add(token, parser);
      }
    }
  }

  private void add(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case VALUE_NUMBER_INT -> {
        digits = true;
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          throw new BadRequestException(
              "'%s' is too large a whole number; those from -2^63 to 2^63 - 1 are read"
                  .formatted(parser.getText()));
        }
        long value = parser.getLongValue();
        addNumber((double) value, value);
      }
      case VALUE_NUMBER_FLOAT -> {
        digits = true;
        fractions = true;
        addNumber(parser.getDoubleValue(), 0);
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        truths = true;
        int value = token == JsonToken.VALUE_TRUE ? 1 : 0;
        addNumber(value, value);
      }
      case VALUE_STRING -> {
        if (count >= texts.length) {
          texts = Arrays.copyOf(texts, Math.max(FIRST_CAPACITY, 2 * count));
        }
        texts[count] = parser.getText();
        addNumber(0, 0);
      }
      default ->
          throw new BadRequestException(
              "an element of 'data' is "
                  + parser.getText()
                  + "; it may be a number, a text or true");
    }
  }

  private void addNumber(double number, long whole) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    if (wholes.length <= count && (whole != 0 || wholes.length > 0)) {
      wholes = Arrays.copyOf(wholes, numbers.length);
    }
    numbers[count] = number;
    if (wholes.length > 0) {
      wholes[count] = whole;
    }
    count++;
  }

  /**
   * The tensor of them.
   *
   * @throws BadRequestException if they are of another type or number
   */
  Tensor tensor(String name, Datatype datatype, List<Long> shape) {
    if (Shapes.size(name, shape) != count) {
      throw new BadRequestException(
          "tensor '%s' of shape %s has %s elements, not %s"
              .formatted(name, shape, Shapes.size(name, shape), count));
    }
    boolean isText = texts.length > 0;
    if ((isText && (digits || truths)) || (digits && truths)) {
      throw new BadRequestException("tensor '" + name + "' has elements of several types");
    }
    if (count > 0) {
      check(name, datatype, isText);
    }
    return switch (datatype.kind()) {
      case TEXT -> Tensor.of(name, shape, Arrays.copyOf(texts, count));
      case REAL ->
          datatype == Datatype.FP64
              ? Tensor.of(name, shape, Arrays.copyOf(numbers, count))
              : Tensor.of(name, shape, floats(name));
      default -> Tensor.of(name, datatype, shape, wholes(name, datatype));
    };
  }

  private void check(String name, Datatype datatype, boolean isText) {
    boolean fits =
        switch (datatype.kind()) {
          case TEXT -> isText;
          case TRUTH -> !isText && !fractions;
          case WHOLE -> digits && !fractions;
          case REAL -> digits;
        };
    if (!fits) {
      String found = isText ? "texts" : truths ? "true and false" : "numbers with a fraction";
      throw new BadRequestException(
          "tensor '%s' is of %s and has %s"
              .formatted(name, datatype, digits && !fractions ? "numbers" : found));
    }
  }

  private float[] floats(String name) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) numbers[i];
      if (!Float.isFinite(floats[i])) {
        throw new BadRequestException(
            "tensor '%s' has at %s the number %s, which is beyond FP32"
                .formatted(name, i, numbers[i]));
      }
    }
    return floats;
  }

  private long[] wholes(String name, Datatype datatype) {
    long[] all = Arrays.copyOf(wholes, count);
    for (int i = 0; i < count; i++) {
      if (!datatype.holds(all[i])) {
        throw new BadRequestException(
            "tensor '%s' has at %s the number %s, which is beyond %s"
                .formatted(name, i, all[i], datatype));
      }
    }
    return all;
  }
}
