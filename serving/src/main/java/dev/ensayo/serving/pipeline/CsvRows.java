package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.preprocessing.CsvLines;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;

/**
 * A table of texts.
 *
 * @param columns their names
 * @param rows each with a cell for each column
 * @param lines of the file at which the rows begin
 */
record CsvRows(List<String> columns, List<List<String>> rows, List<Long> lines) {
  /** A file that is not fit; the message does not name it. */
  static final class UnfitException extends Exception {
    private static final long serialVersionUID = 1;

    UnfitException(String message) {
      super(message);
    }
  }

  /**
   * Reads a CSV file with a header.
   *
   * @throws UnfitException if it is none, or is empty
   */
  static CsvRows read(Path file, String separator) throws UnfitException {
    List<List<String>> rows = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    try {
      new CsvLines(file, separator)
          .read(
              (line, fields) -> {
                rows.add(ImmutableList.copyOf(fields));
                lines.add(line);
              });
    } catch (CsvLines.DamagedException e) {
      throw new UnfitException(e.getMessage());
    }
    if (rows.isEmpty()) {
      throw new UnfitException("it is empty; a header and rows are expected");
    }
    List<String> header = rows.remove(0);
    lines.remove(0);
    if (new HashSet<>(header).size() < header.size()) {
      throw new UnfitException("line 1: two columns have one name: " + String.join(", ", header));
    }
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != header.size()) {
        throw new UnfitException(
            "line %s has %s fields, the header has %s"
                .formatted(lines.get(i), rows.get(i).size(), header.size()));
      }
    }
    return new CsvRows(header, rows, lines);
  }

  int size() {
    return rows.size();
  }

  /** A row by the names of the columns. */
  Map<String, String> named(int row) {
    Map<String, String> named = new HashMap<>();
    for (int c = 0; c < columns.size(); c++) {
      named.put(columns.get(c), rows.get(row).get(c));
    }
    return named;
  }

  /** The same with the columns in an order, and no others. */
  CsvRows arranged(List<String> wanted) {
    int[] places = wanted.stream().mapToInt(columns::indexOf).toArray();
    return new CsvRows(
        wanted,
        rows.stream()
            .map(
                row ->
                    (List<String>)
                        IntStream.of(places)
                            .mapToObj(row::get)
                            .collect(ImmutableList.toImmutableList()))
            .toList(),
        lines);
  }

  /** Some of the rows. */
  CsvRows some(List<Integer> chosen) {
    return new CsvRows(
        columns, chosen.stream().map(rows::get).toList(), chosen.stream().map(lines::get).toList());
  }

  /** These rows and then others of the same columns. */
  CsvRows and(CsvRows others) {
    List<List<String>> all = new ArrayList<>(rows);
    all.addAll(others.rows);
    List<Long> both = new ArrayList<>(lines);
    both.addAll(others.lines);
    return new CsvRows(columns, all, both);
  }

  /** Writes them as a whole. */
  void write(Path file, String separator, Fence fence) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(separator).setRecordSeparator("\n").get();
    AtomicFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          format.printRecord(writer, columns.toArray());
          for (List<String> row : rows) {
            format.printRecord(writer, row.toArray());
          }
          writer.flush();
        },
        fence);
  }
}
