package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.experiments.plan.AdaptiveText;
import dev.ensayo.experiments.plan.PlannedSearch;
import dev.ensayo.experiments.plan.PowerText;
import dev.ensayo.experiments.plan.Spread;
import dev.ensayo.experiments.search.SearchStages;
import dev.ensayo.results.markup.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ensayo plan}: what a study will cost, and what it can show. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says before the first step what a study will take: runs, time and disk, from trying each"
          + " variant for some seconds; and what it can show: how large a difference its seeds can"
          + " see, and how many seeds a given one needs.",
      "Nothing is written."
    })
final class PlanCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  @Spec private CommandSpec spec;

  @Mixin private StudyChoice chosen;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description =
          "Where the study's runs are looked for; finished ones are a pilot that tells the spread"
              + " of scores (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--try",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long each variant is tried (default: ${DEFAULT-VALUE}); 0 tries none.")
  private double seconds;

  @Mixin private Jobs jobs;

  @Option(
      names = "--effect",
      paramLabel = "X",
      description = "A difference of scores that the study should see, in the metric's unit.")
  private Double effect;

  @Option(
      names = "--spread",
      paramLabel = "S",
      description = "The standard deviation of scores between seeds, where there is no pilot.")
  private Double spread;

  @Override
  public Integer call() throws IOException {
    jobs.check();
    check("--effect", effect);
    check("--spread", spread);
    if (!(seconds >= 0)) {
      throw new WrongInputException("--try must be at least 0 (seconds), not " + seconds);
    }
    StudyReader.Reading reading =
        StudyReader.readAsFar(YamlReader.read(chosen.file()).withPaths(chosen.overrides()));
    Study written = chosen.withSeedCount(reading.study());
    Optional<PlannedSearch> search =
        written.search().map(found -> new PlannedSearch(written, found));
    Study study = search.map(PlannedSearch::reported).orElse(written);
    RunBinder binder = new RunBinder(PluginRegistry.load(), Plugins.probes());
    List<RunPlan> runs = binder.bind(reading.with(study));
    StudyDirectory directory = new StudyDirectory(out.resolve(study.name()));
    Optional<SearchStages> stages = SearchStages.of(written, directory, binder);
    Optional<Spread> known = spread(directory);
    if (effect != null && known.isEmpty()) {
      throw new WrongInputException(
          "--effect needs the spread of scores: no variant has two finished runs in "
              + directory.path()
              + "; make a pilot with './ensayo run "
              + study.name()
              + " --seeds 3', or give --spread");
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(study.name() + ": " + size(study, runs.size()));
    search
        .filter(found -> stages.isPresent())
        .ifPresent(found -> terminal.println(found.sentence()));
    if (seconds > 0) {
      terminal.println();
      terminal.print(
          new CostText(
                  spec.commandLine().getErr(),
                  jobs.of(runs),
                  search.map(PlannedSearch::wholeRuns).orElse(Map.of()))
              .of(runs, directory, Duration.ofNanos((long) (seconds * NANOS_PER_SECOND))));
      study
          .adaptive()
          .filter(design -> design.groups() > 1)
          .ifPresent(
              design ->
                  terminal.println(
                      "that is at most; if all is decided at the first look, 1 part in "
                          + design.groups()));
    }
    boolean isGrid = study.variants().stream().anyMatch(variant -> !variant.cell().isEmpty());
    OptionalDouble wanted = effect == null ? OptionalDouble.empty() : OptionalDouble.of(effect);
    if (study.adaptive().isPresent()) {
      terminal.println();
      new AdaptiveText(study.adaptive().get(), study.compared().size() - 1)
          .sentences(known, wanted)
          .forEach(terminal::println);
    } else if (study.compared().size() > 1 && !isGrid) {
      terminal.println();
      new PowerText(study.seeds().size(), study.compared().size() - 1)
          .sentences(known, wanted)
          .forEach(terminal::println);
    }
    return ExitCode.DONE;
  }

  /** "2 variants × 5 seeds = 10 runs", or from how many to how many. */
  private static String size(Study study, int runs) {
    String variants =
        study.variants().size() + (study.variants().size() == 1 ? " variant" : " variants") + " × ";
    String count = Figures.count(runs) + (runs == 1 ? " run" : " runs");
    return study
        .adaptive()
        .map(
            design ->
                variants
                    + "1 to "
                    + design.groups()
                    + " groups of "
                    + design.of()
                    + " seeds = "
                    + Figures.count((double) study.variants().size() * design.of())
                    + " to "
                    + count)
        .orElseGet(
            () ->
                variants
                    + study.seeds().size()
                    + (study.seeds().size() == 1 ? " seed" : " seeds")
                    + " = "
                    + count);
  }

  private static void check(String option, Double value) {
    if (value != null && !(value > 0 && Double.isFinite(value))) {
      throw new WrongInputException(option + " must be greater than 0, not " + value);
    }
  }

  private Optional<Spread> spread(StudyDirectory directory) throws IOException {
    if (spread != null) {
      return Optional.of(new Spread(spread, 0, 0));
    }
    return directory.exists() ? Spread.in(directory.path()) : Optional.empty();
  }
}
