package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.file.Fingerprint;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A finished run gets a larger budget and is then what it would be, had it been so from the start.
 */
class ExtendedRunTest {
  /** Its end falls on neither a test nor a log point, so a longer run records other lines there. */
  private static final String STUDY =
      """
      study: long
      environment: taxi-v4
      agent: {type: sarsa, epsilon: %s}
      budget: {environmentSteps: %d}
      evaluation: {every: 400, episodes: 2, stepLimit: 100}
      log: {every: 300}
      seeds: [1, 2]
      variants: {baseline: {}, fast: {agent.learningRate: 0.4}}
      """;

  private static final String CONSTANT = "{type: constant, value: 0.2}";
  private static final String ALWAYS_SAVE = "0.0000001";

  @TempDir private Path folder;

  private Path study(String epsilon, int steps) throws IOException {
    return Files.writeString(folder.resolve("long.yaml"), STUDY.formatted(epsilon, steps));
  }

  private CommandLineHarness.Outcome run(String out, Path study, String... more) {
    List<Object> all = new ArrayList<>(List.of("run", study, "--out", folder.resolve(out)));
    all.addAll(List.of(more));
    return ensayo(all.toArray());
  }

  private RunDirectory of(String out, String variant, long seed) {
    return new StudyDirectory(folder.resolve(out).resolve("long")).run(variant, seed);
  }

  private void assertThatAllAreAsFromTheStart(int steps) throws IOException {
    assertThat(run("fresh", study(CONSTANT, steps)).exitCode()).isZero();
    for (String variant : List.of("baseline", "fast")) {
      for (long seed = 1; seed <= 2; seed++) {
        RunDirectory extended = of("runs", variant, seed);
        RunDirectory fresh = of("fresh", variant, seed);
        assertThat(extended.isComplete()).isTrue();
        assertThat(extended.metricsFile()).hasSameBinaryContentAs(fresh.metricsFile());
        assertThat(extended.config()).hasSameBinaryContentAs(fresh.config());
        assertThat(extended.path().resolve("q-table.csv"))
            .hasSameBinaryContentAs(fresh.path().resolve("q-table.csv"));
      }
    }
  }

  private Map<String, String> content(Path root) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return content;
  }

  @Test
  void itGoesOnFromTheCheckpointThatItKept() throws IOException {
    Path study = study(CONSTANT, 2500);
    assertThat(
            run("runs", study, "--keep-checkpoints", "--checkpoint-every", ALWAYS_SAVE).exitCode())
        .isZero();
    RunDirectory run = of("runs", "fast", 2);
    byte[] before = Files.readAllBytes(run.metricsFile());
    assertThat(run.checkpoints()).isDirectoryContaining("glob:**.checkpoint");

    CommandLineHarness.Outcome more = run("runs", study(CONSTANT, 4100), "--resume");

    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(more.err())
        .contains("fast seed 2: it is extended from 2500 to 4100 environmentSteps; what was there")
        .doesNotContain("begins anew")
        .doesNotContain("did not repeat");
    assertThatAllAreAsFromTheStart(4100);
    assertThat(run.checkpoints()).doesNotExist();
    assertThat(run.path().resolve("shorter-1/metrics.csv")).hasBinaryContent(before);
    assertThat(ensayo("verify", run.path()).out()).contains("identical");
    assertThat(ensayo("verify", run.path().resolve("shorter-1")).out()).contains("identical");
    Manifest manifest = run.manifest().orElseThrow();
    assertThat(manifest.extensions())
        .containsExactly(new Manifest.Extension(2, "environmentSteps", 2500, 4100, ""));
    assertThat(folder.resolve("runs/long/report/report.md"))
        .content()
        .contains("from 2500 to 4100 environmentSteps");
  }

  @Test
  void withoutACheckpointItIsMadeAnewAndMoreThanOnce() throws IOException {
    assertThat(run("runs", study(CONSTANT, 2500)).exitCode()).isZero();

    CommandLineHarness.Outcome more = run("runs", study(CONSTANT, 3000), "--resume");
    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(more.err())
        .contains("baseline seed 1: it has no checkpoint to go on from, so it begins anew")
        .doesNotContain("did not repeat");
    assertThat(
            run("runs", study(CONSTANT, 2500), "--set", "budget.environmentSteps=4100", "--resume")
                .exitCode())
        .isZero();
    assertThatAllAreAsFromTheStart(4100);
    RunDirectory run = of("runs", "baseline", 1);
    assertThat(run.manifest().orElseThrow().extensions())
        .extracting(Manifest.Extension::words)
        .containsExactly(
            "from 2500 to 3000 environmentSteps", "from 3000 to 4100 environmentSteps");
    assertThat(run.path().resolve("shorter-2/COMPLETE")).exists();
  }

  /** As if the code had changed meanwhile. */
  @Test
  void valuesThatAreNotRepeatedAreTold() throws IOException {
    assertThat(run("runs", study(CONSTANT, 2500)).exitCode()).isZero();
    RunDirectory run = of("runs", "baseline", 1);
    String metrics = Files.readString(run.metricsFile());
    String changed = metrics.replaceFirst("(environment_step,0,eval/return,)[^\r]*", "$1-3.5");
    Files.writeString(run.metricsFile(), changed);
    String sha256 = Fingerprint.of(run.metricsFile()).sha256();
    Files.writeString(
        run.completeMarker(),
        Files.readString(run.completeMarker())
            .replaceFirst("metrics.csv sha256 \\p{Alnum}+", "metrics.csv sha256 " + sha256));

    CommandLineHarness.Outcome more = run("runs", study(CONSTANT, 4100), "--resume");

    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(more.err())
        .contains("baseline seed 1: extended from 2500 to 4100 environmentSteps, it did not repeat")
        .contains("recorded eval/return = -3.5");
    assertThat(run.manifest().orElseThrow().extensions().get(0).difference())
        .contains("recorded eval/return = -3.5");
    assertThat(folder.resolve("runs/long/report/report.md"))
        .content()
        .contains("Did not repeat the shorter run");
  }

  @Test
  void whatDependsOnTheLengthIsNamedAndNothingIsTouched() throws IOException {
    String share = "{type: linear, fraction: 0.5}";
    assertThat(run("runs", study(share, 2500)).exitCode()).isZero();
    Map<String, String> before = content(folder.resolve("runs"));

    CommandLineHarness.Outcome more = run("runs", study(share, 4100), "--resume");

    assertThat(more.exitCode()).isEqualTo(2);
    assertThat(more.err().strip())
        .isEqualTo(
            "ensayo: variant 'baseline' cannot be extended from 2500 to 4100 environmentSteps:"
                + " agent.epsilon.fraction depends on the length of the run, where 'steps: 1250'"
                + " would not. Write elsewhere with --out DIR");
    assertThat(content(folder.resolve("runs"))).isEqualTo(before);
  }

  @Test
  void aRunIsNotShortened() throws IOException {
    assertThat(run("runs", study(CONSTANT, 2500)).exitCode()).isZero();
    Map<String, String> before = content(folder.resolve("runs"));

    CommandLineHarness.Outcome less = run("runs", study(CONSTANT, 2400), "--resume");

    assertThat(less.exitCode()).isEqualTo(2);
    assertThat(less.err().strip().lines()).hasSize(1);
    assertThat(less.err())
        .contains("budget.environmentSteps was 2500 and is 2400. A run can be extended and not");
    assertThat(content(folder.resolve("runs"))).isEqualTo(before);
  }

  @Test
  void aVariantIsExtendedByItself() throws IOException {
    assertThat(run("runs", study(CONSTANT, 2500)).exitCode()).isZero();
    String longer =
        STUDY
            .formatted(CONSTANT, 2500)
            .replace(
                "{agent.learningRate: 0.4}",
                "{agent.learningRate: 0.4, budget.environmentSteps: 4100}, slow:"
                    + " {agent.learningRate: 0.01}");
    Path study = Files.writeString(folder.resolve("long.yaml"), longer);

    CommandLineHarness.Outcome more = run("runs", study, "--resume");

    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(more.err())
        .contains("baseline seed 1: kept")
        .contains("fast seed 1: it is extended from 2500 to 4100 environmentSteps");
    assertThat(more.out()).contains("6 of 6 runs complete");
  }

  /** A kill at each point between the first change of a file and the first step. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aKillOnTheWayLeavesARunThatIsTakenUp(int point) throws IOException {
    Path study = study(CONSTANT, 2500);
    assertThat(
            run("runs", study, "--keep-checkpoints", "--checkpoint-every", ALWAYS_SAVE).exitCode())
        .isZero();
    RunDirectory run = of("runs", "baseline", 1);
    Path aside = Files.createDirectory(run.path().resolve("shorter-1"));
    if (point == 1) {
      Files.copy(run.config(), aside.resolve("config.yaml"));
      Files.move(run.path().resolve("q-table.csv"), aside.resolve("q-table.csv"));
    } else {
      Files.delete(aside);
      run.keepShorter();
    }
    if (point >= 3) {
      Manifest manifest = run.manifest().orElseThrow();
      manifest.resumed(manifest).extended("environmentSteps", 2500, 4100).write(run.manifestFile());
    }
    if (point >= 4) {
      Files.writeString(run.config(), Files.readString(run.config()).replace("2500", "4100"));
    }

    CommandLineHarness.Outcome more = run("runs", study(CONSTANT, 4100), "--resume");

    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThatAllAreAsFromTheStart(4100);
    assertThat(run.path().resolve("shorter-1/COMPLETE")).exists();
    assertThat(run.path().resolve("shorter-2")).doesNotExist();
    assertThat(run.manifest().orElseThrow().extensions()).isNotEmpty();
  }
}
