package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the course's page on optimizers says of the valley is what the study finds. */
class OptimizersCourseTest {
  @TempDir private Path folder;

  @Test
  void momentumPassesTheNarrowValleyAndPlainDescentDoesNot() throws IOException {
    CommandLineHarness.Outcome run = ensayo("run", "narrow-valley", "--out", folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path report = folder.resolve("narrow-valley/report");
    List<String> lines = Files.readAllLines(report.resolve("summary.csv"));
    int score = List.of(lines.get(0).split(",")).indexOf("score_iqm");
    Map<String, Double> losses = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      losses.put(cells[1], Double.parseDouble(cells[score]));
    }
    assertThat(losses.get("sgd")).isBetween(0.004, 0.007);
    assertThat(losses.get("momentum")).isLessThan(0.001 * losses.get("sgd"));
    assertThat(losses.get("nesterov")).isLessThan(losses.get("momentum"));
    assertThat(losses.get("adam")).isBetween(losses.get("momentum"), 0.1 * losses.get("sgd"));
    assertThat(losses.get("adadelta")).isGreaterThan(10 * losses.get("sgd"));
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("Path over the loss", "class=\"contour\"", "class=\"trail\"");
    assertThat(Files.readString(report.resolve("report.md"))).contains("The lowest point is (");
  }
}
