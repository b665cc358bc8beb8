package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What page 9 of the course says of the study {@code autoencoder}, of one seed. */
@Tag("learning")
class AutoencoderClaimTest {
  @TempDir private Path folder;

  @Test
  void aDeepCodeKeepsMoreThanPrincipalComponentsAndAShallowOneDoesNot() throws IOException {
    CommandLineHarness.Outcome run =
        ensayo(
            "run",
            "autoencoder",
            "--seeds",
            "1",
            "--out",
            folder,
            "--set",
            "evaluation.every=40",
            "--set",
            "variants={baseline: {}, deep: {agent.hiddenUnits: [128, 64]}}");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(last("deep", "test/mse")).isLessThan(0.9 * last("deep", "test/pca_mse"));
    assertThat(last("deep", "test/probe_accuracy"))
        .isGreaterThan(last("deep", "test/pca_probe_accuracy") + 0.02);
    assertThat(last("baseline", "test/mse")).isGreaterThan(last("baseline", "test/pca_mse"));
    assertThat(last("deep", "test/input_precision_at_1")).isCloseTo(0.93, within(1e-9));
    for (String variant : List.of("baseline", "deep")) {
      for (int k : new int[] {1, 5, 10}) {
        double components = last(variant, "test/pca_precision_at_" + k);
        assertThat(last(variant, "test/precision_at_" + k))
            .as("%s at %s", variant, k)
            .isBetween(components - 0.08, components - 0.01);
      }
      assertThat(last(variant, "test/precision_at_1"))
          .isGreaterThan(last(variant, "test/precision_at_5"));
    }
  }

  /** A code to draw by is no code to tell by: with many labels, what starts afresh is ahead. */
  @Test
  void aFrozenCodeHoldsBackWhereThereAreManyLabels() throws IOException {
    CommandLineHarness.Outcome run =
        ensayo(
            "run",
            "codes-few-labels",
            "--seeds",
            "1",
            "--out",
            folder,
            "--set",
            "report={metric: test/accuracy, better: higher, baseline: scratch-100,"
                + " exclude: [unlabelled]}",
            "--set",
            "variants={code-100: {environment.perClass: 100}, scratch-100: {environment.perClass:"
                + " 100, agent.method: from-scratch}, unlabelled: {environment.train: 200, budget:"
                + " {epochs: 20}, evaluation.every: 20, log.every: 5, agent: {type: autoencoder,"
                + " hiddenUnits: [128], code: 64, corruption: {type: masking, share: 0.3}, scores:"
                + " {compareWithPca: false}}}}");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(last("codes-few-labels", "scratch-100", "test/accuracy")).isGreaterThan(0.9);
    assertThat(last("codes-few-labels", "code-100", "test/accuracy")).isBetween(0.7, 0.88);
  }

  private double last(String variant, String metric) throws IOException {
    return last("autoencoder", variant, metric);
  }

  private double last(String study, String variant, String metric) throws IOException {
    Path metrics = folder.resolve(study).resolve(variant).resolve("seed-1/metrics.csv");
    String line =
        Files.readAllLines(metrics).stream()
            .filter(row -> row.contains("," + metric + ","))
            .reduce((first, second) -> second)
            .orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }
}
