package dev.ensayo.experiments.cli;

import dev.ensayo.core.study.ReportSpec;
import dev.ensayo.experiments.comparison.ComparedRun;
import dev.ensayo.experiments.comparison.RunComparison;
import dev.ensayo.experiments.comparison.RunPairs;
import dev.ensayo.experiments.comparison.RunPairs.Pair;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.results.reading.RunFolders;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo compare}: two runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Says what two runs have different: configuration, code, machine, data; their scores and last"
          + " values side by side, and the first step at which they part.",
      "Of two variants the runs with the same seed are compared, of two studies those of the same"
          + " variant and seed."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "The folder of a run, such as runs/xor/baseline/seed-1, a variant or a study.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another of the same kind.")
  private Path second;

  @Option(
      names = "--all",
      description = "Shows everything: long lists to their end, and each of several pairs.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    RunFolders one = find(first);
    RunFolders other = find(second);
    if ((one.runs().size() == 1) != (other.runs().size() == 1)) {
      throw new WrongInputException(
          "'"
              + first
              + "' holds "
              + runs(one)
              + " and '"
              + second
              + "' "
              + runs(other)
              + "; give two runs, two variants or two studies");
    }
    List<Pair> pairs = RunPairs.of(one, other);
    if (pairs.isEmpty()) {
      throw new WrongInputException(
          "no run of '" + first + "' has its like in '" + second + "': " + alike(one, other));
    }
    ReportSpec report = one.study().report();
    boolean sameScore = report.metric().equals(other.study().report().metric());
    List<RunComparison> comparisons = new ArrayList<>();
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      work.doing("reading " + 2 * pairs.size() + " runs");
      for (Pair pair : pairs) {
        comparisons.add(
            RunComparison.of(
                ComparedRun.read(pair.first(), report),
                ComparedRun.read(pair.second(), sameScore ? report : other.study().report())));
      }
    }
    StringBuilder text = new StringBuilder();
    String score =
        sameScore ? report.metric() : report.metric() + " and " + other.study().report().metric();
    new ComparisonText(first, second, score, all).write(comparisons, text);
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private static RunFolders find(Path folder) throws IOException {
    GivenFolder.check(folder);
    try {
      return RunFolders.find(folder);
    } catch (NoSuchFileException e) {
      throw new WrongInputException("'" + folder + "': " + e.getReason());
    }
  }

  private static String runs(RunFolders folders) {
    int count = folders.runs().size();
    return count == 1 ? "one run" : count + " runs";
  }

  private static String alike(RunFolders one, RunFolders other) {
    return one.runs().size() == 1
        ? "one of them was not begun"
        : one.study().variants().size() > 1 || other.study().variants().size() > 1
            ? "none has the same variant and seed"
            : "none has the same seed";
  }
}
