package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the pages of the course say is to be seen, with fixed seeds. */
class CourseClaimsTest {
  /** The least loss of a line through the points of linear-1d, y standardized. */
  private static final double LEAST = 0.007982676;

  @TempDir private Path folder;

  /** Score of each variant. */
  private Map<String, Double> scores(String study, String... more) throws IOException {
    return CourseScores.of(Files.createTempDirectory(folder, "runs"), study, more);
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

  /** Page 1. */
  @Test
  @Tag("learning")
  void aClassBetweenTwoOthersIsNarrowerAgainstTheRest() throws IOException {
    Map<String, Double> accuracy = scores("one-versus-rest", "--seeds", "1");
    assertThat(accuracy.get("rest-line")).isLessThan(accuracy.get("softmax-line") - 0.015);
    assertThat(accuracy.get("rest-ring")).isCloseTo(accuracy.get("softmax-ring"), within(0.005));
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(
            written("rest-line", Pattern.compile("model\\.zip")).toFile());
    INDArray weights = network.getLayer(0).getParam("W");
    assertThat(Math.abs(weights.getDouble(0, 0))).isGreaterThan(3);
    assertThat(weights.getDouble(0, 1)).isCloseTo(0, within(0.2));
    double flat = 1 / (1 + Math.exp(-network.getLayer(0).getParam("b").getDouble(1)));
    assertThat(flat).isCloseTo(1.0 / 3, within(0.03));
  }

  /** What a run of a variant with seed 1 wrote. */
  private Path written(String variant, Pattern name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().contains("/" + variant + "/seed-1/"))
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .findFirst()
          .orElseThrow();
    }
  }

  /** The last row of the table of sizes: parameters and multiply-adds of the whole network. */
  private List<String> sizes(String variant) throws IOException {
    JsonNode rows =
        new ObjectMapper()
            .readTree(written(variant, Pattern.compile("\\d+-layer-sizes\\.json")).toFile())
            .get("rows");
    JsonNode all = rows.get(rows.size() - 1);
    return List.of(all.get(5).asText(), all.get(6).asText());
  }

  /** Page 8. */
  @Test
  @Tag("learning")
  void strideAndPaddingSaveWorkAndAStrideOfFourReadsWorse() throws IOException {
    Map<String, Double> accuracy = scores("strides-paddings", "--seeds", "1");
    assertThat(sizes("stride-1")).containsExactly("62,938", "219,520");
    assertThat(sizes("no-padding")).containsExactly("46,298", "161,280");
    assertThat(sizes("pooling")).containsExactly("15,898", "172,480");
    assertThat(sizes("stride-2")).containsExactly("15,898", "54,880");
    assertThat(sizes("stride-4")).containsExactly("4,138", "13,720");
    assertThat(accuracy.get("stride-4")).isLessThan(accuracy.get("stride-1") - 0.02);
    assertThat(accuracy.get("stride-2")).isCloseTo(accuracy.get("pooling"), within(0.02));
  }

  /** Page 8, at a shift of two pixels: both lose much, the dense network more. */
  @Test
  @Tag("learning")
  void movedDigitsAreReadWorseByDenseLayersThanByConvolutions() throws IOException {
    Map<String, Double> accuracy =
        scores(
            "shifted-digits", "--seeds", "1", "--set", "drop=[lenet-1, lenet-4, dense-1, dense-4]");
    assertThat(accuracy.get("lenet-0")).isGreaterThan(0.94);
    assertThat(accuracy.get("dense-0")).isGreaterThan(0.94);
    assertThat(accuracy.get("lenet-2"))
        .isLessThan(accuracy.get("lenet-0") - 0.15)
        .isGreaterThan(accuracy.get("dense-2") + 0.03);
    assertThat(sizes("lenet-0").get(0)).isEqualTo("61,706");
    assertThat(sizes("dense-0").get(0)).isEqualTo("62,020"); // as many within 0.5 %
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

  /**
   * Page 10: negative sampling predicts nearly as well as the softmax that it stands for, once the
   * noise is put back.
   */
  @Test
  @Tag("learning")
  void negativeSamplingIsASoftmaxOnceTheNoiseIsPutBack() throws IOException {
    String variants =
        "variants={full-softmax: {agent.output: full-softmax}, negative-sampling: {}, tree:"
            + " {agent.output: hierarchical-softmax}}";
    Map<String, Double> perplexity =
        scores("word-softmaxes", "--seeds", "1", "--set", variants, "--set", lower("perplexity"));
    double full = perplexity.get("full-softmax");
    assertThat(full).isBetween(88.0, 93.0);
    assertThat(perplexity.get("tree")).isBetween(full + 0.5, full + 4);
    assertThat(perplexity.get("negative-sampling")).isGreaterThan(full + 5);
    Map<String, Double> withNoise =
        scores(
            "word-softmaxes",
            "--seeds",
            "1",
            "--set",
            "variants={negative-sampling: {}}",
            "--set",
            lower("perplexity_with_noise"));
    assertThat(withNoise.get("negative-sampling")).isBetween(full + 0.2, full + 3);
  }

  private static String lower(String metric) {
    return "report={metric: prediction/" + metric + ", better: lower}";
  }

  /** Page 10: vectors of unlabelled text start a classifier. */
  @Test
  @Tag("learning")
  void vectorsOfUnlabelledTextAreWorthLabels() throws IOException {
    Map<String, Double> accuracy =
        scores(
            "vectors-few-labels", "--seeds", "2", "--set", "drop=[frozen-3, frozen-10, frozen-50]");
    for (String labels : new String[] {"3", "10", "50"}) {
      assertThat(accuracy.get("vectors-" + labels))
          .isGreaterThan(accuracy.get("drawn-" + labels) + 0.03);
    }
    assertThat(accuracy.get("vectors-10")).isGreaterThan(accuracy.get("drawn-50"));
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
    Map<String, Double> accuracy =
        scores("initializations", "--seeds", "1", "--set", "drop=[tanh-he, tanh-normal]");
    assertThat(accuracy.get("relu-he")).isGreaterThan(0.75);
    assertThat(accuracy.get("tanh-xavier")).isGreaterThan(0.75);
    assertThat(accuracy.get("relu-xavier")).isLessThan(0.7);
    assertThat(accuracy.get("relu-normal")).isLessThan(accuracy.get("relu-xavier"));
    assertThat(accuracy.get("relu-zero")).isEqualTo(0.1);
    assertThat(accuracy.get("tanh-uniform")).isLessThan(0.3);
  }
}
