package dev.ensayo.experiments.cli;

import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.results.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo report}: the report of what is on disk. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes index.html, report.md and summary.csv from the runs on disk.")
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders of studies, such as runs/cartpole-dqn.")
  private List<Path> directories;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to (default: the folder 'report' in the first DIR).")
  private Path out;

  @Mixin private LanguageOption language;

  @Override
  public Integer call() throws IOException {
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        throw new WrongInputException("there is no folder '" + directory + "'");
      }
    }
    Path target = out != null ? out : directories.get(0).resolve("report");
    spec.commandLine().getOut().println("report: " + write(target));
    return ExitCode.DONE;
  }

  private Path write(Path target) throws IOException {
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      return ReportWriter.write(directories, target, language.choice(), work::doing);
    } catch (NoSuchFileException e) {
      if (e.getReason() == null) {
        throw e; // a file that went away meanwhile
      }
      throw new WrongInputException(e.getMessage());
    }
  }
}
