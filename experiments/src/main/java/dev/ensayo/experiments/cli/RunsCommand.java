package dev.ensayo.experiments.cli;

import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo runs}: what runs there are and how they stand. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Lists the runs in folders: state, score, time, host, and what is wrong.")
final class RunsCommand implements Callable<Integer> {
  private static final String[] CSV_HEADER = {
    "study", "variant", "seed", "state", "score", "seconds", "host", "note"
  };

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      defaultValue = "runs",
      description =
          "Folders of studies, of variants or of single runs, or folders that hold studies"
              + " (default: ${DEFAULT-VALUE}).")
  private List<Path> folders;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      description = "Lists only runs in these states: ${COMPLETION-CANDIDATES}.")
  private Set<RunState> states;

  @Option(names = "--csv", description = "Prints CSV with a header, for programs.")
  private boolean csv;

  @Override
  public Integer call() throws IOException {
    List<RunFolders> studies = new ArrayList<>();
    for (Path folder : folders) {
      studies.addAll(find(folder));
    }
    StringBuilder text = new StringBuilder();
    if (csv) {
      text.append(CSVFormat.RFC4180.format((Object[]) CSV_HEADER)).append("\r\n");
    }
    for (RunFolders study : studies) {
      List<ListedRun> runs = read(study);
      List<ListedRun> listed = runs.stream().filter(this::isAskedFor).toList();
      if (csv) {
        listed.forEach(run -> text.append(csvLine(study.study().name(), run)).append("\r\n"));
      } else {
        print(study, runs, listed, text);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    return ExitCode.DONE;
  }

  private List<ListedRun> read(RunFolders study) {
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      work.doing("reading " + Figures.count(study.runs().size()) + " runs");
      return study.runs().parallelStream()
          .map(place -> ListedRun.read(place, study.study().report()))
          .toList();
    }
  }

  private static List<RunFolders> find(Path folder) throws IOException {
    GivenFolder.check(folder);
    List<RunFolders> studies = new ArrayList<>();
    if (!new StudyDirectory(folder).exists()) {
      try (Stream<Path> inside = Files.list(folder)) {
        for (Path each : inside.sorted().toList()) {
          if (new StudyDirectory(each).exists()) {
            studies.add(RunFolders.find(each));
          }
        }
      }
    }
    if (studies.isEmpty()) {
      try {
        studies.add(RunFolders.find(folder));
      } catch (NoSuchFileException e) {
        throw new WrongInputException("'" + folder + "': " + e.getReason());
      }
    }
    return studies;
  }

  private boolean isAskedFor(ListedRun run) {
    return states == null || run.state().map(states::contains).orElse(false);
  }

  private static void print(
      RunFolders study, List<ListedRun> runs, List<ListedRun> listed, StringBuilder text) {
    text.append(study.study().name())
        .append(", score: ")
        .append(study.study().report().metric())
        .append('\n');
    if (!listed.isEmpty()) {
      new RunsTable(listed).print(text);
    }
    Map<String, Long> counts =
        runs.stream()
            .collect(
                Collectors.groupingBy(ListedRun::stateLabel, TreeMap::new, Collectors.counting()));
    text.append(Figures.count(runs.size())).append(runs.size() == 1 ? " run: " : " runs: ");
    text.append(
        counts.entrySet().stream()
            .map(entry -> Figures.count(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", ")));
    text.append("\n");
  }

  private static String csvLine(String study, ListedRun run) {
    return CSVFormat.RFC4180.format(
        study,
        run.variant(),
        run.seed(),
        run.stateLabel(),
        run.score().isPresent() ? run.score().getAsDouble() : "",
        run.seconds().isPresent() ? run.seconds().getAsDouble() : "",
        run.host(),
        run.note());
  }
}
