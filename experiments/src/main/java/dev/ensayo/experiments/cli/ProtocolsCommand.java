package dev.ensayo.experiments.cli;

import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.protocol.Protocol;
import dev.ensayo.results.protocol.Protocols;
import dev.ensayo.results.protocol.Standing;
import dev.ensayo.results.report.PublishedStanding;
import dev.ensayo.results.wording.ProtocolTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ensayo protocols}: published results and how they stand here. */
@Command(
    name = "protocols",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the published results whose settings bundled studies have, and how they stand here:"
          + " inside (the interval of the score reaches the published value, give or take its"
          + " tolerance), outside, not run, or which settings differ."
    })
final class ProtocolsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Where the studies' folders are looked for (default: ${DEFAULT-VALUE}).")
  private Path runs;

  @Option(names = "--sources", description = "Shows where each number was published.")
  private boolean sources;

  @Override
  public Integer call() throws IOException {
    List<Standing> standings = new ArrayList<>();
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      for (Protocol protocol : Protocols.ofInstallation()) {
        Path folder = runs.resolve(protocol.study());
        work.doing("reading " + folder);
        standings.addAll(
            new StudyDirectory(folder).exists()
                ? PublishedStanding.in(folder, protocol)
                : Standing.notRun(protocol));
      }
    }
    if (standings.isEmpty()) {
      throw new WrongInputException("this installation has no folder experiments/protocols");
    }
    ProtocolTable words = new ProtocolTable(Phrasebook.ENGLISH);
    TextTable table = new TextTable(Set.of(), "study", "variant", "published", "here", "state", "");
    standings.forEach(
        standing ->
            table.add(
                standing.protocol().study(),
                standing.published().variant(),
                words.published(standing),
                words.here(standing),
                words.state(standing),
                sources ? standing.protocol().source() : ""));
    StringBuilder text = new StringBuilder();
    table.print(text);
    Map<Standing.State, Long> counts =
        standings.stream()
            .collect(
                Collectors.groupingBy(
                    Standing::state,
                    () -> new EnumMap<>(Standing.State.class),
                    Collectors.counting()));
    text.append(standings.size())
        .append(" published results: ")
        .append(
            counts.entrySet().stream()
                .map(count -> count.getValue() + " " + words(count.getKey()))
                .collect(Collectors.joining(", ")))
        .append(Files.isDirectory(runs) ? "" : "; there is no folder '" + runs + "'")
        .append('\n');
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private static String words(Standing.State state) {
    return switch (state) {
      case INSIDE -> "inside";
      case OUTSIDE -> "outside";
      case NOT_RUN -> "not run";
      case SETTINGS_DIFFER -> "with other settings";
    };
  }
}
