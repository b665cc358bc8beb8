package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Longs;
import dev.ensayo.core.exhibit.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Tables of one kind that the finished seeds of a variant left.
 *
 * @param variant whose they are
 * @param tables one for each seed, at least one
 */
record SeedTables(VariantResults variant, ImmutableList<Exhibit.Table> tables) {
  /** What a percentage ends in. */
  static final String PERCENT = " %";

  List<String> header() {
    return tables.get(0).header();
  }

  /** The first cell of each row, of all tables. */
  Stream<String> keys() {
    return tables.stream().flatMap(table -> keys(table).stream());
  }

  private static List<String> keys(Exhibit.Table table) {
    return table.rows().stream().map(row -> row.get(0)).toList();
  }

  /** Whether all have these columns, and numbers in them but for the first. */
  boolean areNumbersUnder(List<String> header) {
    return tables.stream().allMatch(table -> table.header().equals(header))
        && tables.stream()
            .flatMap(table -> table.rows().stream())
            .flatMap(row -> row.stream().skip(1))
            .allMatch(cell -> isMissing(cell) || number(cell).isPresent());
  }

  boolean arePercentages(int column) {
    return tables.stream()
        .flatMap(table -> table.rows().stream())
        .anyMatch(row -> row.get(column).endsWith(PERCENT));
  }

  /** The numbers of one cell, those of the seeds that have it. */
  double[] numbers(String key, int column) {
    return tables.stream()
        .flatMap(table -> table.rows().stream())
        .filter(row -> row.get(0).equals(key))
        .map(row -> number(row.get(column)))
        .flatMapToDouble(OptionalDouble::stream)
        .toArray();
  }

  private static boolean isMissing(String cell) {
    return cell.isEmpty() || cell.equals("–") || cell.equals("-") || cell.equals("NaN");
  }

  private static OptionalDouble number(String cell) {
    String plain =
        cell.endsWith(PERCENT) ? cell.substring(0, cell.length() - PERCENT.length()) : cell;
    Double number = Doubles.tryParse(plain);
    return number == null || !Double.isFinite(number)
        ? OptionalDouble.empty()
        : OptionalDouble.of(number);
  }

  /** Whether the cells are counts of the same things, so that they can be added up. */
  boolean canBeSummed() {
    Exhibit.Table first = tables.get(0);
    return tables.stream()
            .allMatch(table -> table.header().equals(header()) && keys(table).equals(keys(first)))
        && tables.stream()
            .flatMap(table -> table.rows().stream())
            .flatMap(row -> row.stream().skip(1))
            .allMatch(cell -> Longs.tryParse(cell) != null);
  }

  /** The counts of all seeds. */
  Exhibit.Table sum() {
    Exhibit.Table first = tables.get(0);
    List<List<String>> rows = new ArrayList<>();
    for (int r = 0; r < first.rows().size(); r++) {
      List<String> row = new ArrayList<>(List.of(first.rows().get(r).get(0)));
      for (int c = 1; c < first.header().size(); c++) {
        long sum = 0;
        for (Exhibit.Table table : tables) {
          sum += Long.parseLong(table.rows().get(r).get(c));
        }
        row.add(Long.toString(sum));
      }
      rows.add(row);
    }
    return new Exhibit.Table(
        first.name(), first.title(), first.caption(), first.header(), rows, first.overSeeds());
  }
}
