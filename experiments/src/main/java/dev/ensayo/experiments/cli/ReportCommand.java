package dev.ensayo.experiments.cli;

import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.monitor.MonitorLog;
import dev.ensayo.results.monitor.MonitorReport;
import dev.ensayo.results.report.ReportWriter;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      description =
          "Folders of studies, such as runs/cartpole-dqn; or one of a server's monitor, to draw its"
              + " log.")
  private List<Path> directories;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to (default: the folder 'report' in DIR; of several, beside them).")
  private Path out;

  @Mixin private LanguageOption language;

  @Override
  public Integer call() throws IOException {
    Set<Path> known = new HashSet<>();
    for (Path directory : directories) {
      if (!known.add(GivenFolder.check(directory).toRealPath())) {
        throw new WrongInputException("'" + directory + "' is given twice");
      }
    }
    Path target = out != null ? out : besideThem();
    if (directories.stream().anyMatch(MonitorLog::isIn)) {
      spec.commandLine().getOut().println("report: " + writeMonitor(target));
      return ExitCode.DONE;
    }
    spec.commandLine().getOut().println("report: " + write(target));
    return ExitCode.DONE;
  }

  /** In the folder of the one study, or in the folder that holds all of them. */
  private Path besideThem() {
    if (directories.size() == 1) {
      return directories.get(0).resolve("report");
    }
    Set<Path> above =
        directories.stream()
            .map(directory -> directory.toAbsolutePath().normalize().getParent())
            .collect(Collectors.toCollection(HashSet::new));
    if (above.size() > 1 || above.stream().anyMatch(ReportCommand::isStudy)) {
      throw new WrongInputException(
          "there is no one folder for a report of these; say with --out where it is to be");
    }
    return directories.get(0).resolve("..").resolve("report").normalize();
  }

  /** Whose own report must not be replaced by one of parts of it; the root holds none either. */
  private static boolean isStudy(Path folder) {
    return folder == null || new StudyDirectory(folder).exists();
  }

  private Path writeMonitor(Path target) throws IOException {
    if (directories.size() > 1) {
      throw new WrongInputException(
          "a monitor's log is drawn by itself; give one folder with a " + MonitorLog.FILE);
    }
    return MonitorReport.write(
        directories.get(0), target, Phrasebook.of(language.choice().of(Optional.empty())));
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
