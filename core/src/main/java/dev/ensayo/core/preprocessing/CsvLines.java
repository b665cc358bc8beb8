package dev.ensayo.core.preprocessing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The lines of a CSV file (RFC 4180) in UTF-8, their fields without blanks around; blank lines do
 * not count.
 */
public final class CsvLines {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final String separator;

  /**
   * @param separator between fields, one character
   */
  public CsvLines(Path file, String separator) {
    this.file = file;
    this.separator = separator;
  }

  /** A file that is not there or not CSV; the message does not name it. */
  public static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
      super(message);
    }
  }

  /** Takes the fields of a line; the list is used again. */
  public interface Sink {
    void accept(long line, List<String> fields);
  }

  /**
   * Reads all.
   *
   * @throws DamagedException if the file is not there, not UTF-8 or not CSV
   */
  public void read(Sink sink) throws DamagedException {
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get()) {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      Iterator<CSVRecord> records = parser.iterator();
      List<String> fields = new ArrayList<>();
      long line = 1;
      while (records.hasNext()) {
        CSVRecord row = records.next();
        fields.clear();
        for (String field : row) {
          fields.add(field.strip());
        }
        if (fields.size() > 1 || !fields.get(0).isEmpty()) {
          sink.accept(line, fields);
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (NoSuchFileException e) {
      throw new DamagedException("there is no such file");
    } catch (UncheckedIOException e) {
      throw damaged(e.getCause());
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static DamagedException damaged(IOException e) {
    if (e instanceof CharacterCodingException) {
      return new DamagedException("it is not UTF-8 text");
    }
    if (e instanceof CSVException) {
      return new DamagedException("it is not CSV: " + e.getMessage());
    }
    return new DamagedException("it cannot be read: " + e);
  }
}
