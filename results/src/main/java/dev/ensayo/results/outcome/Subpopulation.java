package dev.ensayo.results.outcome;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.ColumnProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of those whom a model serves.
 *
 * @param name for people
 * @param conditions that all hold
 */
public record Subpopulation(String name, List<Condition> conditions) {
  private static final Splitter NAME = Splitter.on(':').limit(2).trimResults();
  private static final Splitter AND = Splitter.on(" and ").trimResults();
  private static final int QUARTERS = 4;

  public Subpopulation {
    conditions = ImmutableList.copyOf(conditions);
  }

  /** Whether what was asked belongs to it. */
  public boolean holds(Map<String, String> fields) {
    return conditions.stream().allMatch(condition -> condition.holds(fields));
  }

  /**
   * Those that a text names: a column (each of its categories, or of numbers the quarters of the
   * training part), or a rule such as {@code young: age < 30 and region = north}, the name with its
   * colon left out or not.
   *
   * @param profile of the training part
   * @throws IllegalArgumentException if the text is neither
   */
  public static ImmutableList<Subpopulation> parse(String text, List<ColumnProfile> profile) {
    for (ColumnProfile column : profile) {
      if (column.name().equals(text.strip())) {
        return column instanceof ColumnProfile.Categories categories
            ? ofCategories(categories)
            : ofQuarters((ColumnProfile.Numbers) column);
      }
    }
    List<String> parts = NAME.splitToList(text);
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    for (String condition : AND.split(parts.get(parts.size() - 1))) {
      Optional<Condition> said = Condition.parse(condition);
      if (said.isEmpty()) {
        throw new IllegalArgumentException(
            String.format(
                "'%s' is neither a column nor a rule; right would be one of the columns %s, or a"
                    + " rule such as 'young: age < 30 and region = north'",
                text, String.join(", ", profile.stream().map(ColumnProfile::name).toList())));
      }
      conditions.add(said.get());
    }
    return ImmutableList.of(new Subpopulation(parts.get(0), conditions.build()));
  }

  private static ImmutableList<Subpopulation> ofCategories(ColumnProfile.Categories column) {
    return column.counts().keySet().stream()
        .map(
            value ->
                new Subpopulation(
                    column.name() + " = " + value,
                    List.of(new Condition(column.name(), "=", value))))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Subpopulation> ofQuarters(ColumnProfile.Numbers column) {
    ImmutableList.Builder<Subpopulation> quarters = ImmutableList.builder();
    double last = Double.NEGATIVE_INFINITY;
    for (int quarter = 1; quarter <= QUARTERS && !column.quantiles().isEmpty(); quarter++) {
      boolean isLast = quarter == QUARTERS;
      double edge =
          isLast
              ? Double.POSITIVE_INFINITY
              : column.quantiles().get(quarter * ColumnProfile.Numbers.PARTS / QUARTERS);
      if (edge == last) {
        continue;
      }
      ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
      if (Double.isFinite(last)) {
        conditions.add(new Condition(column.name(), ">", Double.toString(last)));
      }
      if (!isLast) {
        conditions.add(new Condition(column.name(), "<=", Double.toString(edge)));
      }
      quarters.add(new Subpopulation(range(column.name(), last, edge), conditions.build()));
      last = edge;
    }
    return quarters.build();
  }

  private static String range(String column, double above, double most) {
    if (Double.isInfinite(above)) {
      return column + " ≤ " + most;
    }
    return Double.isInfinite(most) ? column + " > " + above : above + " < " + column + " ≤ " + most;
  }
}
