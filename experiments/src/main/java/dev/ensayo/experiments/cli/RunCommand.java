package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.config.Origin;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyContinuation;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.StudyReader;
import dev.ensayo.core.study.Variant;
import dev.ensayo.experiments.launch.Launcher;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.experiments.progress.StudyProgress;
import dev.ensayo.experiments.provenance.ProgramRecord;
import dev.ensayo.experiments.run.AdaptiveStages;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.Stages;
import dev.ensayo.experiments.run.StudyOutcome;
import dev.ensayo.experiments.run.TimeEstimate;
import dev.ensayo.experiments.search.SearchOutcome;
import dev.ensayo.experiments.search.SearchStages;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.report.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ensayo run}: every variant with every seed, then the report. */
@Command(
    name = RunCommand.NAME,
    mixinStandardHelpOptions = true,
    description = "Runs every variant of a study with every seed, then writes the report.")
final class RunCommand implements Callable<Integer> {
  static final String NAME = "run";

  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MOST_UNASKED = 2000;
  private static final Duration TRIAL = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Mixin private StudyChoice chosen;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Folder in which the study gets its own (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private Jobs jobs;

  @Option(
      names = "--resume",
      description =
          "Goes on with a study that was stopped: finished runs are kept, others continue from"
              + " their last checkpoint.")
  private boolean resume;

  @Option(names = "--yes", description = "Begins a study of more than 2,000 runs without asking.")
  private boolean yes;

  @Option(
      names = "--drop",
      paramLabel = "VARIANT",
      description =
          "With --resume, leaves a variant out from now on; its runs are kept in the folder"
              + " 'dropped'. May be repeated.")
  private Set<String> dropped = new LinkedHashSet<>();

  @Option(
      names = "--checkpoint-every",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description =
          "Wall-clock time between two checkpoints of a run (default: ${DEFAULT-VALUE}); changes"
              + " no result.")
  private double checkpointSeconds;

  @Option(
      names = "--keep-checkpoints",
      description =
          "Finished runs keep their last checkpoint; extended to a larger budget with --resume,"
              + " they go on from there.")
  private boolean keepCheckpoints;

  @Option(
      names = "--shard",
      paramLabel = "K/N",
      description =
          "Makes only the K-th of N parts of the runs, such as 3/10. All parts are expected to take"
              + " the same time; runs that start from each other are in one part.")
  private String shard;

  @Mixin private LanguageOption language;

  /**
   * What this process does of a study.
   *
   * @param stop tells whether it was asked to stop
   */
  private record Part(
      StudySharing sharing, StudyDirectory directory, SideBySide maker, StopOnSignal stop) {
    private String goesOn() {
      return sharing.joins()
          ? "stopped; the same command goes on"
          : "stopped; go on with the same command and --resume";
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    jobs.check();
    if (!(checkpointSeconds > 0)) {
      throw new WrongInputException(
          "--checkpoint-every must be greater than 0 (seconds), not " + checkpointSeconds);
    }
    LauncherChoice where = LauncherChoice.of(spec.commandLine().getParseResult());
    where.check();
    StudySharing sharing =
        new StudySharing(
            where.isShared(),
            where.isShared() && !resume,
            StudySharing.shard(shard),
            spec.commandLine().getErr());
    language.choice(); // what is wrong with it is said before the runs
    ProgramRecord.ofThisProcess(); // beside what follows
    Path file = chosen.file();
    String text = Files.readString(file);
    Map<String, ConfigNode> overrides = chosen.overrides();
    ConfigNode.Mapping root = YamlReader.read(file).withPaths(overrides);
    StudyReader.Reading reading = StudyReader.readAsFar(root);
    StudyDirectory directory = new StudyDirectory(out.resolve(reading.study().name()));
    if (!dropped.isEmpty()) {
      ConfigNode names = droppedFrom(reading.study(), directory, root);
      overrides.put("drop", names);
      reading = StudyReader.readAsFar(root.with("drop", names));
    }
    Study bound = chosen.withSeedCount(reading.study());
    if (chosen.changesSeeds()) {
      overrides.put("seeds", YamlReader.parseValue("--seeds", bound.seeds().toString()));
    }
    List<BackendProbe> probes = Plugins.probes();
    List<RunPlan> runs;
    Optional<SearchStages> stages;
    StudyContinuation study;
    List<String> notes;
    RunBinder binder = new RunBinder(PluginRegistry.load(), probes);
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      work.doing("checking the study");
      Study now = directory.chosen().map(bound::withChosen).orElse(bound);
      runs = binder.bind(reading.with(now));
      stages = SearchStages.of(bound, directory, binder);
      notes = binder.notes();
      work.doing("looking for its runs in " + directory.path());
      study = new StudyContinuation(directory, now, runs, dropped);
      if (sharing.joins() && directory.exists()) {
        study.checkSame(text, overrides);
      }
      study.check(resume || sharing.joins());
    }
    sharing.check(bound, stages.isPresent());
    notes.forEach(note -> spec.commandLine().getErr().println("note: " + note));
    if (!resume && !directory.exists()) {
      askFor(runs, stages.map(SearchStages::runs).orElse(0L));
    }
    Cancellation cancellation = new Cancellation();
    try (Launcher launcher = where.connect();
        StopOnSignal stop = StopOnSignal.install(cancellation, spec.commandLine().getErr())) {
      List<RunPlan> own = sharing.begin(study, runs, directory, text, overrides);
      SideBySide maker =
          new SideBySide(
              spec.commandLine().getErr(),
              launcher,
              jobs,
              probes,
              cancellation,
              stop,
              !sharing.joins());
      Part part = new Part(sharing, directory, maker, stop);
      if (stages.isEmpty()) {
        return carryOut(bound, runs, own, 0, part);
      }
      SearchOutcome searched =
          stages
              .get()
              .make(
                  (all, there) ->
                      maker.make(progress -> Stages.of(all, true), all, there, interval(), true),
                  spec.commandLine().getErr()::println);
      if (searched.chosen().isEmpty()) {
        return unsearched(searched, part);
      }
      Study withChosen = bound.withChosen(searched.chosen().get());
      List<RunPlan> ofChosen = binder.bind(withChosen);
      new StudyContinuation(directory, withChosen, ofChosen, dropped).check(true);
      return carryOut(withChosen, ofChosen, ofChosen, searched.failed(), part);
    }
  }

  private Duration interval() {
    return Duration.ofNanos((long) (checkpointSeconds * NANOS_PER_SECOND));
  }

  /** The search was stopped, or has found nothing. */
  private int unsearched(SearchOutcome searched, Part part)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("report: " + report(part));
    out.println(searched.reason().isEmpty() ? part.goesOn() : searched.reason());
    return ExitCode.FAILED;
  }

  /** Those the study drops already, and of the command line's those that it still has. */
  private ConfigNode droppedFrom(Study study, StudyDirectory directory, ConfigNode.Mapping root) {
    if (!resume) {
      throw new WrongInputException(
          "--drop goes with --resume; a new study leaves variants out with 'drop: [NAME]'");
    }
    Origin origin = new Origin("--drop", 0);
    ImmutableList.Builder<ConfigNode> names = ImmutableList.builder();
    if (root.entries().get("drop") instanceof ConfigNode.Sequence before) {
      names.addAll(before.items());
    }
    List<String> now = study.variants().stream().map(Variant::name).toList();
    for (String variant : dropped) {
      if (now.contains(variant)) {
        names.add(ConfigNode.Scalar.of(origin, variant));
      } else if (!Files.isDirectory(directory.path().resolve(variant))) {
        throw new WrongInputException(
            "--drop: no variant is called '" + variant + "'; " + NearestName.hint(variant, now));
      }
    }
    return new ConfigNode.Sequence(origin, names.build());
  }

  /** A slip in a grid makes more runs than anybody meant. */
  private void askFor(List<RunPlan> runs, long searching) {
    if (yes || runs.size() + searching <= MOST_UNASKED) {
      return;
    }
    OptionalDouble seconds = TimeEstimate.seconds(runs, jobs.of(runs), TRIAL);
    throw new WrongInputException(
        String.format(
            Locale.ROOT,
            "this study makes %,d runs of %,d variants%s%s; begin them with --yes",
            runs.size(),
            runs.stream().map(RunPlan::variant).distinct().count(),
            searching == 0
                ? ""
                : String.format(Locale.ROOT, ", after %,d of its search", searching),
            seconds.isPresent()
                ? ", about "
                    + Figures.duration(seconds.getAsDouble())
                    + " if all are like the first"
                : ""));
  }

  private int carryOut(
      Study study, List<RunPlan> runs, List<RunPlan> own, int failedBefore, Part part)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    StudyDirectory directory = part.directory();
    StudyOutcome outcome =
        part.maker()
            .make(
                progress -> stages(study, own, directory, progress),
                own,
                directory,
                interval(),
                keepCheckpoints);
    // Where other processes are still at it, the last of them writes the report.
    int missing = part.sharing().missingElsewhere(runs, own, directory);
    Optional<Path> report =
        outcome.elsewhere().isEmpty() && missing == 0
            ? Optional.of(report(part))
            : Optional.empty();
    int code =
        new RunSummary(outcome, own.size(), part.sharing().shard(), missing, report, part.goesOn())
            .print(
                spec.commandLine().getOut(),
                part.stop().wasAsked(),
                (System.nanoTime() - started) / NANOS_PER_SECOND);
    return failedBefore > 0 ? ExitCode.FAILED : code;
  }

  private Path report(Part part) throws IOException, InterruptedException {
    StudyDirectory directory = part.directory();
    return part.sharing()
        .alone(
            directory,
            fence -> {
              try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
                return ReportWriter.write(
                    List.of(directory.path()), directory.report(), language.choice(), work::doing);
              }
            });
  }

  private static Stages stages(
      Study study, List<RunPlan> runs, StudyDirectory directory, StudyProgress progress) {
    return study.adaptive().isPresent()
        ? new AdaptiveStages(study, directory, runs, progress::say)
        : Stages.of(runs);
  }
}
