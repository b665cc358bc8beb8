package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import com.google.common.primitives.ImmutableLongArray;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.preprocessing.CellFormat;
import dev.ensayo.core.preprocessing.CsvLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes a table of a CSV file: finds out whether its first line is a header, and leaves out the
 * numbers of rows that pandas and R write into a column without a name.
 */
final class CsvTable {
  /** What pandas calls a column without a name when it reads one and writes it again. */
  private static final Pattern UNNAMED = Pattern.compile("Unnamed: \\d+");

  private final Path file;
  private final String separator;
  private final CellFormat format;
  private final HeaderRule rule;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param separator between fields, one character
   * @param format of the cells
   * @param rule whether the first line is a header
   */
  CsvTable(Path file, String separator, CellFormat format, HeaderRule rule) {
    this.file = file;
    this.separator = separator;
    this.format = format;
    this.rule = rule;
  }

  /**
   * What a file holds.
   *
   * @param lines of the file at which the rows begin
   * @param index the columns that number the rows and have a name
   * @param headed whether the first line is a header
   * @param notes what was left out, in sentences
   */
  record Content(
      ImmutableList<Column> columns,
      ImmutableLongArray lines,
      ImmutableList<String> index,
      ImmutableMap<String, String> sha256,
      boolean headed,
      ImmutableList<String> notes) {}

  /** A line of the file, or several where line ends are quoted. */
  private record Row(long line, List<String> fields) {}

  /**
   * @throws InvalidSettingException naming the file, and the line that is damaged
   */
  Content read() {
    List<Row> rows = new ArrayList<>();
    try {
      new CsvLines(file, separator)
          .read((line, fields) -> rows.add(new Row(line, List.copyOf(fields))));
    } catch (CsvLines.DamagedException e) {
      throw wrong(e.getMessage());
    }
    if (rows.isEmpty()) {
      throw wrong("it is empty; a header is expected");
    }
    List<List<String>> fields = rows.stream().map(Row::fields).toList();
    boolean shorter = isShorter(fields);
    checkWidths(rows, shorter);
    boolean headed = hasHeader(fields);
    List<String> names = names(fields.get(0), headed, shorter);
    List<Row> body = headed ? rows.subList(1, rows.size()) : rows;
    if (body.isEmpty()) {
      throw wrong("it has a header and no row");
    }
    List<Column> columns = columns(names, body);
    dropNumbers(columns, headed);
    ImmutableList<String> index =
        columns.stream()
            .filter(column -> UNNAMED.matcher(column.name()).matches() && counts(column))
            .map(Column::name)
            .collect(ImmutableList.toImmutableList());
    index.forEach(
        name -> notes.add(file + ": column '" + name + "' numbers the rows and is no input"));
    checkNames(columns);
    return new Content(
        ImmutableList.copyOf(columns),
        ImmutableLongArray.copyOf(body.stream().mapToLong(Row::line)),
        index,
        ImmutableMap.of(file.getFileName().toString(), sha256()),
        headed,
        ImmutableList.copyOf(notes));
  }

  private boolean hasHeader(List<List<String>> rows) {
    if (rule != HeaderRule.AUTO) {
      return rule == HeaderRule.TRUE;
    }
    return switch (new HeaderGuess(format).look(rows)) {
      case HEADER -> true;
      case ROW -> {
        notes.add(
            file
                + ": line 1 is a row and no header; the columns are called column-1 to column-"
                + rows.get(0).size());
        yield false;
      }
      case UNKNOWN ->
          throw wrong(
              "it cannot be told whether line 1 (%s) is a header or a row; set header: true or header: false"
                  .formatted(String.join(separator, rows.get(0))));
    };
  }

  /** Whether the first line lacks a name for the numbers of the rows, as R's write.table has it. */
  private static boolean isShorter(List<List<String>> rows) {
    int names = rows.get(0).size();
    return rows.size() > 2
        && rows.subList(1, rows.size()).stream().allMatch(row -> row.size() == names + 1);
  }

  private static List<String> names(List<String> first, boolean headed, boolean shorter) {
    if (!headed) {
      return IntStream.rangeClosed(1, first.size()).mapToObj(i -> "column-" + i).toList();
    }
    List<String> names = new ArrayList<>(shorter ? List.of("") : List.of());
    names.addAll(first);
    return names;
  }

  private void checkWidths(List<Row> rows, boolean shorter) {
    List<String> first = rows.get(0).fields();
    int width = first.size() + (shorter ? 1 : 0);
    for (Row row : rows.subList(1, rows.size())) {
      if (row.fields().size() != width) {
        throw wrong(
            "line %s has %s fields, the header has %s: %s%s"
                .formatted(
                    row.line(),
                    row.fields().size(),
                    first.size(),
                    String.join(separator, first),
                    otherSeparator()));
      }
    }
    if (width == 1 && !otherSeparator().isEmpty()) {
      throw wrong("each line has one field" + otherSeparator());
    }
  }

  private String otherSeparator() {
    return new SeparatorGuess(file, separator)
        .find()
        .map(
            guess ->
                "; with separator: %s each of its lines has %s fields"
                    .formatted(guess.quoted(), guess.fields()))
        .orElse("");
  }

  private List<Column> columns(List<String> names, List<Row> body) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int column = c;
      columns.add(
          new Column(
              names.get(c),
              body.stream()
                  .map(row -> row.fields().get(column))
                  .map(cell -> format.isMissing(cell) ? null : cell)
                  .toArray(String[]::new),
              format));
    }
    return columns;
  }

  /** Takes away a first column without a name, if it tells the rows apart. */
  private void dropNumbers(List<Column> columns, boolean headed) {
    Column first = columns.get(0);
    if (!headed || !first.name().isEmpty() || columns.size() == 1) {
      return;
    }
    Set<String> different = new HashSet<>();
    for (String cell : first.cells()) {
      if (cell == null || !different.add(cell)) {
        throw wrong(
            "line 1: column 1 has no name, and it does not number the rows: '"
                + (cell == null ? "" : cell)
                + "' stands there twice or for nothing; give it a name");
      }
    }
    notes.add(
        file
            + ": column 1 has no name and tells the rows apart, as pandas and R write it; left out");
    columns.remove(0);
  }

  /** Whether the cells are whole numbers one after the other. */
  private boolean counts(Column column) {
    OptionalInt gap =
        IntStream.range(1, column.cells().length)
            .filter(row -> column.number(row) != column.number(row - 1) + 1)
            .findFirst();
    return gap.isEmpty() && column.number(0) == Math.rint(column.number(0));
  }

  private void checkNames(List<Column> columns) {
    Set<String> names = new HashSet<>();
    for (int c = 0; c < columns.size(); c++) {
      String name = columns.get(c).name();
      if (name.isEmpty()) {
        throw wrong("line 1: column " + (c + 1) + " has no name");
      }
      if (!names.add(name)) {
        throw wrong("line 1: two columns are called '" + name + "'");
      }
    }
  }

  private String sha256() {
    try {
      return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    } catch (IOException e) {
      throw wrong(
          Files.isDirectory(file) ? "it is a folder; name a file" : "it cannot be read: " + e);
    }
  }

  private InvalidSettingException wrong(String message) {
    return new InvalidSettingException("source", file + ": " + message);
  }
}
