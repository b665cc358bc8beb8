package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.experiments.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  @TempDir static Path folder;
  private static Path study;

  @BeforeAll
  static void run() {
    study = CommandLineHarness.finishedStudy(folder);
  }

  @Test
  void writesEachFormat() throws IOException {
    Path events = folder.resolve("events");
    Outcome first = ensayo("export", study, "--to", "tensorboard", "--out", events);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).matches("\\d+ runs in " + events + "\\R");
    assertThat(events.resolve("ensayo-export.txt")).exists();

    Path tables = folder.resolve("tables");
    assertThat(ensayo("export", study, "--to", "csv", "--out", tables).exitCode()).isZero();
    assertThat(Files.readAllLines(tables.resolve("runs.csv")).get(0)).contains(",agent.type");
    // Twice in the same place.
    assertThat(ensayo("export", study, "--to", "csv", "--out", tables).exitCode()).isZero();
  }

  @Test
  void wrongInputIsOneLine() {
    refused("say where to with --out DIR", "export", study, "--to", "csv");
    refused("there is no folder", "export", folder.resolve("none"), "--to", "mlflow");
    refused(
        "is a file; give the folder of a study",
        "export",
        study.resolve("study.yaml"),
        "--to",
        "mlflow");
    refused(
        "is there and no export of Ensayo's",
        "export",
        study,
        "--to",
        "csv",
        "--out",
        study.getParent());
    refused("--out has no meaning", "export", study, "--to", "mlflow", "--out", folder);
    refused("--server has no meaning", "export", study, "--to", "csv", "--server", "http://x");
    refused(
        "must be an address such as", "export", study, "--to", "mlflow", "--server", "localhost");
    refused(
        "there is no study.yaml", "export", folder, "--to", "csv", "--out", folder.resolve("x"));
  }

  private static void refused(String why, Object... arguments) {
    Outcome outcome = ensayo(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(why).hasLineCount(1);
  }

  @Test
  void aServerThatIsNotThereIsOneLine() {
    Outcome outcome = ensayo("export", study, "--to", "mlflow", "--server", "http://localhost:1");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .endsWith(
            "ensayo: no MLflow server answers at http://localhost:1" + System.lineSeparator());
  }
}
