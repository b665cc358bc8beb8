package dev.ensayo.experiments.cli;

import dev.ensayo.core.plugin.PartlyDoneException;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.results.export.CsvExport;
import dev.ensayo.results.export.ExportFolder;
import dev.ensayo.results.export.MlflowException;
import dev.ensayo.results.export.MlflowExport;
import dev.ensayo.results.export.StudyExport;
import dev.ensayo.results.export.TensorBoardExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo export}: the runs of a study for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Hands the runs of a study on to other programs: TensorBoard event files, an MLflow server, or"
          + " CSV for pandas and R."
    })
final class ExportCommand implements Callable<Integer> {
  /** Who they are for. */
  enum Format {
    TENSORBOARD,
    MLFLOW,
    CSV
  }

  private static final int MOST_NAMED = 10;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description = "Folder of a study, such as runs/cartpole-dqn, of a variant or of a run.")
  private Path folder;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      required = true,
      description = "tensorboard, mlflow or csv.")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to, for tensorboard and csv: a new folder, or one of an earlier export, whose"
              + " place it takes.")
  private Path out;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Where the MLflow server is (default: http://localhost:5000).")
  private String server;

  @Override
  public Integer call() throws IOException {
    if (format == Format.MLFLOW) {
      forbid(out != null, "--out", "mlflow");
    } else {
      forbid(server != null, "--server", format.name().toLowerCase(Locale.ROOT));
      if (out == null) {
        throw new WrongInputException("say where to with --out DIR");
      }
      if (!ExportFolder.isFree(out)) {
        throw new WrongInputException(
            "'" + out + "' is there and no export of Ensayo's; give a new folder");
      }
    }
    URI address = format == Format.MLFLOW ? address() : null;
    StudyExport study = study();
    String said;
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      work.doing("exporting the runs in " + folder);
      said =
          switch (format) {
            case TENSORBOARD -> runs(TensorBoardExport.write(study, out)) + " in " + out;
            case CSV -> runs(CsvExport.write(study, out)) + " in " + out.resolve(CsvExport.METRICS);
            case MLFLOW -> words(MlflowExport.write(study, address), address);
          };
    } catch (MlflowException e) {
      throw new PartlyDoneException(e.getMessage());
    }
    PrintWriter print = spec.commandLine().getOut();
    print.println(said);
    List<String> leftOut = study.leftOut();
    leftOut.stream().limit(MOST_NAMED).forEach(run -> print.println("left out: " + run));
    if (leftOut.size() > MOST_NAMED) {
      print.println("left out: " + (leftOut.size() - MOST_NAMED) + " more");
    }
    print.flush();
    return ExitCode.DONE;
  }

  private static void forbid(boolean isGiven, String option, String what) {
    if (isGiven) {
      throw new WrongInputException(option + " has no meaning with --to " + what);
    }
  }

  private URI address() {
    String given = server == null ? "http://localhost:5000" : server;
    try {
      URI address = new URI(given);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw wrongAddress(given);
    }
    throw wrongAddress(given);
  }

  private static WrongInputException wrongAddress(String given) {
    return new WrongInputException(
        "--server must be an address such as http://localhost:5000, not '" + given + "'");
  }

  private StudyExport study() throws IOException {
    GivenFolder.check(folder);
    try {
      return StudyExport.of(folder);
    } catch (NoSuchFileException e) {
      throw new WrongInputException("'" + folder + "': " + e.getReason());
    }
  }

  private static String words(MlflowExport.Outcome outcome, URI address) {
    return runs(outcome.brought())
        + " brought to "
        + address
        + (outcome.kept() > 0 ? ", " + outcome.kept() + " were there already" : "")
        + (outcome.unfinished() > 0 ? ", " + outcome.unfinished() + " are unfinished" : "")
        + (outcome.withoutArtifacts()
            ? "; without artifacts, because the server does not take them itself (it was started"
                + " without --serve-artifacts)"
            : "");
  }

  private static String runs(int count) {
    return count == 1 ? "1 run" : count + " runs";
  }
}
