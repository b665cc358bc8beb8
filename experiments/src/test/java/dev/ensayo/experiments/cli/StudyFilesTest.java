package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that names a file beside it, from a directory that is another. */
class StudyFilesTest {
  private static final String STUDY =
      """
      study: lines
      environment: {type: table, source: {type: csv, file: datos/año.csv}}
      agent: {type: mlp, hiddenUnits: [4]}
      budget: {epochs: 2}
      seeds: [1]
      report: {metric: test/mse, better: lower}
      """;

  @TempDir private Path folder;
  private Path study;
  private Path data;

  @BeforeEach
  void write() throws IOException {
    study = Files.createDirectory(folder.resolve("mis estudios")).resolve("lines.yaml");
    Files.writeString(study, STUDY);
    data = Files.createDirectory(study.resolveSibling("datos")).resolve("año.csv");
    StringBuilder table = new StringBuilder("x,y\n");
    for (int i = 0; i < 60; i++) {
      table.append(i).append(',').append(2.5 * i + 0.5).append('\n');
    }
    Files.writeString(data, table);
  }

  private StudyDirectory run(Path file, String out, Object... more) {
    Object[] arguments = new Object[more.length + 4];
    arguments[0] = "run";
    arguments[1] = file;
    arguments[2] = "--out";
    arguments[3] = folder.resolve(out);
    System.arraycopy(more, 0, arguments, 4, more.length);
    CommandLineHarness.Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err() + outcome.out()).isZero();
    return new StudyDirectory(folder.resolve(out).resolve("lines"));
  }

  @Test
  void aStudyThatDoesNotSayWhatIsComparedIsJudgedByWhatItsAgentIsFor() throws IOException {
    Files.writeString(study, STUDY.replaceFirst("report: .*\n", ""));
    StudyDirectory runs = run(study, "runs");
    assertThat(runs.study().report().metric()).isEqualTo("test/r2");
    assertThat(Files.readString(runs.report().resolve("scores.csv"))).contains(",test/r2,");
  }

  @Test
  void aRunFindsItsFilesAgainFromAnyDirectory() throws IOException {
    RunDirectory run = run(study, "runs").run("baseline", 1);
    assertThat(Files.readString(run.config())).contains("\"" + data + "\"");
    CommandLineHarness.Outcome verified = ensayo("verify", run.path());
    assertThat(verified.out()).as(verified.err()).startsWith("identical: ");
    run(study, "runs", "--resume");
  }

  @Test
  void theStudyInTheFolderOfRunsMakesTheSameAgain() {
    StudyDirectory first = run(study, "runs");
    StudyDirectory again = run(first.studyFile(), "again");
    assertThat(again.run("baseline", 1).metricsFile())
        .hasSameBinaryContentAs(first.run("baseline", 1).metricsFile());
    assertThat(again.run("baseline", 1).config())
        .hasSameTextualContentAs(first.run("baseline", 1).config());
  }

  /** As made when paths were kept as written, relative to the directory of the command. */
  @Test
  void aRunMadeBeforeGoesOnAndIsVerified() throws IOException {
    Path here = Files.createTempDirectory(Path.of("target"), "old-");
    Path there = Files.createDirectories(here.resolve("datos")).resolve("año.csv");
    Files.copy(data, there);
    Path old = here.resolve("lines.yaml");
    Files.writeString(old, STUDY.replace("datos/año.csv", there.toString()));
    StudyDirectory directory = run(old, "runs");
    RunDirectory run = directory.run("baseline", 1);
    String config = Files.readString(run.config());
    Files.writeString(
        run.config(), config.replace(there.toAbsolutePath().toString(), there.toString()));
    assertThat(Files.readString(run.config())).contains("\"" + there + "\"");
    Files.delete(directory.path().resolve("study-folder.txt"));
    // The marker of before: the SHA-256 of metrics.csv alone.
    Files.writeString(
        run.completeMarker(),
        "metrics.csv sha256 "
            + MoreFiles.asByteSource(run.metricsFile()).hash(Hashing.sha256())
            + "\n");

    CommandLineHarness.Outcome verified = ensayo("verify", run.path());
    assertThat(verified.out()).as(verified.err()).startsWith("identical: ");
    run(old, "runs", "--resume");
  }

  @Test
  void aFileThatIsNowhereIsAnErrorWithItsLine() throws IOException {
    Files.delete(data);
    CommandLineHarness.Outcome outcome = ensayo("run", study, "--out", folder.resolve("runs"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("lines.yaml:2: environment").contains("datos/año.csv");
  }
}
