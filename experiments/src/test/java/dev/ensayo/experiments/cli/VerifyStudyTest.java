package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} of a whole study: each run is made again and graded. */
class VerifyStudyTest {
  private static final String TEXT = "one two three four. ".repeat(200);
  private static final String STUDY =
      """
      study: small
      environment: {type: text, data: %s}
      agent: {type: ngram, order: 2}
      budget: {epochs: 1}
      seeds: [1, 2]
      variants:
        baseline: {}
        tabular:
          environment: cliffwalking-v1
          agent: {type: sarsa}
          budget: {environmentSteps: 300}
      report: {metric: %s, better: lower, exclude: [tabular]}
      """;

  @TempDir private static Path folder;
  private static Path data;
  private static StudyDirectory study;

  @BeforeAll
  static void makeRuns() throws IOException {
    data = Files.writeString(folder.resolve("text.txt"), TEXT);
    Path file =
        Files.writeString(
            folder.resolve("small.yaml"), STUDY.formatted(data, "valid/bits_per_character"));
    CommandLineHarness.Outcome outcome = ensayo("run", file, "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    study = new StudyDirectory(folder.resolve("runs/small"));
  }

  @Test
  void everyRunIsMadeAgainAndGraded() throws IOException {
    CommandLineHarness.Outcome whole = ensayo("verify", study.path(), "--jobs", 2);
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    assertThat(whole.out().lines()).hasSize(6).last().isEqualTo("4 runs: 4 identical");

    StudyDirectory own = copy();
    RunDirectory shown = own.run("tabular", 1);
    Path exhibit = shown.path().resolve("exhibits/01-episode.json");
    String before = Files.readString(exhibit);
    Files.writeString(exhibit, before.replaceFirst("Return -?[0-9]+", "Return 4711"));
    unseal(shown, "exhibits/01-episode.json");
    RunDirectory changed = own.run("tabular", 2);
    Files.writeString(changed.metricsFile(), Files.readString(changed.metricsFile()) + "x,1,y,2\n");
    Files.delete(own.run("baseline", 2).completeMarker());
    Files.writeString(data, "one two three five. ".repeat(200));

    CommandLineHarness.Outcome broken = ensayo("verify", own.path());
    Files.writeString(data, TEXT);
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.out().lines())
        .anyMatch(
            line ->
                line.matches(
                    "tabular/seed-1 +different +exhibit 'episode' at /alternative: recorded .*4711"
                        + ".*, now .*"))
        .anyMatch(line -> line.matches("tabular/seed-2 +damaged +metrics.csv.*"))
        .anyMatch(line -> line.matches("baseline/seed-1 +data differ +text.txt had the SHA-256.*"))
        .anyMatch(line -> line.matches("baseline/seed-2 +not finished +killed before .*"))
        .last()
        .isEqualTo("4 runs: 1 different, 1 data differ, 1 damaged, 1 not finished");
  }

  private static StudyDirectory copy() throws IOException {
    StudyDirectory copy = new StudyDirectory(Files.createTempDirectory(folder, "copy"));
    try (Stream<Path> files = Files.walk(study.path())) {
      for (Path file : files.skip(1).toList()) {
        Files.copy(file, copy.path().resolve(study.path().relativize(file).toString()));
      }
    }
    return copy;
  }

  /** As if the run had been made before exhibits were sealed. */
  private static void unseal(RunDirectory run, String file) throws IOException {
    Files.writeString(
        run.completeMarker(),
        Files.readString(run.completeMarker())
            .lines()
            .filter(line -> !line.startsWith(file))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void aSampleIsTheSameForEverybody() {
    CommandLineHarness.Outcome some = ensayo("verify", study.path(), "--sample", 2);
    assertThat(some.exitCode()).as(some.err()).isZero();
    assertThat(some.out())
        .startsWith("2 of 4 runs, drawn with --sample-seed 1\n")
        .endsWith("2 runs: 2 identical\n")
        .isEqualTo(ensayo("verify", study.path(), "--sample", 2).out());
    assertThat(ensayo("verify", study.path().resolve("tabular"), "--sample", 9).out())
        .endsWith("2 runs: 2 identical\n");
  }

  @Test
  void wrongInputIsToldInALine() throws IOException {
    assertThat(ensayo("verify", study.path(), "--sample", 0).err())
        .isEqualTo("ensayo: --sample must be at least 1, not 0\n");
    assertThat(ensayo("verify", study.path(), "--jobs", 0).exitCode()).isEqualTo(2);
    assertThat(ensayo("verify", study.run("tabular", 1).path(), "--sample", 1).err())
        .startsWith("ensayo: --sample is for studies, and ");
    StudyDirectory own = copy();
    for (String variant : new String[] {"baseline", "tabular"}) {
      for (long seed = 1; seed <= 2; seed++) {
        Files.delete(own.run(variant, seed).completeMarker());
      }
    }
    CommandLineHarness.Outcome none = ensayo("verify", own.path());
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("study 'small' has no finished run");
  }
}
