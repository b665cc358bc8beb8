package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What page 13 of the course says of the study {@code detection}, of one seed. */
@Tag("learning")
class DetectionClaimTest {
  @TempDir private Path folder;

  @Test
  void aFineGridFindsMoreThanACoarseOneWhoseCellsAreShared() throws IOException {
    CommandLineHarness.Outcome run =
        ensayo(
            "run",
            "detection",
            "--seeds",
            "1",
            "--out",
            folder,
            "--set",
            "variants={cells-of-4: {agent.cell: 4}, cells-of-16: {agent.cell: 16},"
                + " two-boxes-of-16: {agent.cell: 16, agent.boxes: 2}}");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(last("cells-of-4", "test/own_box")).isEqualTo(1);
    assertThat(last("cells-of-16", "test/own_box")).isLessThan(0.9);
    assertThat(last("two-boxes-of-16", "test/own_box")).isGreaterThan(0.95);
    assertThat(last("cells-of-4", "test/ap50")).isGreaterThan(0.7);
    assertThat(last("cells-of-16", "test/ap50")).isLessThan(last("cells-of-4", "test/ap50") - 0.25);
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
