package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bundled studies promise, on their own seeds. */
@Tag("learning")
class BundledStudyTest {
  /** The README's main job: the baseline clearly learns. CartPole-v1 pays 500 at most. */
  private static final double CARTPOLE_LEARNS = 400;

  /** Rewards lie in [0, 1], and so do values: a mean error below a twentieth of that range. */
  private static final double VALUES_ARE_NEAR = 0.05;

  /** More than twice of what can be had without memory. */
  private static final double REMEMBERS = 120;

  /** Pendulum-v1 pays −1,200 and less at random, and about −150 to whoever balances. */
  private static final double PENDULUM_STANDS = -300;

  /** Of whole dates; after 4 epochs it is 0.97. */
  private static final double DATES_ARE_READ = 0.9;

  @TempDir private Path folder;

  private static CSVRecord onlyRow(Path summary) throws IOException {
    try (Reader reader = Files.newBufferedReader(summary);
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      return parser.getRecords().get(0);
    }
  }

  private CSVRecord run(String study, String... more) throws IOException {
    Object[] arguments = new Object[more.length + 4];
    arguments[0] = "run";
    arguments[1] = study;
    arguments[2] = "--out";
    arguments[3] = folder;
    System.arraycopy(more, 0, arguments, 4, more.length);
    CommandLineHarness.Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return onlyRow(folder.resolve(study).resolve("report").resolve("summary.csv"));
  }

  /** The root of the mean squared differences of one month to the next, of the last 48 months. */
  @Test
  void theNaiveForecastOfAirlinePassengersIsWhatEveryNetworkHasToBeat() throws IOException {
    CSVRecord naive =
        run(
            "airline-passengers",
            "--set",
            "variants={naive: {agent: {type: naive}}}",
            "--set",
            "seeds=[1]");
    assertThat(Double.parseDouble(naive.get("score_iqm"))).isCloseTo(48.0412, within(1e-4));
  }

  /** A third of the study's epochs. */
  @Test
  void attentionReadsWrittenDates() throws IOException {
    CSVRecord row =
        run(
            "dates",
            "--set",
            "variants={additive: {}}",
            "--set",
            "report={metric: test/answer_accuracy, better: higher}",
            "--set",
            "budget.epochs=4",
            "--seeds",
            "1");
    assertThat(Double.parseDouble(row.get("score_iqm"))).isGreaterThanOrEqualTo(DATES_ARE_READ);
  }

  /** On three of its five seeds. */
  @Test
  void theBaselineOfCartpoleDqnLearns() throws IOException {
    CSVRecord baseline =
        run(
            "cartpole-dqn",
            "--set",
            "variants={baseline: {}}",
            "--set",
            "report={metric: eval/return, window: 3}",
            "--seeds",
            "3");
    assertThat(baseline.get("finished")).isEqualTo("3");
    assertThat(Double.parseDouble(baseline.get("score_iqm")))
        .isGreaterThanOrEqualTo(CARTPOLE_LEARNS);
  }

  /** Published after 500,000 steps: 495.13 ± 6.89. */
  @Test
  void pqnLearnsCartpoleByThePublishedProtocol() throws IOException {
    CSVRecord row = run("cleanrl-pqn", "--set", "variants={cartpole: {}}", "--seeds", "1");
    assertThat(Double.parseDouble(row.get("score_iqm"))).isGreaterThanOrEqualTo(CARTPOLE_LEARNS);
  }

  /** Smaller networks and batches than the study's, and a third of its steps. */
  @Test
  void sacHoldsThePendulumUp() throws IOException {
    CSVRecord row =
        run(
            "pendulum-sac",
            "--set",
            "agent.hiddenUnits=[64, 64]",
            "--set",
            "agent.batchSize=64",
            "--set",
            "budget.environmentSteps=6000",
            "--set",
            "evaluation={every: 3000, episodes: 10}",
            "--seeds",
            "1");
    assertThat(Double.parseDouble(row.get("score_iqm"))).isGreaterThanOrEqualTo(PENDULUM_STANDS);
  }

  @Test
  void qLearningComesNearTheOptimalValuesOfFrozenLake() throws IOException {
    CSVRecord row =
        run(
            "frozenlake-tabular",
            "--set",
            "agent={type: q-learning, learningRate: 0.5, visitExponent: 0.5, epsilon: {type:"
                + " constant, value: 0.5}}",
            "--set",
            "variants={baseline: {}}",
            "--set",
            "report={metric: eval/value_error, better: lower}",
            "--set",
            "hypotheses=[]",
            "--seeds",
            "4");
    assertThat(Double.parseDouble(row.get("score_iqm"))).isLessThanOrEqualTo(VALUES_ARE_NEAR);
  }

  @Test
  void anLstmComesWithinTwoPercentOfTheEntropyRateAndDoesNotBeatIt() throws IOException {
    CSVRecord lstm = run("markov-cells", "--set", "variants={lstm: {}}", "--seeds", "1");
    // Above what the source itself scores on the same text, as a share of its entropy rate.
    assertThat(Double.parseDouble(lstm.get("score_iqm"))).isBetween(0.0, 0.02);
  }

  /** Who sees positions alone balances for some 45 steps, whatever is learned. */
  @Test
  void aGatedUnitBalancesAPoleWithoutSeeingItsSpeed() throws IOException {
    CSVRecord gru =
        run(
            "memory-cartpole",
            "--set",
            "variants={gru: {agent.memory: {cell: gru, units: 32, window: 16}}}",
            "--set",
            "budget.environmentSteps=100000",
            "--seeds",
            "2");
    assertThat(gru.get("finished")).isEqualTo("2");
    assertThat(Double.parseDouble(gru.get("score_iqm"))).isGreaterThanOrEqualTo(REMEMBERS);
  }
}
