package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.InputColumn;
import dev.ensayo.environments.examples.Normalization;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A column that is an input.
 *
 * @param column as it was read, without what is no number where it is a column of numbers
 * @param categories its values in order; empty for a column of numbers
 * @param hasIndicator whether one number more tells where a gap was
 */
record Feature(Column column, ImmutableList<String> categories, boolean hasIndicator) {
  /**
   * Looks at a column.
   *
   * @param categorical whether its values are categories even if they look like numbers
   * @throws InvalidSettingException if it holds nothing, or too many categories, or is one of
   *     numbers with something else in it
   */
  static Feature of(RawTable table, String name, boolean categorical, TableConfig config) {
    Column column = table.column(name, "columns");
    boolean numeric = !categorical && column.isNearlyNumeric();
    if (numeric) {
      column = table.numbers(column);
    }
    boolean gaps = IntStream.range(0, column.cells().length).anyMatch(column::isMissing);
    boolean indicator = gaps && config.missing() == MissingValues.IMPUTE_WITH_INDICATOR;
    if (numeric) {
      return new Feature(column, ImmutableList.of(), indicator);
    }
    if (!categorical) {
      table.refuseOtherDecimal(column);
    }
    ImmutableList<String> categories = column.values();
    if (categories.isEmpty()) {
      throw new InvalidSettingException(
          "columns",
          "column '"
              + name
              + "' holds nothing but gaps; leave it out with exclude: ["
              + name
              + "]");
    }
    if (categories.size() > config.maxCategories()) {
      throw new InvalidSettingException(
          "columns",
          "column '%s' is no column of numbers and has %s different values, more than maxCategories, %s; leave it out (exclude: [%s]) or raise maxCategories"
              .formatted(name, categories.size(), config.maxCategories(), name));
    }
    return new Feature(column, categories, indicator);
  }

  boolean isNumeric() {
    return categories.isEmpty();
  }

  /** How many numbers it makes. */
  int width() {
    return (isNumeric() ? 1 : categories.size()) + (hasIndicator ? 1 : 0);
  }

  /** What becomes of its cells, by what the training rows tell. */
  InputColumn fit(int[] train, Normalization normalization) {
    if (!isNumeric()) {
      int[] counts = new int[categories.size()];
      for (int row : train) {
        if (!column.isMissing(row)) {
          counts[column.place(row, categories)]++;
        }
      }
      int mode = 0;
      for (int i = 1; i < counts.length; i++) {
        mode = counts[i] > counts[mode] ? i : mode;
      }
      return new InputColumn.Categories(
          column.name(), categories, categories.get(mode), hasIndicator);
    }
    double[] known =
        Arrays.stream(train).mapToDouble(column::number).filter(x -> !Double.isNaN(x)).toArray();
    if (known.length == 0) {
      return numbers(0, 0, 1);
    }
    double mean = Arrays.stream(known).average().orElse(0);
    double least = Arrays.stream(known).min().orElse(0);
    double most = Arrays.stream(known).max().orElse(1);
    // A gap counts as the mean, so that what is standardized is what is learned from.
    double variance = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum() / train.length;
    return switch (normalization) {
      case NONE -> numbers(mean, 0, 1);
      case SCALE -> numbers(mean, least, most > least ? most - least : 1);
      case STANDARDIZE -> numbers(mean, mean, variance > 0 ? Math.sqrt(variance) : 1);
    };
  }

  /** What the training rows hold. */
  ColumnProfile profile(int[] train) {
    if (isNumeric()) {
      return ColumnProfile.Numbers.of(
          column.name(), Arrays.stream(train).mapToDouble(column::number).toArray());
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    categories.forEach(category -> counts.put(category, 0L));
    long missing = 0;
    for (int row : train) {
      int place = column.place(row, categories);
      if (place < 0) {
        missing++;
      } else {
        counts.merge(categories.get(place), 1L, Long::sum);
      }
    }
    return new ColumnProfile.Categories(column.name(), train.length, missing, counts);
  }

  private InputColumn numbers(double imputed, double origin, double unit) {
    return new InputColumn.Numbers(column.name(), imputed, origin, unit, hasIndicator);
  }
}
