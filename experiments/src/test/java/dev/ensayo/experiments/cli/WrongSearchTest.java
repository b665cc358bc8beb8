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

/** A search that cannot be, or whose seeds leak: one line with file and line, exit code 2. */
class WrongSearchTest {
  private static final String STUDY = WrongDesignTest.STUDY; // 6 lines

  @TempDir private Path folder;

  private CommandLineHarness.Outcome run(String study, Object... more) throws IOException {
    return CommandLineHarness.run(folder, "slip", study, more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search: {type: grid, space: {agent.discount: [0.9]}} | slip.yaml:7:"
            + " search.space.agent.discount: a single value is nothing to search; list at least two",
        "search: {type: grid, space: {agent.discount: []}} | slip.yaml:7:"
            + " search.space.agent.discount: no value is nothing to search",
        "search: {type: random, budget: {draws: 3}, space: {agent.discount: {from: 0.9, to: 0.9}}}"
            + " | slip.yaml:7: search.space.agent.discount.to: from and to are the same, which is one"
            + " value; a search needs at least two",
        "search: {type: random, budget: {draws: 3}, space: {agent.discount: {from: 0, to: 1, scale:"
            + " log}}} | slip.yaml:7: search.space.agent.discount.from: must be greater than 0 on a"
            + " log scale, not 0.0",
        "search: {type: grid, space: {}} | slip.yaml:7: search.space: expected settings and what is"
            + " tried of each",
        "search: {type: grid} | slip.yaml:7: search.space: is missing",
        "search: {type: grid, space: {agent.discuont: [0.9, 1]}} | slip.yaml:7: agent.discuont:"
            + " unknown key; did you mean 'discount'?",
        "search: {type: grid, space: {aegnt.discount: [0.9, 1]}} | slip.yaml:7:"
            + " search.space.aegnt.discount: a variant changes a section of the study; did you mean"
            + " 'agent'?",
        "search: {type: grid, space: {agent.discount: {from: 0.9, to: 1}}} | slip.yaml:7:"
            + " search.space.agent.discount: a grid needs to know how many values",
        "search: {type: grid, budget: {draws: 4}, space: {agent.discount: [0.9, 1]}} | slip.yaml:7:"
            + " search.budget.draws: a grid tries every point of its space",
        "search: {space: {agent.discount: [0.9, 1]}} | slip.yaml:7: search.budget.draws: is missing",
        "search: {budget: {draws: 3}, space: {agent.discount: [0.9, 1]}} | slip.yaml:7:"
            + " search.budget.draws: the space has only 2 points, and 3 are to be drawn",
        "search: {type: successive-halving, budget: {draws: 2}, space: {agent.discount: [0.9, 1]}} |"
            + " slip.yaml:7: search.budget.draws: of 2 draws one in 3 leaves none to go on",
        "search: {type: successive-halving, budget: {draws: 10000, eta: 2}, space: {agent.discount:"
            + " {from: 0.5, to: 1}}} | slip.yaml:7: search.budget: the study's budget of 2000 cannot"
            + " hold 14 rungs, each 2 times as long as the one before; give a run at least 8192",
        "search: {type: successive-halving, budget: {draws: 3, eta: 2}, space:"
            + " {budget.environmentSteps: [10, 20, 30]}} | slip.yaml:7:"
            + " search.space.budget.environmentSteps: the rungs of successive halving set the budget",
        "search: {budget: {draws: 2}, seeds: [3], space: {agent.discount: [0.9, 1]}} | slip.yaml:7:"
            + " search.seeds: a search is made with the study's seeds; tune has seeds of its own",
        "search: {budget: {draws: 2}, pick: mean, space: {agent.discount: [0.9, 1]}} | slip.yaml:7:"
            + " search.pick: nothing is picked but by tune",
        "search: 3 | slip.yaml:7: search: expected a type, a space and a budget",
        "tune: {seeds: {adaptive: {}}, budget: {draws: 2}, space: {agent.discount: [0.9, 1]}} |"
            + " slip.yaml:7: tune.seeds.adaptive: is for the seeds of a study's comparisons; give"
            + " tune.seeds a count",
        "tune: {budget: {draws: 2}, space: {agent.discount: [0.9, 1]}} | slip.yaml:7: tune.seeds: is"
            + " missing; settings are chosen on seeds that no result comes from",
        "tune: {seeds: {from: 2, count: 2}, budget: {draws: 2}, space: {agent.discount: [0.9, 1]}} |"
            + " slip.yaml:7: tune.seeds: seed 2 would be reported on, too",
        "tune: {seeds: [3], variants: [basline], budget: {draws: 2}, space: {agent.discount: [0.9,"
            + " 1]}} | slip.yaml:7: tune.variants: no variant is called 'basline'; did you mean"
            + " 'baseline'?",
      })
  void isToldInOneLine(String written, String message) throws IOException {
    isRefused(run(STUDY + written + "\n"), message);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  private static void isRefused(CommandLineHarness.Outcome outcome, String message) {
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err().lines()).as(outcome.err()).hasSize(1);
    assertThat(outcome.err()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grid: {agent.learningRate: [0.1, 0.2]} | grid",
        "ablation: {type: drop-one, parts: {a: {agent.learningRate: 1}, b: {agent.initialValue: 1}}}"
            + " | ablation",
        "search: {type: grid, space: {agent.learningRate: [0.1, 1]}} | search",
      })
  void goesWithNoOtherDesign(String other, String name) throws IOException {
    isRefused(
        run(
            STUDY
                + "tune: {seeds: [3], budget: {draws: 2}, space: {agent.discount: [0.9, 1]}}\n"
                + other
                + "\n"),
        "slip.yaml:7: tune: does not go together with " + name);
  }

  @Test
  void whatTheSearchSetsNoVariantCan() throws IOException {
    isRefused(
        run(
            STUDY
                + "search: {type: grid, space: {agent.discount: [0.9, 1]}}\n"
                + "variants: {a: {agent.discount: 0.5}}\n"),
        "slip.yaml:8: variants.a.agent.discount: the search sets this too");
  }

  /** The count of seeds that the command line asks for may reach those that are tuned on. */
  @Test
  void moreSeedsDoNotReachThoseThatAreTunedOn() throws IOException {
    String study =
        STUDY + "tune: {seeds: [5, 6], budget: {draws: 2}, space: {agent.discount: [0.9, 1]}}\n";
    isRefused(run(study, "--seeds", "5"), "slip.yaml:7: tune.seeds: seed 5 would be reported on");
    isRefused(
        run(study, "--set", "seeds=[6]"), "slip.yaml:7: tune.seeds: seed 6 would be reported on");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  /** Neither the runs that chose, nor another study with their seeds beside what they chose. */
  @Test
  void noReportIsMadeOfRunsThatChose() throws IOException {
    String study =
        STUDY + "tune: {seeds: [5, 6], budget: {draws: 2}, space: {agent.discount: [0.9, 1]}}\n";
    assertThat(run(study).exitCode()).isZero();
    Path runs = folder.resolve("runs/slip");
    Path rung = runs.resolve("search/rung-1");
    isRefused(ensayo("report", rung), "the runs here chose settings of the study 'slip'");
    isRefused(
        ensayo("report", runs, rung.resolve("draw-1/seed-5"), "--out", folder.resolve("both")),
        "chose settings of the study 'slip'");
    Path other = folder.resolve("other.yaml");
    Files.writeString(other, STUDY.replace("slip", "other").replace("[1, 2]", "[5, 7]"));
    assertThat(ensayo("run", other, "--out", folder.resolve("runs")).exitCode()).isZero();
    Path beside = folder.resolve("runs/other");
    isRefused(
        ensayo("report", runs, beside, "--out", folder.resolve("both")),
        "study.yaml:7: tune.seeds: seed 5 chose settings of the study 'slip', and 'other' reports on"
            + " it");
    assertThat(folder.resolve("both")).doesNotExist();
    assertThat(ensayo("report", beside).exitCode()).isZero();
  }
}
