package dev.ensayo.serving.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The {@code data} of a tensor in JSON, flat or in nested lists, before its type is known. */
final class Elements {
  private static final int DEEPEST = 16;
  private static final int FIRST_CAPACITY = 16;

  private double[] numbers = new double[FIRST_CAPACITY];
  private long[] wholes = new long[FIRST_CAPACITY];
  private String[] texts = new String[0];
  private int count;
  private boolean fractions;
  private boolean truths;
  private boolean digits;

  /** Reads a list; the parser stands at its bracket. */
  static Elements read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new BadRequestException("'data' of a tensor is a list of elements");
    }
    Elements elements = new Elements();
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
        elements.add(token, parser);
      }
    }
    return elements;
  }

  private void add(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case VALUE_NUMBER_INT -> {
        digits = true;
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          throw new BadRequestException("'" + parser.getText() + "' is too large a whole number");
        }
        long value = parser.getLongValue();
        addNumber(value, value);
      }
      case VALUE_NUMBER_FLOAT -> {
        digits = true;
        fractions = true;
        addNumber(parser.getDoubleValue(), 0);
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        truths = true;
        long value = token == JsonToken.VALUE_TRUE ? 1 : 0;
        addNumber(value, value);
      }
      case VALUE_STRING -> {
        if (count == texts.length) {
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
      wholes = Arrays.copyOf(wholes, 2 * count);
    }
    numbers[count] = number;
    wholes[count] = whole;
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
    if (isText && (digits || truths) || digits && truths) {
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
    for (int i = 0; i < count; i++) {
      if (!datatype.holds(wholes[i])) {
        throw new BadRequestException(
            "tensor '%s' has at %s the number %s, which is beyond %s"
                .formatted(name, i, wholes[i], datatype));
      }
    }
    return Arrays.copyOf(wholes, count);
  }
}
