package dev.ensayo.environments.table;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.ensayo.core.config.InvalidSettingException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads CSV (RFC 4180) with a header, in UTF-8; blank lines do not count. */
final class CsvTable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final String separator;
  private final Set<String> gaps;

  /**
   * @param separator between fields, one character
   * @param gaps what stands for a missing value, besides nothing
   */
  CsvTable(Path file, String separator, List<String> gaps) {
    this.file = file;
    this.separator = separator;
    this.gaps = Set.copyOf(gaps);
  }

  /** What a file holds. */
  record Content(ImmutableList<Column> columns, ImmutableMap<String, String> sha256) {}

  /**
   * @throws InvalidSettingException naming the file, and the line that is damaged
   */
  Content read() {
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw wrong("it is empty; a header is expected");
      }
      List<String> header = header(records.next());
      List<List<String>> columns = new ArrayList<>();
      header.forEach(name -> columns.add(new ArrayList<>()));
      long line = parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        CSVRecord row = records.next();
        if (row.size() > 1 || header.size() == 1 || !row.get(0).isEmpty()) {
          add(header, row, line, columns);
        }
        line = parser.getCurrentLineNumber() + 1;
      }
      if (columns.get(0).isEmpty()) {
        throw wrong("it has a header and no row");
      }
      return new Content(columns(header, columns), ImmutableMap.of(name(), sha256()));
    } catch (NoSuchFileException e) {
      throw wrong("there is no such file");
    } catch (UncheckedIOException e) {
      throw damaged(e.getCause());
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private List<String> header(CSVRecord first) {
    List<String> header = new ArrayList<>();
    for (String field : first) {
      String name = field.strip();
      if (header.isEmpty() && !name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK) {
        name = name.substring(1);
      }
      if (name.isEmpty()) {
        throw wrong("line 1: column " + (header.size() + 1) + " has no name");
      }
      if (header.contains(name)) {
        throw wrong("line 1: two columns are called '" + name + "'");
      }
      header.add(name);
    }
    return header;
  }

  private void add(List<String> header, CSVRecord row, long line, List<List<String>> columns) {
    if (row.size() != header.size()) {
      throw wrong(
          "line %s has %s fields, the header has %s: %s"
              .formatted(line, row.size(), header.size(), String.join(separator, header)));
    }
    for (int c = 0; c < header.size(); c++) {
      String value = row.get(c).strip();
      columns.get(c).add(gaps.contains(value) ? "" : value);
    }
  }

  private static ImmutableList<Column> columns(List<String> header, List<List<String>> cells) {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    for (int c = 0; c < header.size(); c++) {
      columns.add(new Column(header.get(c), cells.get(c).toArray(new String[0])));
    }
    return columns.build();
  }

  private String name() {
    return file.getFileName().toString();
  }

  private String sha256() throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
  }

  private InvalidSettingException damaged(IOException e) {
    if (e instanceof CharacterCodingException) {
      return wrong("it is not UTF-8 text");
    }
    if (e instanceof CSVException) {
      return wrong("it is not CSV: " + e.getMessage());
    }
    return wrong("it cannot be read: " + e);
  }

  private InvalidSettingException wrong(String message) {
    return new InvalidSettingException("source", file + ": " + message);
  }
}
