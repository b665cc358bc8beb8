package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.data.DataFolders;
import dev.ensayo.core.data.DataSet;
import dev.ensayo.core.data.DataSetCatalog;
import dev.ensayo.core.data.Download;
import dev.ensayo.core.data.DownloadFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo data}: the data sets that studies can name. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Downloads data sets, and says which are there.",
    subcommands = {DataCommand.Get.class, DataCommand.Listing.class})
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: get or list");
  }

  /** {@code ensayo data get}. */
  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = {
        "Downloads data sets into the folder that ENSAYO_DATA names, by default ~/.cache/ensayo.",
        "What is there already is kept; a download that was cut goes on where it ended. A file is"
            + " put in its place only when its SHA-256 is right."
      })
  static final class Get implements Callable<Integer> {
    private static final int PERCENT = 100;

    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "NAME",
        arity = "1..*",
        description = "Names that 'ensayo data list' prints.")
    private List<String> names;

    @Override
    public Integer call() throws IOException {
      DataSetCatalog catalog = DataSetCatalog.load();
      DataFolders folders = DataFolders.ofThisMachine();
      List<DataSet> sets = names.stream().map(name -> named(catalog, name)).toList();
      for (DataSet set : sets) {
        if (!set.isPublished() && !folders.missing(set).isEmpty()) {
          throw new WrongInputException(unpublished(set));
        }
      }
      boolean done = true;
      for (DataSet set : sets) {
        done &= get(set, folders);
      }
      return done ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static DataSet named(DataSetCatalog catalog, String name) {
      try {
        return catalog.get(name);
      } catch (InvalidSettingException e) {
        throw new WrongInputException(e.getMessage());
      }
    }

    private static String unpublished(DataSet set) {
      return "data set '"
          + set.name()
          + "' cannot be downloaded: it is published nowhere in this form; put its files into a"
          + " folder and name that in ENSAYO_DATA (ensayo describe "
          + set.name()
          + " names them)";
    }

    private boolean get(DataSet set, DataFolders folders) throws IOException {
      boolean done = true;
      for (DataSet.File file : set.files()) {
        done &= get(file, folders);
      }
      return done;
    }

    private boolean get(DataSet.File file, DataFolders folders) throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      Optional<Path> there = folders.findWhole(file);
      if (there.isPresent()) {
        out.println("there already: " + there.get());
        return true;
      }
      if (file.url().isEmpty()) {
        spec.commandLine().getErr().println("ensayo: " + file.path() + " is published nowhere");
        return false;
      }
      Download download =
          new Download(file, folders.downloads(), Download.Patience.USUAL, progress(file));
      try {
        download.run();
      } catch (DownloadFailedException e) {
        spec.commandLine().getErr().println("ensayo: " + e.getMessage());
        return false;
      }
      out.println("downloaded: " + download.target());
      Path found = folders.find(file.path()).orElse(download.target());
      if (!found.equals(download.target())) {
        spec.commandLine()
            .getErr()
            .println("ensayo: " + found + " is damaged and is found before it; delete it");
        return false;
      }
      return true;
    }

    /** A line each time another tenth of a large file is there. */
    private LongConsumer progress(DataSet.File file) {
      PrintWriter err = spec.commandLine().getErr();
      return new LongConsumer() {
        private long told;

        @Override
        public void accept(long bytes) {
          long tenths = bytes * 10 / Math.max(1, file.bytes());
          if (tenths > told) {
            told = tenths;
            err.println(file.path() + ": " + tenths * PERCENT / 10 + " % of " + size(file.bytes()));
            err.flush();
          }
        }
      };
    }
  }

  /** {@code ensayo data list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the data sets, each with its size and where it was found.")
  static final class Listing implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      DataFolders folders = DataFolders.ofThisMachine();
      for (DataSet set : DataSetCatalog.load().dataSets().values()) {
        out.println(
            String.format(
                Locale.ROOT, "%-20s %9s  %s", set.name(), size(set.bytes()), where(set, folders)));
      }
      return ExitCode.DONE;
    }
  }

  /** "1.1 MB", as disks are sold. */
  static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** In which folder a set is, or how to get it. */
  static String where(DataSet set, DataFolders folders) {
    int missing = folders.missing(set).size();
    if (missing == 0) {
      Path first = folders.find(set.files().get(0).path()).orElseThrow();
      return "in " + first.getParent();
    }
    String way =
        set.isPublished()
            ? "ensayo data get " + set.name() + " downloads it"
            : "it is published nowhere in this form";
    String some = missing < set.files().size() ? missing + " files are missing" : "not here";
    return some + "; " + way;
  }
}
