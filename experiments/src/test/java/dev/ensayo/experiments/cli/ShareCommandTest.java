package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --share} and {@code --shard}, one process after the other. */
class ShareCommandTest {
  private static final String STUDY =
      """
      study: small
      environment: taxi-v4
      agent: {type: q-learning, learningRate: 0.1}
      budget: {environmentSteps: 600}
      evaluation: {every: 300, episodes: 2}
      seeds: [1, 2, 3]
      variants: {baseline: {}, long: {budget.environmentSteps: 1800}}
      """;

  /** Its settings are sound, and its learning fails. */
  private static final String BROKEN =
      """
      study: broken
      environment: cartpole-v1
      agent: {type: dqn, batchSize: 16, warmupSteps: 32, hiddenUnits: [8], replay: {capacity: 200},
        updater: {type: sgd, learningRate: 1000}, loss: squared-error}
      budget: {environmentSteps: 400}
      evaluation: {every: 200, episodes: 1}
      seeds: [1]
      """;

  @TempDir private Path folder;

  private Outcome run(String study, Object... more) throws IOException {
    Path file = folder.resolve("study.yaml");
    Files.writeString(file, study);
    return ensayo(Stream.concat(Stream.of("run", file), Arrays.stream(more)).toArray());
  }

  private StudyDirectory directory(String out, String study) {
    return new StudyDirectory(folder.resolve(out).resolve(study));
  }

  private void assertSameRuns(String out) throws IOException {
    Outcome alone = run(STUDY, "--out", folder.resolve("alone"));
    assertThat(alone.exitCode()).as(alone.err()).isZero();
    for (String variant : List.of("baseline", "long")) {
      for (long seed = 1; seed <= 3; seed++) {
        RunDirectory made = directory(out, "small").run(variant, seed);
        assertThat(made.isComplete()).isTrue();
        assertThat(made.metricsFile())
            .hasSameBinaryContentAs(directory("alone", "small").run(variant, seed).metricsFile());
      }
    }
  }

  @Test
  void whoComesLaterJoinsAndFindsEverythingMade() throws IOException {
    Path out = folder.resolve("runs");
    Outcome first = run(STUDY, "--share", "--out", out);
    assertThat(first.exitCode()).as(first.err()).isZero();
    Outcome second = run(STUDY, "--launcher", "share", "--out", out);
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).contains("6 of 6 runs complete", "report: ");
    assertThat(second.err()).contains("long seed 3: kept, it was complete");
    assertThat(directory("runs", "small").sharing()).isEmptyDirectory();
    assertSameRuns("runs");
  }

  @Test
  void anotherStudyIsNotJoined() throws IOException {
    Path out = folder.resolve("runs");
    assertThat(run(STUDY, "--share", "--out", out, "--seeds", 1).exitCode()).isZero();
    Outcome other = run(STUDY.replace("0.1", "0.2"), "--share", "--out", out, "--seeds", 1);
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err())
        .contains("study.yaml:3: the study was begun with 'agent: {type: q-learning, learningRate:")
        .contains("0.1}' and not with", "0.2}'; processes that share it are given the same file");
    Outcome seeds = run(STUDY, "--share", "--out", out);
    assertThat(seeds.exitCode()).isEqualTo(2);
    assertThat(seeds.err()).contains("overrides.yaml:1: the study was begun with 'seeds:");
    Outcome changed = run(STUDY, "--share", "--resume", "--out", out);
    assertThat(changed.exitCode()).as("more seeds, on purpose: " + changed.err()).isZero();
    assertSameRuns("runs");
  }

  @Test
  void shardsOfOneFolderAreTheStudyAndTheLastWritesTheReport() throws IOException {
    Path out = folder.resolve("runs");
    Outcome first = run(STUDY, "--share", "--shard", "2/3", "--out", out);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("2 of 2 runs of shard 2/3 complete")
        .contains("no report yet: whoever ends the last run writes it (in this folder 4 of other");
    assertThat(run(STUDY, "--share", "--shard", "1/3", "--out", out).out())
        .contains("no report yet", "2 of other shards");
    assertThat(directory("runs", "small").report()).doesNotExist();
    Outcome last = run(STUDY, "--share", "--shard", "3/3", "--out", out);
    assertThat(last.out()).contains("2 of 2 runs of shard 3/3 complete", "report: ");
    assertThat(directory("runs", "small").report().resolve("index.html")).exists();
    Outcome none = run(STUDY, "--share", "--shard", "9/9", "--out", out);
    assertThat(none.exitCode()).isZero();
    assertThat(none.out()).contains("0 of 0 runs of shard 9/9 complete", "report: ");
    assertSameRuns("runs");
  }

  @Test
  void shardsOfFoldersByThemselvesAreCopiedTogether() throws IOException {
    for (int number = 1; number <= 2; number++) {
      Outcome shard =
          run(STUDY, "--shard", number + "/2", "--out", folder.resolve("shard-" + number));
      assertThat(shard.exitCode()).as(shard.err()).isZero();
      Path from = folder.resolve("shard-" + number);
      try (Stream<Path> all = Files.walk(from)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Path to = folder.resolve("runs").resolve(from.relativize(file));
          Files.createDirectories(to.getParent());
          Files.write(to, Files.readAllBytes(file));
        }
      }
    }
    assertThat(ensayo("report", directory("runs", "small").path()).exitCode()).isZero();
    assertSameRuns("runs");
  }

  @Test
  void aFailedRunIsTriedAgainOnlyWhereThatIsAskedFor() throws IOException {
    Path out = folder.resolve("runs");
    RunDirectory run = directory("runs", "broken").run("baseline", 1);
    assertThat(run(BROKEN, "--share", "--out", out).exitCode()).isEqualTo(1);
    assertThat(run.manifest().orElseThrow().sessions()).isEqualTo(1);
    Outcome joined = run(BROKEN, "--share", "--out", out);
    assertThat(joined.exitCode()).isEqualTo(1);
    assertThat(joined.out()).contains("0 of 1 runs complete, 1 failed");
    assertThat(run.manifest().orElseThrow().sessions()).as("not tried again").isEqualTo(1);
    assertThat(run(BROKEN, "--share", "--resume", "--out", out).exitCode()).isEqualTo(1);
    assertThat(run.manifest().orElseThrow().sessions()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"11/10", "0/10", "a/b", "3", "1/0", "-1/3"})
  void whatIsNoShardIsALine(String shard) throws IOException {
    Outcome outcome = run(STUDY, "--share", "--shard=" + shard, "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualToIgnoringNewLines(
            "ensayo: --shard must be K/N with K from 1 to N, such as 3/10, not '" + shard + "'");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void seedsThatScoresDecideAboutAreNotSplit() throws IOException {
    String adaptive =
        STUDY.replace("seeds: [1, 2, 3]", "seeds: {from: 1, adaptive: {groups: 2, of: 3}}");
    Outcome outcome = run(adaptive, "--shard", "1/2", "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("--shard does not go with seeds.adaptive, where scores decide what is run next");
  }

  @Test
  void aFolderThatCannotBeWrittenIsALine() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Outcome outcome = run(STUDY, "--share", "--out", file);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("ensayo: --out: '" + file.resolve("small") + "' cannot be written (")
        .contains("; whoever shares a study writes there");
  }

  @Test
  void shareIsALauncher() throws IOException {
    Outcome outcome = run(STUDY, "--share", "--launcher", "local", "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("--share is --launcher share and does not go with --launcher local");
  }
}
