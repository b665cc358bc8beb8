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
    try (Reader reader = Files.newBufferedReader(out.resolve(study).resolve("report/summary.csv"));
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

  /**
   * Page 2: what is logged at update 40 is the loss after 39 steps, of which each leaves 1 − 2η.
   */
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
    Map<String, Double> losses = scores("batch-sizes", "--seeds", "1", "--set", "budget.epochs=5");
    assertThat(losses.get("stochastic")).isLessThan(losses.get("mini-batch") / 2);
    assertThat(losses.get("mini-batch")).isLessThan(losses.get("batch") / 1.5);
  }

  /** Page 5. */
  @Test
  @Tag("learning")
  void oneUnitWithAPlaceIsABumpAndTwoSumsAreNot() throws IOException {
    Map<String, Double> accuracy = scores("radial-bump", "--seeds", "2");
    assertThat(accuracy.get("radial-from-the-middle")).isGreaterThan(0.9);
    assertThat(accuracy.get("eight-sums")).isGreaterThan(0.9);
    assertThat(accuracy.get("one-sum")).isLessThan(0.65);
    assertThat(accuracy.get("two-sums")).isLessThan(0.75);
    assertThat(accuracy.get("equal-slopes")).isLessThan(0.85);
    assertThat(accuracy.get("additive")).isLessThan(0.6);
  }

  /** Page 5, half the epochs. */
  @Test
  @Tag("learning")
  void radialUnitsTellSpiralsApart() throws IOException {
    Map<String, Double> accuracy =
        scores("radial-units", "--seeds", "1", "--set", "budget.epochs=40");
    assertThat(accuracy.remove("weighted-sums")).isLessThan(0.65);
    assertThat(accuracy.get("normalized")).isGreaterThan(0.9);
    assertThat(accuracy)
        .hasSize(6)
        .allSatisfy((kind, score) -> assertThat(score).isGreaterThan(0.75));
  }

  /** Page 8, at a shift of two pixels: both lose much, the dense network more. */
  @Test
  @Tag("learning")
  void movedDigitsAreReadWorseByDenseLayersThanByConvolutions() throws IOException {
    Map<String, Double> accuracy = scores("shifted-digits", "--seeds", "1");
    assertThat(accuracy.get("lenet-0")).isGreaterThan(0.94);
    assertThat(accuracy.get("dense-0")).isGreaterThan(0.94);
    assertThat(accuracy.get("lenet-2"))
        .isLessThan(accuracy.get("lenet-0") - 0.15)
        .isGreaterThan(accuracy.get("dense-2") + 0.03);
  }

  /** Page 10: in a language of few words one negative sample is enough. */
  @Test
  @Tag("learning")
  void oneNegativeSampleIsEnoughForFewWords() throws IOException {
    Map<String, Double> right = scores("negative-samples", "--seeds", "2");
    assertThat(right.get("negative-1")).isGreaterThan(right.get("negative-5") + 0.02);
    assertThat(right.get("negative-5")).isGreaterThan(0.9);
    assertThat(right.get("output-vectors")).isCloseTo(right.get("negative-5"), within(0.03));
  }

  /** Page 13: what is coarse knows what it is, what is fine knows where. */
  @Test
  @Tag("learning")
  void skipConnectionsTellWhereObjectsEnd() throws IOException {
    Map<String, Double> overlap =
        scores(
            "segmentation",
            "--seeds",
            "1",
            "--set",
            "variants={baseline: {}, no-skips: {agent.skips: false}}");
    assertThat(overlap.get("baseline")).isGreaterThan(0.7);
    assertThat(overlap.get("no-skips"))
        .isGreaterThan(0.25)
        .isLessThan(overlap.get("baseline") - 0.2);
  }

  /** Page 11. */
  @Test
  @Tag("learning")
  void aGradientReachesFurtherThroughGates() throws IOException {
    Map<String, Double> reach = scores("gradient-reach", "--seeds", "1");
    assertThat(reach.get("rnn")).isLessThan(10);
    assertThat(reach.get("rnn-orthogonal")).isBetween(10.0, 30.0);
    assertThat(reach.get("gru")).isGreaterThan(40);
  }

  /** Page 11: of the known series the last value alone is no good forecast. */
  @Test
  @Tag("learning")
  void theNaiveForecastLosesWhereTwoValuesCount() throws IOException {
    Map<String, Double> errors = scores("series-known", "--seeds", "1");
    assertThat(errors.get("naive")).isGreaterThan(1.4);
    assertThat(errors.get("gru")).isLessThan(1.1);
    assertThat(errors.get("autoregression")).isLessThan(1.02);
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

  /** Page 3, hardly begun: what arrives at the first of eight layers. */
  @Test
  void theLogisticFunctionLetsNoGradientThrough() throws IOException {
    Map<String, Double> reach =
        scores(
            "activations",
            "--seeds",
            "1",
            "--set",
            "budget.epochs=2",
            "--set",
            "report={metric: layers/gradient_reach, better: higher, baseline: sigmoid}");
    assertThat(reach.get("sigmoid")).isLessThan(1e-3);
    assertThat(reach.get("tanh")).isGreaterThan(0.5);
    assertThat(reach.get("relu")).isGreaterThan(0.5);
    assertThat(reach.get("leaky-relu")).isGreaterThan(0.5);
  }

  /** Page 3. */
  @Test
  @Tag("learning")
  void largeStepsKillUnitsAndLeakyOnesLearnOn() throws IOException {
    String fast =
        "agent.hiddenUnits: [32, 32, 32], agent.learning.updater.learningRate: 1,"
            + " agent.initialization: relu";
    String variants =
        "variants={relu: {agent.activation: relu, "
            + fast
            + "}, leaky: {agent.activation: leaky-relu, "
            + fast
            + "}}";
    String report = "report={better: higher, baseline: relu, metric: ";
    Map<String, Double> accuracy =
        scores(
            "activations", "--seeds", "3", "--set", variants, "--set", report + "test/accuracy}");
    assertThat(accuracy.get("leaky")).isGreaterThan(accuracy.get("relu") + 0.1);
    Map<String, Double> dead =
        scores(
            "activations",
            "--seeds",
            "1",
            "--set",
            variants.replaceAll(", leaky.*", "}"),
            "--set",
            report + "layers/dead}");
    assertThat(dead.get("relu")).isGreaterThan(0.5);
  }

  /** Page 4. */
  @Test
  @Tag("learning")
  void weightsMustBeLargeEnoughAtTheStart() throws IOException {
    Map<String, Double> accuracy = scores("initializations", "--seeds", "1");
    assertThat(accuracy.get("relu-he")).isGreaterThan(0.75);
    assertThat(accuracy.get("tanh-xavier")).isGreaterThan(0.75);
    assertThat(accuracy.get("relu-xavier")).isLessThan(0.7);
    assertThat(accuracy.get("relu-normal")).isLessThan(accuracy.get("relu-xavier"));
    assertThat(accuracy.get("relu-zero")).isEqualTo(0.1);
    assertThat(accuracy.get("tanh-uniform")).isLessThan(0.3);
  }
}
