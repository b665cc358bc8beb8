package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.Damage;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.archive.ArchiveReader;
import dev.ensayo.experiments.archive.ArchiveReader.BrokenArchiveException;
import dev.ensayo.experiments.archive.Reproduction;
import dev.ensayo.experiments.archive.ReproductionText;
import dev.ensayo.experiments.archive.Rerun;
import dev.ensayo.experiments.launch.Launcher;
import dev.ensayo.experiments.launch.LocalLauncher;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.experiments.provenance.ProgramRecord;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.Stages;
import dev.ensayo.experiments.run.StudyOutcome;
import dev.ensayo.experiments.verification.MadeElsewhere;
import dev.ensayo.results.reading.RunFolders;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo reproduce}: an archive is checked and run again. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Checks an archive of 'ensayo freeze' by its SHA-256s, runs it again and grades each run:"
          + " identical, indistinguishable, different. Stopped or killed, the same command goes on.",
      "Exit code 0: every run identical or indistinguishable; 1: one is not; 2: the archive is not"
          + " what was frozen."
    })
final class ReproduceCommand implements Callable<Integer> {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(20);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ARCHIVE", description = "A zip that 'ensayo freeze' wrote.")
  private Path archive;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "Folder for the archive's content (original), the reruns (rerun), reproduction.md and"
              + " reproduction.csv.")
  private Path out;

  @Mixin private Sample sample;

  @Mixin private Jobs jobs;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a setting of every run, such as where data lie here: --set"
              + " environment.data=text.txt. May be repeated.")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    jobs.check();
    sample.check();
    if (!Files.isRegularFile(archive)) {
      throw new WrongInputException(
          Files.isDirectory(archive)
              ? "'" + archive + "' is a folder; give an archive of ./ensayo freeze"
              : "there is no file '" + archive + "'");
    }
    ProgramRecord.ofThisProcess(); // beside what follows
    Path original = out.resolve("original");
    RunFolders folders;
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      work.doing("checking " + archive);
      try (ArchiveReader reader = ArchiveReader.open(archive)) {
        work.doing("unpacking into " + original);
        reader.unpack(original);
      }
      folders = RunFolders.find(ArchiveReader.study(original));
      checkRuns(folders);
    } catch (BrokenArchiveException e) {
      throw new WrongInputException(e.getMessage());
    }
    List<RunFolder> finished =
        folders.runs().stream().filter(run -> run.directory().isComplete()).toList();
    List<RunFolder> chosen = sample.of(finished);
    if (sample.isAskedFor()) {
      spec.commandLine().getOut().println(sample.words(finished.size()));
    }
    return rerun(folders, chosen);
  }

  /** Who changes a run can make the list of SHA-256s anew, but then the run's own marker tells. */
  private void checkRuns(RunFolders folders) throws IOException {
    for (RunFolder run : folders.runs()) {
      FoundRun found = FoundRun.in(run.directory());
      if (found.damage().isPresent()) {
        Damage damage = found.damage().get();
        throw new WrongInputException(
            "'"
                + archive
                + "': "
                + run.variant()
                + "/seed-"
                + run.seed()
                + " is damaged: "
                + damage);
      }
    }
  }

  private int rerun(RunFolders folders, List<RunFolder> chosen)
      throws IOException, InterruptedException {
    List<BackendProbe> probes = Plugins.probes();
    Rerun rerun = bind(folders, chosen, new RunBinder(PluginRegistry.load(), probes));
    StudyDirectory directory = new StudyDirectory(out.resolve("rerun"));
    Rerun.describe(folders.directory().orElseThrow(), directory);
    Set<String> notes = new LinkedHashSet<>();
    changes.forEach((key, value) -> notes.add("set here: " + key + "=" + value));
    for (Map.Entry<RunFolder, RunPlan> run : rerun.plans().entrySet()) {
      FoundRun.in(run.getKey().directory())
          .manifest()
          .ifPresent(made -> notes.addAll(MadeElsewhere.notes(made, probes, run.getValue())));
    }
    PrintWriter err = spec.commandLine().getErr();
    notes.forEach(note -> err.println("note: " + note));
    Cancellation cancellation = new Cancellation();
    try (StopOnSignal stop = StopOnSignal.install(cancellation, err)) {
      StudyOutcome outcome =
          makeRuns(List.copyOf(rerun.plans().values()), directory, probes, cancellation, stop);
      if (stop.wasAsked()) {
        spec.commandLine().getOut().println("stopped; go on with the same command");
        return ExitCode.FAILED;
      }
      if (!outcome.elsewhere().isEmpty()) {
        spec.commandLine().getOut().println("another process is at the rest of it");
        return ExitCode.FAILED;
      }
      return grade(folders, chosen, rerun, directory, List.copyOf(notes));
    }
  }

  private Rerun bind(RunFolders folders, List<RunFolder> chosen, RunBinder binder)
      throws IOException {
    Map<String, ConfigNode> overrides = new LinkedHashMap<>();
    changes.forEach(
        (key, value) -> overrides.put(key, YamlReader.parseValue("--set " + key, value)));
    try (SlowWork work = new SlowWork(spec.commandLine().getErr())) {
      work.doing("checking the runs");
      return Rerun.of(folders, chosen, overrides, binder);
    } catch (ConfigException e) {
      spec.commandLine()
          .getErr()
          .println(
              "note: what lies elsewhere here is named with --set KEY=VALUE; what cannot be run is:");
      throw e;
    }
  }

  private StudyOutcome makeRuns(
      List<RunPlan> runs,
      StudyDirectory directory,
      List<BackendProbe> probes,
      Cancellation cancellation,
      StopOnSignal stop)
      throws InterruptedException, IOException {
    if (runs.isEmpty()) {
      return new StudyOutcome(0, ImmutableMap.of(), ImmutableMap.of());
    }
    try (Launcher launcher = new LocalLauncher().connect(ImmutableMap.of())) {
      return new SideBySide(
              spec.commandLine().getErr(), launcher, jobs, probes, cancellation, stop, true)
          .make(progress -> Stages.of(runs), runs, directory, CHECKPOINTS, false);
    }
  }

  private int grade(
      RunFolders folders,
      List<RunFolder> chosen,
      Rerun rerun,
      StudyDirectory directory,
      List<String> notes)
      throws IOException {
    Reproduction found = Reproduction.of(folders, chosen, rerun.otherData(), directory);
    ReproductionText words = new ReproductionText(found);
    AtomicFile.replace(out.resolve("reproduction.csv"), words.csv());
    AtomicFile.replace(out.resolve("reproduction.md"), words.markdown(notes));
    TextTable table = new TextTable(Set.of(2, 3), "run", "grade", "archived", "rerun", "");
    found
        .runs()
        .forEach(
            run -> {
              List<String> scores = ReproductionText.scores(run);
              table.add(
                  run.variant() + "/seed-" + run.seed(),
                  run.grade().label(),
                  scores.get(0),
                  scores.get(1),
                  run.detail());
            });
    StringBuilder text = new StringBuilder();
    table.print(text);
    words.tests().forEach(test -> text.append(test).append('\n'));
    text.append(words.summary()).append('\n');
    text.append("details: ").append(out.resolve("reproduction.md")).append('\n');
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return found.isReproduced() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
