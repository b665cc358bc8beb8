package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** What reports say of studies that are run for a test. */
final class CourseScores {
  private CourseScores() {}

  /**
   * Runs a study and reads the score of each variant from its report.
   *
   * @param out receives the study's folder
   * @param more arguments
   */
  static Map<String, Double> of(Path out, String study, String... more) throws IOException {
    Object[] arguments =
        Stream.concat(Stream.of("run", study, "--out", out.toString()), Stream.of(more)).toArray();
    CommandLineHarness.Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Map<String, Double> scores = new HashMap<>();
    try (Reader reader = Files.newBufferedReader(out.resolve(study).resolve("report/summary.csv"));
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      parser.forEach(
          row -> scores.put(row.get("variant"), Double.parseDouble(row.get("score_iqm"))));
    }
    return scores;
  }
}
