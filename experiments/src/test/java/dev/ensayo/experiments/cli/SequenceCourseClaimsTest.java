package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What page 11 of the course says is to be seen of series, readings and sums. What takes a minute
 * or more there is made smaller here: sums of two digits in place of three, numbers 50 steps apart
 * in place of 100 (without the LSTM, which needs far more updates than the GRU), and one epoch of
 * 64 units that read letters in place of two of 96.
 */
@Tag("learning")
class SequenceCourseClaimsTest {
  /** A line of {@code score}: its log-likelihood, in nats. */
  private static final Pattern SCORED =
      Pattern.compile("(?m)^ *(-\\d+\\.\\d{4}) +\\d+ +\\d+ +\\d+\\.\\d{4}  \\S");

  @TempDir private Path folder;

  /** Page 11: what needs no network is the same each time; one LSTM of ten. */
  @Test
  void ofPassengersTheLastValueSaysNearlyAllThatOneMonthCan() throws IOException {
    Map<String, Double> errors =
        CourseScores.of(
            folder,
            "airline-passengers",
            "--seeds",
            "1",
            "--set",
            "variants={naive: {agent: {type: naive}}, season: {agent: {type: naive, repeat:"
                + " season}}, year: {agent: {type: autoregression}, environment.window: 12},"
                + " lstm: {}}");
    assertThat(errors.get("naive")).isCloseTo(48.0, within(0.05));
    assertThat(errors.get("season")).isCloseTo(41.9, within(0.05));
    assertThat(errors.get("year")).isCloseTo(21.0, within(0.05));
    assertThat(errors.get("lstm")).isBetween(48.5, 62.0);
  }

  /**
   * Page 11: counts of letters choose between readings, those of the page to its digits; a network
   * of one shorter epoch is better than two letters before, and right four times of four.
   */
  @Test
  void fiveLettersBeforeOrANetworkThatReadsThemChooseTheRightReadings() throws IOException {
    assumeThat(ensayo("data", "list").out()).containsPattern("tiny-shakespeare +.*/");
    Map<String, Double> nats =
        CourseScores.of(
            folder,
            "two-readings",
            "--set",
            "variants={letters: {agent: {type: ngram, order: 1}}, three-letters: {agent: {type:"
                + " ngram, order: 3}}, six-letters: {agent: {type: ngram, order: 6}}, gru:"
                + " {agent.hiddenUnits: 64, budget.epochs: 1, agent.updater: {type: adam,"
                + " learningRate: 1e-2, schedule: {type: cosine, updates: 491, rest: 0.02}}}}");
    assertThat(nats.get("letters")).isCloseTo(3.347, within(5e-4));
    assertThat(nats.get("three-letters")).isCloseTo(2.038, within(5e-4));
    assertThat(nats.get("six-letters")).isCloseTo(1.523, within(5e-4));
    assertAhead("letters", 0.54, 0.00, -9.21, 2.05);
    assertAhead("three-letters", 7.15, 6.83, -0.45, 2.05);
    assertAhead("six-letters", 9.59, 19.96, 3.49, 10.68);
    assertThat(nats.get("gru")).isLessThan(nats.get("three-letters") - 0.03);
    assertThat(leads("gru")).hasSize(4).allSatisfy(lead -> assertThat(lead).isPositive());
  }

  /** Page 11, half as far: the GRU learns to keep a number, the RNN does not. */
  @Test
  void aGatedCellAddsNumbersThatLieFarApart() throws IOException {
    Map<String, Double> right =
        CourseScores.of(
            folder,
            "adding-problem",
            "--seeds",
            "1",
            "--set",
            "environment.length=50",
            "--set",
            "agent.hiddenUnits=32",
            "--set",
            "agent.updater.learningRate=5e-3",
            "--set",
            "budget.updates=800",
            "--set",
            "variants={rnn: {agent.cell: rnn}, gru: {agent.cell: gru}}");
    assertThat(right.get("gru")).isGreaterThan(0.6);
    assertThat(right.get("rnn")).isLessThan(0.2);
  }

  /** Page 11, sums of up to two digits, none of which was learned from. */
  @Test
  void examplesOfSumsAloneTeachToAdd() throws IOException {
    Map<String, Double> right =
        CourseScores.of(
            folder,
            "digit-addition",
            "--seeds",
            "1",
            "--set",
            "environment={type: digit-addition, digits: 2, examples: {train: 4000, valid: 500,"
                + " test: 500}}",
            "--set",
            "agent.hiddenUnits=64",
            "--set",
            "agent.batchSize=32",
            "--set",
            "agent.updater.learningRate=5e-3",
            "--set",
            "budget.epochs=24",
            "--set",
            "evaluation.every=24",
            "--set",
            "report={metric: test/answer_accuracy, better: higher}");
    assertThat(right.get("baseline")).isGreaterThan(0.9);
  }

  private void assertAhead(String variant, double... expected) {
    List<Double> leads = leads(variant);
    assertThat(leads).hasSize(expected.length);
    for (int pair = 0; pair < expected.length; pair++) {
      assertThat(leads.get(pair))
          .as("%s, pair %s", variant, pair + 1)
          .isCloseTo(expected[pair], within(0.0051));
    }
  }

  /** By how many nats the first of each pair of lines is ahead. */
  private List<Double> leads(String variant) {
    CommandLineHarness.Outcome scored =
        ensayo(
            "score",
            folder.resolve("two-readings").resolve(variant).resolve("seed-1"),
            CommandLineHarness.root().resolve("docs/course/readings.txt"));
    assertThat(scored.exitCode()).as(scored.err()).isZero();
    List<Double> likelihoods = new ArrayList<>();
    for (MatchResult line : SCORED.matcher(scored.out()).results().toList()) {
      likelihoods.add(Double.parseDouble(line.group(1)));
    }
    assertThat(likelihoods.size() % 2).as(scored.out()).isZero();
    List<Double> leads = new ArrayList<>();
    for (int line = 0; line + 1 < likelihoods.size(); line += 2) {
      leads.add(likelihoods.get(line) - likelihoods.get(line + 1));
    }
    return leads;
  }
}
