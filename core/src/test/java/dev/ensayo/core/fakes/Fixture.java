package dev.ensayo.core.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Numbers that a script beside them has computed: a JSON file, or what is below one of its keys.
 */
public record Fixture(JsonNode root) {
  /** The file beside a test class, or of an absolute name such as {@code /dev/ensayo/gae.json}. */
  public static Fixture read(Class<?> test, String file) throws IOException {
    try (InputStream in = test.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("no " + file + " beside " + test.getName());
      }
      return new Fixture(new ObjectMapper().readTree(in));
    }
  }

  /** What is below a key. */
  public Fixture at(String key) {
    JsonNode node = root.get(key);
    if (node == null) {
      throw new IllegalArgumentException("no key " + key);
    }
    return new Fixture(node);
  }

  /** What an array below a key holds. */
  public List<Fixture> each(String key) {
    return at(key).each();
  }

  /** What an array holds. */
  public List<Fixture> each() {
    return StreamSupport.stream(root.spliterator(), false).map(Fixture::new).toList();
  }

  public double number(String key) {
    return at(key).root.asDouble();
  }

  /** All numbers below a key, of however many dimensions, the last one running fastest. */
  public double[] numbers(String key) {
    return numbers(at(key).root).toArray();
  }

  /** The same, rounded. */
  public float[] floats(String key) {
    double[] numbers = numbers(key);
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  /** The same of whole numbers. */
  public int[] integers(String key) {
    return numbers(at(key).root).mapToInt(number -> (int) number).toArray();
  }

  /** The same of true and false. */
  public boolean[] flags(String key) {
    int[] ones = integers(key);
    boolean[] flags = new boolean[ones.length];
    IntStream.range(0, flags.length).forEach(i -> flags[i] = ones[i] == 1);
    return flags;
  }

  public double[][] rows(String key) {
    return StreamSupport.stream(at(key).root.spliterator(), false)
        .map(row -> numbers(row).toArray())
        .toArray(double[][]::new);
  }

  private static DoubleStream numbers(JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).flatMapToDouble(Fixture::numbers);
    }
    return DoubleStream.of(node.isBoolean() ? (node.asBoolean() ? 1 : 0) : node.asDouble());
  }
}
