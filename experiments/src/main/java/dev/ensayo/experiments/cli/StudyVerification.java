package dev.ensayo.experiments.cli;

import com.google.common.base.Throwables;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.progress.SlowWork;
import dev.ensayo.experiments.progress.StudyProgress;
import dev.ensayo.experiments.verification.RecordedRun;
import dev.ensayo.experiments.verification.RunVerifier;
import dev.ensayo.experiments.verification.Verdict;
import dev.ensayo.experiments.verification.Verdict.Grade;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunFolders;
import dev.ensayo.results.reading.RunFolders.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Verifies the runs of a study, side by side. */
final class StudyVerification {
  private final RunFolders folders;
  private final Sample sample;
  private final Jobs jobs;
  private final CommandLine commands;
  private final List<BackendProbe> probes = Plugins.probes();

  /**
   * @param jobs how many runs side by side
   */
  StudyVerification(RunFolders folders, Sample sample, Jobs jobs, CommandLine commands) {
    this.folders = folders;
    this.sample = sample;
    this.jobs = jobs;
    this.commands = commands;
  }

  int call() throws IOException, InterruptedException {
    List<RunFolder> finished =
        folders.runs().stream().filter(run -> run.directory().isComplete()).toList();
    if (finished.isEmpty()) {
      throw new WrongInputException(
          "study '"
              + folders.study().name()
              + "' has no finished run, so there is nothing to verify");
    }
    List<RunFolder> chosen = sample.of(finished);
    List<RunFolder> looked = new ArrayList<>(folders.runs());
    if (sample.isAskedFor()) {
      looked = chosen;
      commands.getOut().println(sample.words(finished.size()));
    }
    Map<RunFolder, RecordedRun> runs = read(looked);
    Map<RunFolder, Verdict> verdicts = verify(runs);
    print(verdicts);
    return verdicts.values().stream().allMatch(Verdict::isSound) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Map<RunFolder, RecordedRun> read(List<RunFolder> places) throws IOException {
    RunBinder binder = new RunBinder(PluginRegistry.load(), probes);
    Map<RunFolder, RecordedRun> runs = new LinkedHashMap<>();
    try (SlowWork work = new SlowWork(commands.getErr())) {
      work.doing("reading " + Figures.count(places.size()) + " runs");
      for (RunFolder place : places) {
        runs.put(place, RecordedRun.readAmongOthers(place.directory(), binder));
      }
    }
    return runs;
  }

  private Map<RunFolder, Verdict> verify(Map<RunFolder, RecordedRun> runs)
      throws IOException, InterruptedException {
    List<RunPlan> plans = runs.values().stream().flatMap(run -> run.plan().stream()).toList();
    Map<RunFolder, Verdict> verdicts = new LinkedHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(jobs.of(plans));
    try (LeaseKeeper leases = Leases.keeper();
        StudyProgress progress =
            StudyProgress.on(commands.getErr(), plans, InstantSource.system())) {
      RunVerifier verifier = new RunVerifier(probes, leases);
      Map<RunFolder, Future<Verdict>> results = new LinkedHashMap<>();
      runs.forEach(
          (place, run) -> results.put(place, pool.submit(() -> verifier.verify(run, progress))));
      for (Map.Entry<RunFolder, Future<Verdict>> result : results.entrySet()) {
        verdicts.put(result.getKey(), result.getValue().get());
      }
    } catch (ExecutionException e) {
      Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException("a run was verified outside its verifier", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return verdicts;
  }

  private void print(Map<RunFolder, Verdict> verdicts) {
    StringBuilder text = new StringBuilder();
    TextTable table = new TextTable(Set.of(), "run", "verdict", "");
    verdicts.forEach(
        (run, verdict) ->
            table.add(
                run.variant() + "/seed-" + run.seed(), verdict.grade().label(), verdict.words()));
    table.print(text);
    Map<Grade, Long> counts =
        verdicts.values().stream()
            .collect(
                Collectors.groupingBy(
                    Verdict::grade, () -> new EnumMap<>(Grade.class), Collectors.counting()));
    text.append(Figures.count(verdicts.size()))
        .append(verdicts.size() == 1 ? " run: " : " runs: ")
        .append(
            counts.entrySet().stream()
                .map(entry -> Figures.count(entry.getValue()) + " " + entry.getKey().label())
                .collect(Collectors.joining(", ")))
        .append('\n');
    PrintWriter err = commands.getErr();
    notes(verdicts.values()).forEach(note -> err.println("note: " + note));
    commands.getOut().print(text);
    commands.getOut().flush();
  }

  /** Each once, with the number of runs that it is about where these are not all. */
  private static List<String> notes(Collection<Verdict> verdicts) {
    Map<String, Long> counts =
        verdicts.stream()
            .flatMap(verdict -> verdict.notes().stream())
            .collect(
                Collectors.groupingBy(note -> note, LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(
            note ->
                note.getKey()
                    + (note.getValue() == verdicts.size()
                        ? ""
                        : " (" + Figures.count(note.getValue()) + " of the runs)"))
        .toList();
  }
}
