package dev.ensayo.core.preprocessing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Longs;
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
   * @param edges different ones of the tenths, ascending, without the greatest value; bin i holds
   *     what is above edge i − 1 and not above edge i
   * @param bins how many values each bin holds, one more than edges
   */
  record Numbers(
      String name,
      long count,
      long missing,
      double mean,
      double deviation,
      List<Double> quantiles,
      List<Double> edges,
      List<Long> bins)
      implements ColumnProfile {
    /** How many parts the quantiles cut the values into. */
    public static final int PARTS = 20;

    public Numbers {
      quantiles = ImmutableList.copyOf(quantiles);
      edges = ImmutableList.copyOf(edges);
      bins = ImmutableList.copyOf(bins);
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
      ImmutableList<Double> edges = edges(quantiles.build());
      return new Numbers(
          name,
          values.length,
          values.length - known.length,
          mean,
          Math.sqrt(variance),
          quantiles.build(),
          edges,
          Longs.asList(bins(known, edges)));
    }

    private static ImmutableList<Double> edges(List<Double> quantiles) {
      ImmutableList.Builder<Double> edges = ImmutableList.builder();
      double last = Double.NEGATIVE_INFINITY;
      for (int i = 2; i < quantiles.size() - 1; i += 2) {
        double edge = quantiles.get(i);
        if (edge > last && edge < quantiles.get(quantiles.size() - 1)) {
          edges.add(edge);
          last = edge;
        }
      }
      return edges.build();
    }

    /** How many of some values fall into each bin. */
    static long[] bins(double[] values, List<Double> edges) {
      double[] sorted = Doubles.toArray(edges);
      long[] bins = new long[sorted.length + 1];
      for (double value : values) {
        bins[bin(value, sorted)]++;
      }
      return bins;
    }

    /**
     * The bin of a value that is no gap.
     *
     * @param edges all of them, ascending
     */
    public static int bin(double value, double[] edges) {
      int bin = Arrays.binarySearch(edges, value);
      return bin >= 0 ? bin : -bin - 1;
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
