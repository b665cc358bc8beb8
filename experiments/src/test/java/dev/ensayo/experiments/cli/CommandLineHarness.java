package dev.ensayo.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs a command in this process and keeps what it says. */
final class CommandLineHarness {
  /**
   * What came of a command.
   *
   * @param exitCode 0 done, 1 failed, 2 wrong input
   * @param out standard output
   * @param err standard error
   */
  record Outcome(int exitCode, String out, String err) {}

  private CommandLineHarness() {}

  static Outcome ensayo(Object... arguments) {
    System.setProperty("ensayo.home", root().toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = Ensayo.commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    int exitCode =
        commands.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /**
   * Runs a study that is written into a folder, with the folder {@code runs} there.
   *
   * @param name of the study and its file
   * @param more arguments
   */
  static Outcome run(Path folder, String name, String study, Object... more) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, study);
    return ensayo(
        Stream.concat(Stream.of("run", file, "--out", folder.resolve("runs")), Arrays.stream(more))
            .toArray());
  }

  /** Runs a study of three short runs in the folder {@code runs} of one, and returns its own. */
  static Path finishedStudy(Path folder) {
    Path runs = folder.resolve("runs");
    Outcome run =
        ensayo(
            "run",
            "frozenlake-tabular",
            "--seeds",
            "1",
            "--set",
            "budget.environmentSteps=1000",
            "--out",
            runs);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return runs.resolve("frozenlake-tabular");
  }

  /** The bundled studies of the checkout. */
  static StudyShelf shelf() {
    System.setProperty("ensayo.home", root().toString());
    return StudyShelf.ofInstallation();
  }

  /** The checkout's root. */
  static Path root() {
    return Path.of(System.getProperty("ensayo.root"));
  }
}
