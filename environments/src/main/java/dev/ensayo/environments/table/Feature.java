package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.environments.examples.Normalization;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An input column as numbers.
 *
 * @param column as it was read
 * @param categories its values in order; empty for a column of numbers
 * @param hasIndicator whether one number more tells where a gap was
 */
record Feature(Column column, ImmutableList<String> categories, boolean hasIndicator) {
  /**
   * Looks at a column.
   *
   * @param categorical whether its values are categories even if they look like numbers
   */
  static Feature of(Column column, boolean categorical, TableConfig config) {
    boolean gaps = IntStream.range(0, column.cells().length).anyMatch(column::isMissing);
    boolean indicator = gaps && config.missing() == MissingValues.IMPUTE_WITH_INDICATOR;
    if (column.isNumeric() && !categorical) {
      return new Feature(column, ImmutableList.of(), indicator);
    }
    ImmutableList<String> categories = column.values();
    if (categories.isEmpty()) {
      throw new InvalidSettingException(
          "columns", "column '" + column.name() + "' holds nothing but gaps; leave it out");
    }
    if (categories.size() > config.maxCategories()) {
      throw new InvalidSettingException(
          "columns",
          "column '%s' is no column of numbers and has %s different values, more than maxCategories, %s; leave it out or raise maxCategories"
              .formatted(column.name(), categories.size(), config.maxCategories()));
    }
    return new Feature(column, categories, indicator);
  }

  private boolean isNumeric() {
    return categories.isEmpty();
  }

  /** How many numbers it makes. */
  int width() {
    return (isNumeric() ? 1 : categories.size()) + (hasIndicator ? 1 : 0);
  }

  /** What the training rows tell of the column. */
  Fitted fit(int[] train, Normalization normalization) {
    if (!isNumeric()) {
      int[] counts = new int[categories.size()];
      for (int row : train) {
        if (!column.isMissing(row)) {
          counts[categories.indexOf(column.cells()[row])]++;
        }
      }
      int mode = 0;
      for (int i = 1; i < counts.length; i++) {
        mode = counts[i] > counts[mode] ? i : mode;
      }
      return new Fitted(this, mode, 0, 1);
    }
    double[] known =
        Arrays.stream(train).mapToDouble(column::number).filter(x -> !Double.isNaN(x)).toArray();
    if (known.length == 0) {
      return new Fitted(this, 0, 0, 1);
    }
    double mean = Arrays.stream(known).average().orElse(0);
    double least = Arrays.stream(known).min().orElse(0);
    double most = Arrays.stream(known).max().orElse(1);
    // A gap counts as the mean, so that what is standardized is what is learned from.
    double variance = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum() / train.length;
    return switch (normalization) {
      case NONE -> new Fitted(this, mean, 0, 1);
      case SCALE -> new Fitted(this, mean, least, most > least ? most - least : 1);
      case STANDARDIZE -> new Fitted(this, mean, mean, variance > 0 ? Math.sqrt(variance) : 1);
    };
  }

  /**
   * A feature with what the training rows tell.
   *
   * @param fill what stands for a gap: the mean, or the number of a category
   * @param origin what becomes 0
   * @param unit what becomes 1, from the origin
   */
  record Fitted(Feature feature, double fill, double origin, double unit) {
    /** Writes the numbers of a row. */
    void write(int row, float[] into, int offset) {
      Column column = feature.column();
      boolean gap = column.isMissing(row);
      int at = offset;
      if (feature.isNumeric()) {
        into[at++] = (float) (((gap ? fill : column.number(row)) - origin) / unit);
      } else {
        int category = gap ? (int) fill : feature.categories().indexOf(column.cells()[row]);
        for (int i = 0; i < feature.categories().size(); i++) {
          into[at++] = i == category ? 1 : 0;
        }
      }
      if (feature.hasIndicator()) {
        into[at] = gap ? 1 : 0;
      }
    }
  }
}
