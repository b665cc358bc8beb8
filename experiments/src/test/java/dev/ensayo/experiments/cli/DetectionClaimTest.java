package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What page 13 of the course says of the study {@code detection}, of the first of five seeds. */
@Tag("learning")
class DetectionClaimTest {
  @TempDir private Path folder;

  @Test
  void theFinerTheGridTheMoreIsFound() throws IOException {
    CommandLineHarness.Outcome run = ensayo("run", "detection", "--seeds", "1", "--out", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(last("cells-of-4", "test/own_box")).isEqualTo(1);
    assertThat(last("cells-of-16", "test/own_box")).isLessThan(0.9);
    assertThat(last("two-boxes-of-16", "test/own_box")).isGreaterThan(0.95);
    double found = last("cells-of-8", "test/ap50");
    assertThat(found).isBetween(0.4, 0.65);
    assertThat(last("cells-of-4", "test/ap50")).isGreaterThan(Math.max(0.7, found + 0.1));
    assertThat(last("cells-of-16", "test/ap50")).isLessThan(found - 0.25);
    assertThat(last("two-boxes-of-16", "test/ap50"))
        .as("a box more does not make up for coarse cells")
        .isLessThan(last("cells-of-16", "test/ap50") + 0.05);
    assertThat(last("cells-of-4", "test/map")).isLessThan(last("cells-of-4", "test/ap50") - 0.25);
  }

  private double last(String variant, String metric) throws IOException {
    Path metrics = folder.resolve("detection").resolve(variant).resolve("seed-1/metrics.csv");
    String line =
        Files.readAllLines(metrics).stream()
            .filter(row -> row.contains("," + metric + ","))
            .reduce((first, second) -> second)
            .orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }
}
