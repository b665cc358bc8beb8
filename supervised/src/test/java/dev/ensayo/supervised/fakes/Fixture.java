package dev.ensayo.supervised.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** Numbers that a script beside them has computed. */
public record Fixture(JsonNode root) {
  /** The file beside a test class. */
  public static Fixture read(Class<?> test, String file) throws IOException {
    try (InputStream in = test.getResourceAsStream(file)) {
      return new Fixture(new ObjectMapper().readTree(in));
    }
  }

  public double number(String key) {
    return root.get(key).asDouble();
  }

  public double[] numbers(String key) {
    return numbers(root.get(key));
  }

  public double[][] rows(String key) {
    double[][] rows = new double[root.get(key).size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = numbers(root.get(key).get(i));
    }
    return rows;
  }

  private static double[] numbers(JsonNode node) {
    double[] numbers = new double[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node.get(i).asDouble();
    }
    return numbers;
  }
}
