package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.statistics.SeedMean;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Tables of numbers of one kind, of all variants and seeds, cell by cell: means over seeds stand
 * beside each other.
 *
 * @param title what the tables are of
 * @param variants that have such tables, in the order of the study
 * @param keyHeading what heads the rows
 * @param keys the heads of the rows, in the order in which they first come
 * @param columns of numbers
 */
public record ComparedTables(
    String title,
    ImmutableList<VariantResults> variants,
    String keyHeading,
    ImmutableList<String> keys,
    ImmutableList<Column> columns) {

  /**
   * A column of numbers.
   *
   * @param isConstant whether each row has one number, whatever the variant and the seed
   * @param isPercent whether the numbers are percentages
   * @param cells {@code [row][variant]}; empty where no seed has a number
   */
  public record Column(
      String heading,
      boolean isConstant,
      boolean isPercent,
      ImmutableList<ImmutableList<Optional<SeedMean>>> cells) {
    /** The same under another heading. */
    public Column called(String other) {
      return new Column(other, isConstant, isPercent, cells);
    }

    /** All means of the column, and the ends of their intervals. */
    public DoubleStream numbers() {
      return cells.stream()
          .flatMap(List::stream)
          .flatMap(Optional::stream)
          .flatMapToDouble(
              mean ->
                  DoubleStream.concat(
                      DoubleStream.of(mean.mean()),
                      mean.interval().stream()
                          .flatMapToDouble(ends -> DoubleStream.of(ends.low(), ends.high()))));
    }
  }

  /** The columns in which variants or seeds differ. */
  public ImmutableList<Column> differing() {
    return columns.stream()
        .filter(column -> !column.isConstant())
        .collect(ImmutableList.toImmutableList());
  }

  /** The columns that are the same everywhere. */
  public ImmutableList<Column> constant() {
    return columns.stream().filter(Column::isConstant).collect(ImmutableList.toImmutableList());
  }

  /** Whether some number is a mean of several seeds. */
  public boolean hasIntervals() {
    return differing().stream()
        .flatMap(column -> column.cells().stream())
        .flatMap(List::stream)
        .flatMap(Optional::stream)
        .anyMatch(mean -> mean.interval().isPresent());
  }

  /**
   * Tables whose plugin says that their numbers have means.
   *
   * @param tables of each variant, at least one
   * @return empty if they have different columns, or if a cell is no number after all
   */
  static Optional<ComparedTables> of(String title, List<SeedTables> tables) {
    List<String> header = tables.get(0).header();
    if (header.size() < 2 || !tables.stream().allMatch(each -> each.areNumbersUnder(header))) {
      return Optional.empty();
    }
    Set<String> keys = new LinkedHashSet<>();
    tables.forEach(each -> each.keys().forEach(keys::add));
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    for (int i = 1; i < header.size(); i++) {
      columns.add(column(i, keys, tables));
    }
    return Optional.of(
        new ComparedTables(
            title,
            tables.stream().map(SeedTables::variant).collect(ImmutableList.toImmutableList()),
            header.get(0),
            ImmutableList.copyOf(keys),
            columns.build()));
  }

  private static Column column(int index, Set<String> keys, List<SeedTables> tables) {
    boolean constant = true;
    ImmutableList.Builder<ImmutableList<Optional<SeedMean>>> cells = ImmutableList.builder();
    for (String key : keys) {
      Set<Double> different = new HashSet<>();
      ImmutableList.Builder<Optional<SeedMean>> row = ImmutableList.builder();
      for (SeedTables variant : tables) {
        double[] seeds = variant.numbers(key, index);
        DoubleStream.of(seeds).forEach(different::add);
        row.add(seeds.length == 0 ? Optional.empty() : Optional.of(SeedMean.of(seeds)));
      }
      constant &= different.size() <= 1;
      cells.add(row.build());
    }
    return new Column(
        tables.get(0).header().get(index),
        constant,
        tables.stream().anyMatch(each -> each.arePercentages(index)),
        cells.build());
  }
}
