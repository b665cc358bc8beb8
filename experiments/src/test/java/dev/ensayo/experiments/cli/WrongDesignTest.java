package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A design that cannot be: one line with file and line, exit code 2, nothing run. */
class WrongDesignTest {
  /** What a wrong line is added to. */
  static final String STUDY =
      """
      study: slip
      environment: {type: frozenlake-v1}
      agent: {type: q-learning}
      budget: {environmentSteps: 2000}
      evaluation: {every: 1000, episodes: 2}
      seeds: [1, 2]
      """; // 6 lines

  @TempDir private Path folder;

  private CommandLineHarness.Outcome run(String study, Object... more) throws IOException {
    return CommandLineHarness.run(folder, "slip", study, more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "report: {baseline: bsaeline} | slip.yaml:7: report.baseline: no variant is called"
            + " 'bsaeline'; did you mean 'baseline'? known: baseline",
        "report: {within: agent.discount} | slip.yaml:7: report.within: no variant changes"
            + " 'agent.discount'; known: none",
        "ablation: {type: drop-one, parts: {a: {agent.discount: 0.9}}} | slip.yaml:7:"
            + " ablation.parts: an ablation needs at least two parts, found 1",
        "ablation: {type: drop-one, of: [fadin], parts: {fading: {agent.discount: 0.9}, rate:"
            + " {agent.learningRate: 1}}} | slip.yaml:7: ablation.of: no part is called 'fadin'; did"
            + " you mean 'fading'? known: fading, rate",
        "ablation: {type: drop-one, parts: {a: {agent.discount: 0.9}, b: {agent.discount: 1}}} |"
            + " slip.yaml:7: ablation.parts.b.agent.discount: part 'a' sets this too; a setting"
            + " belongs to one part",
        "ablation: {type: add-one, parts: {a: {agent.discuont: 0.9}, b: {agent.learningRate: 1}}} |"
            + " slip.yaml:7: agent.discuont: unknown key; did you mean 'discount'?",
        "ablation: {type: add-one, parts: {a: {agent.initialValue: 0}, b: {agent.learningRate: 1}}}"
            + " | slip.yaml:7: ablation: 'none' and 'with-a' have the same settings",
        "hypotheses: [{variant: basline, expect: better}] | slip.yaml:7: hypotheses[0].variant: no"
            + " variant is called 'basline'; did you mean 'baseline'? known: baseline",
        "hypotheses: [{variant: baseline, expect: same}] | slip.yaml:7: hypotheses[0].by: is"
            + " missing: say how much counts as the same, like by: 5",
      })
  void isToldInOneLine(String written, String message) throws IOException {
    CommandLineHarness.Outcome outcome = run(STUDY + written + "\n");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).as(outcome.err()).hasSize(1);
    assertThat(outcome.err()).contains(message);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  /** What the command line sets is a study like any other. */
  @Test
  void anAblationCanBeSetAndIsReported() throws IOException {
    CommandLineHarness.Outcome outcome =
        run(
            STUDY,
            "--set",
            "ablation={type: factorial, parts: {fading: {agent.discount: 0.9}, rate:"
                + " {agent.learningRate: 1}}}");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Path runs = folder.resolve("runs/slip");
    assertThat(runs.resolve("fading+rate/seed-2/metrics.csv")).exists();
    assertThat(Files.readString(runs.resolve("report/report.md")))
        .contains("Analysis of variance of eval/return, the 2 seeds as blocks");
    assertThat(ensayo("report", runs).exitCode()).isZero();
  }

  @Test
  void aHypothesisAddedOnResumeIsNoPrediction() throws IOException {
    String study = STUDY + "variants: {baseline: {}, other: {agent.discount: 0.9}}\n";
    String hypotheses = "hypotheses: [{variant: other, expect: worse}]\n";
    assertThat(run(study).exitCode()).isZero();
    CommandLineHarness.Outcome outcome = run(study + hypotheses, "--resume");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Files.readString(folder.resolve("runs/slip/report/report.md")))
        .contains("Added or changed after 4 runs had begun, so it is no prediction.");
  }

  @Test
  void describeNamesThePartsAndTheirCombinations() {
    assertThat(ensayo("describe", "frozenlake-parts").out())
        .contains("Ablation: factorial of optimism, fading, falling-rate")
        .contains("  none: as the base")
        .contains("  optimism+fading+falling-rate:");
  }
}
