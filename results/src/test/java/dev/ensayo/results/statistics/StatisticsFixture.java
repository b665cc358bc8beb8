package dev.ensayo.results.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;

/** Expected values from SciPy and statsmodels; the {@code make_*.py} beside the JSON made them. */
final class StatisticsFixture {
  private StatisticsFixture() {}

  static JsonNode read(String section) {
    return read("statistics.json", section);
  }

  static JsonNode read(String file, String section) {
    try (InputStream in = StatisticsFixture.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(in).required(section);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
