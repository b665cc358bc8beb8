package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of the course say is to be seen, with fixed seeds. */
class CourseClaimsTest {
  /** The least loss of a line through the points of linear-1d, y standardized. */
  private static final double LEAST = 0.007982676;

  @TempDir private Path folder;

  /** Score of each variant. */
  private Map<String, Double> scores(String study, String... more) throws IOException {
    Path out = Files.createTempDirectory(folder, "runs");
    Object[] arguments =
        Stream.concat(Stream.of("run", study, "--out", out.toString()), Stream.of(more)).toArray();
    CommandLineHarness.Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Map<String, Double> scores = new HashMap<>();
    try (Reader reader =
            Files.newBufferedReader(out.resolve(study).resolve("report/summary.csv"));
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      parser.forEach(
          row -> scores.put(row.get("variant"), Double.parseDouble(row.get("score_iqm"))));
    }
    return scores;
  }

  /** Page 1. */
  @Test
  void aLineDoesNotDoForExclusiveOr() throws IOException {
    Map<String, Double> accuracy =
        scores(
            "xor",
            "--seeds",
            "3",
            "--set",
            "report={metric: test/accuracy, better: higher, baseline: eight-units}");
    assertThat(accuracy.get("eight-units")).isEqualTo(1);
    assertThat(accuracy.get("two-layers")).isEqualTo(1);
    assertThat(accuracy.get("logistic-regression")).isLessThanOrEqualTo(0.75);
    assertThat(accuracy.get("zero-start")).isEqualTo(0.5);
  }

  /** Page 2: what is logged at update 40 is the loss after 39 steps, of which each leaves 1 − 2η. */
  @Test
  void lossesAreThoseOfARoundBowl() throws IOException {
    Map<String, Double> losses = scores("learning-rates");
    assertThat(losses).hasSize(5);
    losses.forEach(
        (variant, loss) -> {
          double rate = Double.parseDouble(variant.substring("rate-".length()));
          double expected = LEAST + (1 - LEAST) * Math.pow(1 - 2 * rate, 2 * 39);
          assertThat(loss).as(variant).isCloseTo(expected, within(1e-4));
        });
  }

  /** Page 2, a quarter of the epochs. */
  @Test
  void smallerBatchesGetFurtherInAsManyEpochs() throws IOException {
    Map<String, Double> losses =
        scores("batch-sizes", "--seeds", "1", "--set", "budget.epochs=5");
    assertThat(losses.get("stochastic")).isLessThan(losses.get("mini-batch") / 2);
    assertThat(losses.get("mini-batch")).isLessThan(losses.get("batch") / 1.5);
  }

  /** Page 1. */
  @Test
  void writtenNeuronsAreRightWhereALineIsEnough() throws IOException {
    Map<String, Double> accuracy = scores("textbook-neuron");
    assertThat(accuracy)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("and", 1.0, "or", 1.0, "xor-one-neuron", 0.75, "xor-two-layers", 1.0));
  }

  /** Page 2. */
  @Test
  void batchesArriveAndASmallRateIsStillOnItsWay() throws IOException {
    Map<String, Double> losses = scores("descent-paths", "--seeds", "1");
    assertThat(losses.get("fast")).isCloseTo(losses.get("batch"), within(1e-4));
    assertThat(losses.get("slow")).isGreaterThan(losses.get("batch") + 0.1);
    assertThat(losses.get("stochastic")).isGreaterThan(losses.get("batch"));
  }

  /** Page 14. */
  @Test
  @Tag("learning")
  void thePolicyIsRightBeforeTheValuesAre() throws IOException {
    Map<String, Double> returns = scores("bellman-backups", "--seeds", "2");
    double best = returns.get("sweeps-1000");
    assertThat(returns.get("sweeps-64")).isCloseTo(best, within(0.03));
    assertThat(returns.get("sweeps-32")).isLessThan(best - 0.05);
    Map<String, Double> errors =
        scores(
            "bellman-backups",
            "--seeds",
            "1",
            "--set",
            "report={metric: eval/value_error, better: lower}");
    assertThat(errors.get("sweeps-64")).isCloseTo(0.103, within(5e-4));
    assertThat(errors.get("sweeps-1000")).isLessThan(1e-11);
  }
}
