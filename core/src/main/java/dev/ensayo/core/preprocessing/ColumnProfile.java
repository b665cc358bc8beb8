package dev.ensayo.core.preprocessing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the values of one column, or of another feature, are like. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ColumnProfile.Numbers.class, name = "numbers"),
  @JsonSubTypes.Type(value = ColumnProfile.Categories.class, name = "categories")
})
public sealed interface ColumnProfile {
  /** Of the column. */
  String name();

  /** How many values there are, gaps included. */
  long count();

  /** How many of them are gaps. */
  long missing();

  /**
   * Numbers.
   *
   * @param quantiles the least, those of each further twentieth, and the greatest: 21; none where
   *     all is missing
   */
  record Numbers(
      String name, long count, long missing, double mean, double deviation, List<Double> quantiles)
      implements ColumnProfile {
    /** How many parts the quantiles cut the values into. */
    public static final int PARTS = 20;

    public Numbers {
      quantiles = ImmutableList.copyOf(quantiles);
    }

    /**
     * Measures numbers.
     *
     * @param values NaN for gaps
     */
    public static Numbers of(String name, double[] values) {
      double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
      Arrays.sort(known);
      double mean = Arrays.stream(known).average().orElse(0);
      double variance =
          Arrays.stream(known).map(value -> (value - mean) * (value - mean)).average().orElse(0);
      ImmutableList.Builder<Double> quantiles = ImmutableList.builder();
      for (int i = 0; i <= PARTS && known.length > 0; i++) {
        quantiles.add(known[(int) Math.round((double) i / PARTS * (known.length - 1))]);
      }
      return new Numbers(
          name,
          values.length,
          values.length - known.length,
          mean,
          Math.sqrt(variance),
          quantiles.build());
    }
  }

  /**
   * Categories.
   *
   * @param counts of each category; one that never occurs may be among them
   */
  record Categories(String name, long count, long missing, Map<String, Long> counts)
      implements ColumnProfile {
    public Categories {
      counts = ImmutableMap.copyOf(counts);
    }
  }
}
