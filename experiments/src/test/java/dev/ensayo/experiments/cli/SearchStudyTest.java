package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches from end to end: what they run, choose and report, and that nothing changes it. */
class SearchStudyTest {
  private static final int KILLS = 3;

  private static final String STUDY =
      """
      study: ice
      environment: {type: frozenlake-v1}
      agent: {type: q-learning, epsilon: {type: constant, value: 0.3}}
      budget: {environmentSteps: 40000}
      evaluation: {every: 15000, episodes: 20}
      log: {every: 5000}
      seeds: [1, 2, 3]
      variants: {plain: {}, tuned: {}}
      report: {metric: eval/return, score: mean}
      """;

  private static final String TUNE =
      """
      tune:
        type: successive-halving
        seeds: [101, 102]
        variants: [tuned]
        pick: mean
        budget: {draws: 4, eta: 2}
        space:
          agent.learningRate: {from: 0.001, to: 1, scale: log}
          agent.discount: [0.9, 0.99]
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("ice.yaml");
    Files.writeString(file, STUDY + TUNE);
  }

  private StudyDirectory run(String out, Object... more) {
    Object[] arguments = new Object[more.length + 4];
    arguments[0] = "run";
    arguments[1] = file;
    arguments[2] = "--out";
    arguments[3] = folder.resolve(out);
    System.arraycopy(more, 0, arguments, 4, more.length);
    CommandLineHarness.Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return new StudyDirectory(folder.resolve(out).resolve("ice"));
  }

  /** What a search leaves that nothing may change: metrics and choices, by their places. */
  private static Map<String, String> left(StudyDirectory study) throws IOException {
    Map<String, String> left = new TreeMap<>();
    try (Stream<Path> files = Files.walk(study.path())) {
      for (Path each :
          files
              .filter(path -> path.endsWith("metrics.csv") || path.equals(study.chosenFile()))
              .toList()) {
        left.put(study.path().relativize(each).toString(), Files.readString(each));
      }
    }
    return left;
  }

  @Test
  void theBestOfEachStageGoOnAndTheWinnerIsReportedOnOtherSeeds() throws IOException {
    StudyDirectory study = run("once", "--jobs", "2");
    assertThat(study.rung(1).study().variants()).hasSize(4);
    assertThat(study.rung(2).study().variants()).hasSize(2);
    assertThat(study.rung(3).study().variants()).hasSize(1);
    String winner = study.rung(3).study().variants().get(0).name();
    RunDirectory last = study.rung(3).run(winner, 101);
    assertThat(Files.readString(last.metricsFile())).contains("environment_step,40000,eval/return");
    assertThat(Files.readString(study.rung(1).run(winner, 101).metricsFile()))
        .contains("environment_step,10000,eval/return")
        .doesNotContain(",15000,eval/return");
    assertThat(study.run("tuned", 101).path()).doesNotExist();
    String chosen = Files.readString(study.chosenFile());
    assertThat(chosen.lines().toList()).hasSize(3).startsWith("tuned:");
    String rate = chosen.lines().toList().get(1).strip().replace("agent.", "");
    assertThat(Files.readString(study.run("tuned", 1).config())).contains(rate);

    String report = Files.readString(study.report().resolve("report.md"));
    assertThat(report)
        .contains("- Chosen for tuned: " + rate.replace(": ", " = ") + ", discount = ")
        .contains("With the seeds that chose them, these settings scored ")
        .contains("were chosen with seeds 101, 102, which no result comes from.")
        .contains("on with more environment steps: 4 with 10,000, 2 with 20,000, 1 with 40,000.")
        // (4 × 10,000 + 2 × 20,000 + 1 × 40,000) × 2 seeds; none is long enough for a checkpoint
        .contains("The search took 14 runs, 240,000 environment steps and ")
        .contains("| agent.learningRate |");
    assertThat(Files.readString(study.report().resolve("index.html")))
        .contains("<g class=\"parallel\">");
    assertThat(study.report().resolve("figures/points-tuned.svg")).exists();
    assertThat(Files.readString(study.report().resolve("figures/points-tuned.csv")))
        .startsWith("point,agent.learningRate,agent.discount,score,stage,score_there\r\n");
    assertThat(Files.readString(study.report().resolve("scores.csv"))).doesNotContain("101");

    CommandLineHarness.Outcome spanish = ensayo("report", study.path(), "--lang", "es");
    assertThat(spanish.exitCode()).isZero();
    assertThat(Files.readString(study.report().resolve("report.md")))
        .contains("se eligieron con semillas 101, 102, de las que no procede ningún resultado");
  }

  /** A run that goes on with what it had does what one does that begins anew. */
  @Test
  void neitherJobsNorKeptCheckpointsChangeAnything() throws IOException {
    StudyDirectory anew = run("anew", "--jobs", "1", "--checkpoint-every", "1000");
    StudyDirectory goingOn = run("going-on", "--jobs", "2", "--checkpoint-every", "0.0001");
    String winner = goingOn.rung(3).study().variants().get(0).name();
    assertThat(Files.readString(goingOn.rung(3).run(winner, 101).manifestFile()))
        .as("it went on from the stage before")
        .contains("extensions");
    assertThat(goingOn.rung(1).run(winner, 101).checkpoints()).doesNotExist();
    assertThat(left(goingOn)).isEqualTo(left(anew));
    Map<String, String> before = left(anew);
    assertThat(left(run("anew", "--resume"))).isEqualTo(before);
  }

  @Test
  void aSearchKilledAtRandomPointsChoosesTheSame() throws IOException, InterruptedException {
    Path slower = folder.resolve("slower.yaml");
    Files.writeString(slower, (STUDY + TUNE).replace("40000", "200000"));
    Path log = folder.resolve("log.txt");
    long began = System.nanoTime();
    EnsayoProcess whole = start(log, slower, "whole");
    assertThat(whole.exitCode()).as(whole.said()).isZero();
    long millis = (System.nanoTime() - began) / 1_000_000;

    RandomStream random = new SeedSequence(7).stream("kills");
    for (int i = 0; i < KILLS; i++) {
      EnsayoProcess process = start(log, slower, "killed", "--resume");
      Thread.sleep(millis / 3 + random.nextInt((int) (millis / 3)));
      process.kill();
    }
    EnsayoProcess rest = start(log, slower, "killed", "--resume");
    assertThat(rest.exitCode()).as(rest.said()).isZero();
    StudyDirectory expected = new StudyDirectory(folder.resolve("whole/ice"));
    assertThat(left(new StudyDirectory(folder.resolve("killed/ice")))).isEqualTo(left(expected));
    assertThat(left(expected)).hasSize(14 + 6 + 1);
  }

  private EnsayoProcess start(Path log, Path study, String out, String... more) throws IOException {
    return EnsayoProcess.start(
        log,
        List.of(),
        Stream.concat(
                Stream.of("run", study, "--out", folder.resolve(out), "--checkpoint-every", "0.05"),
                Stream.of(more))
            .toArray());
  }

  /** A search by itself: its points are the study's variants, and the rest of the rungs beside. */
  @Test
  void withoutTuningTheLastStageIsTheStudyItself() throws IOException {
    Files.writeString(
        file,
        STUDY.replace("variants: {plain: {}, tuned: {}}\n", "")
            + TUNE.replace("tune:", "search:")
                .replace("  seeds: [101, 102]\n", "")
                .replace("  variants: [tuned]\n", ""));
    StudyDirectory study = run("alone", "--jobs", "2");
    assertThat(study.rung(1).study().seeds()).containsExactly(1L, 2L, 3L);
    assertThat(study.rung(3).exists()).isFalse();
    assertThat(study.study().variants()).hasSize(1);
    String report = Files.readString(study.report().resolve("report.md"));
    assertThat(report)
        .contains("Searched with the seeds of the results themselves")
        .contains("The search took 21 runs, 360,000 environment steps");
    assertThat(ensayo("report", study.rung(1).path()).exitCode()).isZero();
    assertThat(ensayo("verify", study.path()).exitCode()).isZero();
  }

  @Test
  void planCountsTheRunsOfASearch() {
    CommandLineHarness.Outcome outcome = ensayo("plan", file, "--try", "0");
    assertThat(outcome.out())
        .contains("ice: 2 variants × 3 seeds = 6 runs")
        .contains(
            "before that, its search: 4 points × 2 seeds for 10,000; 2 points × 2 seeds for 20,000;"
                + " 1 point × 2 seeds for 40,000 = 14 runs, as much as 6 whole ones");
    assertThat(ensayo("describe", "digits-tuned").out())
        .contains(
            "Tuning: successive-halving over 27 points of agent.learning.updater.learningRate,");
  }
}
