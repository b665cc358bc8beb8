package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the course's pages 6 and 7 say is what their studies find. */
class OptimizersAndRegularizationCourseTest {
  @TempDir private Path folder;

  /** The score of each variant. */
  private Map<String, Double> run(String study, String... more) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("run", study, "--out", folder));
    arguments.addAll(List.of(more));
    CommandLineHarness.Outcome run = ensayo(arguments.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve(study).resolve("report/summary.csv"));
    int score = List.of(lines.get(0).split(",", -1)).indexOf("score_iqm");
    Map<String, Double> scores = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      scores.put(cells[1], Double.parseDouble(cells[score]));
    }
    return scores;
  }

  @Test
  void momentumPassesTheNarrowValleyAndPlainDescentDoesNot() throws IOException {
    Map<String, Double> losses = run("narrow-valley");
    assertThat(losses.get("sgd")).isBetween(0.004, 0.007);
    assertThat(losses.get("momentum")).isLessThan(0.001 * losses.get("sgd"));
    assertThat(losses.get("nesterov")).isLessThan(losses.get("momentum"));
    assertThat(losses.get("adam")).isBetween(losses.get("momentum"), 0.1 * losses.get("sgd"));
    assertThat(losses.get("adadelta")).isGreaterThan(10 * losses.get("sgd"));
    Path report = folder.resolve("narrow-valley/report");
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("Path over the loss", "class=\"contour\"", "class=\"trail\"");
    assertThat(Files.readString(report.resolve("report.md"))).contains("The lowest point is (");
  }

  /** With the rates that the study chooses. */
  @Test
  @Tag("learning")
  void adamLearnsSoonerThanPlainDescent() throws IOException {
    Map<String, Double> losses =
        run(
            "optimizers",
            "--set",
            "variants={sgd: {agent.learning.updater.learningRate: 1}, adam:"
                + " {agent.learning.updater.type: adam}}",
            "--set",
            "tune={type: grid, seeds: [1001], variants: [adam], space:"
                + " {agent.learning.updater.learningRate: [0.005, 0.02]}}",
            "--seeds",
            "1");
    assertThat(losses.get("adam")).isBetween(0.08, 0.14).isLessThan(0.8 * losses.get("sgd"));
    assertThat(folder.resolve("optimizers/chosen.yaml")).content().contains("0.02");
  }

  /** A network has variance left, a line bias. */
  @Test
  @Tag("learning")
  void moreExamplesMendVarianceAndNotBias() throws IOException {
    Map<String, Double> accuracies =
        run(
            "training-set-size",
            "--seeds",
            "1",
            "--set",
            "budget.updates=600",
            "--set",
            "evaluation.every=600");
    assertThat(accuracies.get("network-2")).isLessThan(0.6);
    assertThat(accuracies.get("line-2")).isLessThan(0.6);
    assertThat(accuracies.get("network-200")).isGreaterThan(accuracies.get("line-200") + 0.01);
    assertThat(accuracies.get("network-200")).isGreaterThan(0.96);
  }
}
