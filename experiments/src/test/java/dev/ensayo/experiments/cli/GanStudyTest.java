package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of the course on adversarial networks says of its study, on its first seed. */
@Tag("learning")
class GanStudyTest {
  @TempDir private Path folder;

  @Test
  void noiseCoversTheRingAndAStrongDiscriminatorDoesNot() throws IOException {
    CommandLineHarness.Outcome run =
        ensayo(
            "run",
            "gan-ring",
            "--out",
            folder,
            "--seeds",
            "1",
            "--set",
            "variants={baseline: {}, input-noise: {agent.inputNoise: 0.1},"
                + " strong-non-saturating: {agent.discriminatorSteps: 5}}");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Map<String, Double> coverage = new HashMap<>();
    try (Reader reader = Files.newBufferedReader(folder.resolve("gan-ring/report/summary.csv"));
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      parser.forEach(row -> coverage.put(row.get("variant"), Double.valueOf(row.get("score_iqm"))));
    }
    assertThat(coverage.get("input-noise")).isGreaterThanOrEqualTo(7.0 / 8);
    assertThat(coverage.get("baseline")).isLessThan(coverage.get("input-noise"));
    assertThat(coverage.get("strong-non-saturating")).isLessThanOrEqualTo(2.0 / 8);
  }
}
