package dev.ensayo.results.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each part of an agent does, as the report of an ablation says it. */
class AblationReportTest {
  private static final String HEAD =
      """
      study: parts
      environment: {type: none}
      agent: {type: none}
      budget: {environmentSteps: 2000}
      seeds: {count: 6}
      ablation:
        type: TYPE
        parts: {a: {agent.a: 1}, b: {agent.b: 1}}
      """;

  /** What a seed has in common over all variants: much more than a part changes. */
  private static final double[] SEEDS = {0, 40, 80, 20, 60, 10};

  /** What is left to chance. */
  private static final double[] NOISE = {0.3, -0.2, 0.1, -0.4, 0.2, 0.05};

  @TempDir Path folder;
  private Path study;

  @BeforeEach
  void place() {
    study = folder.resolve("parts");
  }

  private SyntheticStudy written(String type, String more) throws IOException {
    return SyntheticStudy.write(study, HEAD.replace("TYPE", type) + more);
  }

  private static void runs(SyntheticStudy runs, String variant, double level, int shift)
      throws IOException {
    for (int seed = 1; seed <= 6; seed++) {
      double noise = NOISE[(seed + shift) % NOISE.length];
      runs.scripted(variant, seed, 0, level + SEEDS[seed - 1] + noise);
      runs.config(variant, seed, "environment: {type: none}\nagent: {name: " + variant + "}\n");
    }
  }

  /** Unpaired, a change of 5 would drown in seeds that are up to 80 apart. */
  @Test
  void droppingAPartIsJudgedByPairsOfSeeds() throws IOException {
    SyntheticStudy runs = written("drop-one", "");
    runs(runs, "all", 100, 0);
    runs(runs, "without-a", 95, 1);
    runs(runs, "without-b", 100, 2);
    WrittenReport report = WrittenReport.of(study);
    assertThat(report.text())
        .contains("all scores ")
        .containsPattern(
            "a helps: having it beside all the others changes the score by \\+[45]\\.\\d+ \\[\\+4[^]]+\\],"
                + " p < 0\\.001\\.")
        .contains("No clear effect: b.")
        .contains("In an ablation runs of one seed are pairs")
        .contains("Change of eval/return")
        .doesNotContain("worse than all", "No variant is called");
    assertThat(report.markdown())
        .contains("## What each part does")
        .contains("| a | helps | +")
        .contains("| b | no clear effect |");
    assertThat(report.row("without-a").get("verdict")).isEqualTo("worse");
    assertThat(report.row("without-a").get("paired_p")).isNotEmpty();
    assertThat(report.row("without-a").get("welch_p")).isEmpty();
  }

  @Test
  void addingAPartSaysWhatItDoesAlone() throws IOException {
    SyntheticStudy runs = written("add-one", "report: {better: lower}\n");
    runs(runs, "none", 100, 0);
    runs(runs, "with-a", 90, 1);
    runs(runs, "with-b", 120, 2);
    assertThat(WrittenReport.of(study).text())
        .containsPattern("a helps: having it alone changes the score by −(9|10)\\.")
        .containsPattern("b hurts: having it alone changes the score by \\+(19|20)\\.")
        .contains("Right of the dashed line a part hurts.");
  }

  @Test
  void aFactorialSaysWhatPartsDoOnAverageAndTogether() throws IOException {
    SyntheticStudy runs = written("factorial", "");
    runs(runs, "none", 100, 0);
    runs(runs, "a", 110, 1);
    runs(runs, "b", 100, 2);
    runs(runs, "a+b", 130, 3);
    WrittenReport report = WrittenReport.of(study);
    assertThat(report.text())
        .containsPattern(
            "a helps: having it, on average over all combinations of the others, changes the score"
                + " by \\+(19|20)\\.")
        .containsPattern("b helps: .* by \\+(9|10)\\.")
        .containsPattern(
            "a and b together change the score by \\+(19|20)\\.\\d+ \\[[^]]+\\], p < 0\\.001 beyond the sum"
                + " of what each does alone: a by \\+10\\.0 without b and \\+30\\.0 with it, b"
                + " by 0\\.0 without a and \\+(19|20)\\.\\d+ with it\\.")
        .doesNotContain("Verdict against", "better than none", "seeds that have a score in every");
    assertThat(report.markdown())
        .contains("## Analysis of variance of eval/return, the 6 seeds as blocks")
        .contains("| a × b | better together |")
        .containsPattern("\\| seeds \\| [^|]+\\| 5 \\|")
        .containsPattern("\\| error \\| [^|]+\\| 15 \\|")
        .containsPattern("\\| total \\| [^|]+\\| 23 \\|")
        .contains("| a | agent.a | – | 1 |")
        .doesNotContain("| a+b | agent.a |", "three parts");
    assertThat(report.row("a").get("verdict")).isEmpty();
  }

  @Test
  void seedsThatAreNotCompleteAreLeftOutOfAFactorialAndThatIsSaid() throws IOException {
    SyntheticStudy runs = written("factorial", "");
    runs(runs, "none", 100, 0);
    runs(runs, "a", 110, 1);
    runs(runs, "b", 100, 2);
    runs(runs, "a+b", 130, 3);
    MoreFiles.deleteRecursively(study.resolve("a+b/seed-2"), RecursiveDeleteOption.ALLOW_INSECURE);
    runs.failed("a+b", 2, 1000, "loss is NaN");
    assertThat(WrittenReport.of(study).text())
        .contains(
            "The effects are those of the 5 of 6 seeds that have a score in every combination; what"
                + " else was run is not in them.")
        .contains("the 5 seeds as blocks");
  }

  @Test
  void withoutACompleteFactorialNoEffectIsComputed() throws IOException {
    SyntheticStudy runs = written("factorial", "drop: [a+b]\n");
    runs(runs, "none", 100, 0);
    runs(runs, "a", 110, 1);
    runs(runs, "b", 100, 2);
    assertThat(WrittenReport.of(study).text())
        .contains(
            "The effects of the parts are not computed: no seed has a score in every combination,"
                + " and two are needed.")
        .doesNotContain("Analysis of variance");
  }

  @Test
  void againstAnotherBaselineNoPartIsSingledOut() throws IOException {
    SyntheticStudy runs = written("drop-one", "report: {baseline: without-a}\n");
    runs(runs, "all", 100, 0);
    runs(runs, "without-a", 95, 1);
    runs(runs, "without-b", 100, 2);
    assertThat(WrittenReport.of(study).text())
        .contains("all is better than without-a: ")
        .doesNotContain("What each part does", "helps");
  }

  @Test
  void whatIsConstantIsDecidedByTheExactTest() throws IOException {
    SyntheticStudy runs = written("drop-one", "");
    for (int seed = 1; seed <= 6; seed++) {
      runs.scripted("all", seed, 0, 10);
      runs.scripted("without-a", seed, 0, 5);
      runs.scripted("without-b", seed, 0, 10);
    }
    // 2 of C(12, 6) = 924, times two parts: 0.004.
    assertThat(WrittenReport.of(study).text())
        .contains(
            "a helps: having it beside all the others changes the score by +5 [+5, +5], p = 0.004.");
  }
}
