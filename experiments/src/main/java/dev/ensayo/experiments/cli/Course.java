package dev.ensayo.experiments.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The course: which studies teach which idea, in order. It is the file {@code course.csv}, one line
 * for each study; an idea may have several, which then follow each other.
 */
final class Course {
  private static final String FILE = "/dev/ensayo/experiments/course.csv";

  /**
   * A study of the course.
   *
   * @param number of the idea, from 1
   * @param idea in a few words
   * @param study name of a bundled study
   * @param minutes it takes on two cores that have nothing else to do
   * @param page its page in {@code docs/course}
   * @param pagina the same page in Spanish, in {@code docs/curso}
   */
  record Lesson(
      int number, String idea, String study, double minutes, String page, String pagina) {}

  private Course() {}

  /** All studies of the course, in order. */
  static List<Lesson> lessons() {
    try (InputStream in = Course.class.getResourceAsStream(FILE);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      return parser.stream().map(Course::lesson).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Lesson lesson(CSVRecord line) {
    return new Lesson(
        Integer.parseInt(line.get("number")),
        line.get("idea"),
        line.get("study"),
        Double.parseDouble(line.get("minutes")),
        line.get("page"),
        line.get("pagina"));
  }
}
