package dev.ensayo.experiments.cli;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.Damage;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.DataDifference;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.progress.StudyProgress;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.MachineFacts;
import dev.ensayo.experiments.run.RunExecutor;
import dev.ensayo.experiments.run.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo verify}: reruns a finished run and compares. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the files of a finished run with what it wrote and the data with what it read, then"
          + " reruns it from its config.yaml and compares metrics.csv value by value.",
      "Exit code 0: identical; 1: damaged or different, with the first difference."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final Duration NEVER = Duration.ofDays(365);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      description = "The folder of a run, such as runs/cartpole-dqn/baseline/seed-1.")
  private Path path;

  @Override
  public Integer call() throws IOException {
    RunDirectory recorded = new RunDirectory(path);
    if (!Files.exists(recorded.config()) && !recorded.isComplete()) {
      throw new WrongInputException(
          "'" + path + "' is not the folder of a run: it has no config.yaml");
    }
    FoundRun found = FoundRun.in(recorded);
    if (found.state() == RunState.FAILED) {
      throw new WrongInputException(
          "'" + path + "' failed, so there is nothing to verify: " + found.reason());
    }
    if (!recorded.isComplete()) {
      throw new WrongInputException("'" + path + "' is not a finished run: " + found.reason());
    }
    List<Damage> damages = found.damages();
    damages.forEach(damage -> spec.commandLine().getOut().println("damaged: " + damage));
    if (!Files.exists(recorded.metricsFile()) || damages.stream().anyMatch(Damage::isOfConfig)) {
      return ExitCode.FAILED; // there is nothing to compare, or nothing to compare it with
    }
    int rerun = rerun(recorded, found.manifest());
    return damages.isEmpty() ? rerun : ExitCode.FAILED;
  }

  private int rerun(RunDirectory recorded, Optional<Manifest> manifest) throws IOException {
    List<BackendProbe> probes = Plugins.probes();
    RunPlan run =
        new RunBinder(PluginRegistry.load(), probes)
            .bindResolved(YamlReader.read(recorded.config()));
    MachineFacts machine = new MachineFacts(probes);
    noteWhatMayDiffer(manifest, probes, run);
    Optional<String> otherData =
        manifest.flatMap(
            made -> DataDifference.between(made.dataSha256(), run.openEnvironment().dataSha256()));
    if (otherData.isPresent()) {
      spec.commandLine().getOut().println("different data: " + otherData.get());
      return ExitCode.FAILED;
    }
    Path scratch = Files.createTempDirectory("ensayo-verify-");
    try {
      RunDirectory rerun = new RunDirectory(scratch.resolve("run"));
      return compare(run, recorded, rerun, machine);
    } finally {
      MoreFiles.deleteRecursively(scratch, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private int compare(RunPlan run, RunDirectory recorded, RunDirectory rerun, MachineFacts machine)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    RunStatus status;
    try (LeaseKeeper leases = Leases.keeper();
        StudyProgress progress = StudyProgress.on(err, List.of(run), InstantSource.system())) {
      RunExecutor executor =
          new RunExecutor(
              machine, leases, NEVER, new Cancellation(), progress, InstantSource.system());
      status = executor.execute(run, rerun, recorded);
    }
    if (status != RunStatus.COMPLETE) {
      out.println("different: the rerun " + status.label());
      return ExitCode.FAILED;
    }
    Optional<String> difference = Verification.firstDifference(recorded, rerun);
    out.println(difference.map(words -> "different: " + words).orElse("identical: " + path));
    return difference.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void noteWhatMayDiffer(
      Optional<Manifest> manifest, List<BackendProbe> probes, RunPlan run) {
    if (manifest.isEmpty()) {
      return;
    }
    PrintWriter err = spec.commandLine().getErr();
    String notRepeatable = manifest.get().notRepeatable();
    if (!notRepeatable.isEmpty()) {
      err.println("note: this run cannot be repeated, because " + notRepeatable);
    }
    note(err, "code", manifest.get().code(), MachineFacts.code());
    note(err, "Java", manifest.get().java(), MachineFacts.java());
    note(err, "CPU", manifest.get().cpu(), MachineFacts.cpu());
    Map<String, String> then = manifest.get().backend();
    for (BackendProbe probe : probes) {
      probe.facts(run.backend()).forEach((fact, now) -> note(err, fact, then.get(fact), now));
    }
  }

  private static void note(PrintWriter err, String what, String then, String now) {
    if (then != null && !then.equals(now)) {
      err.println("note: made with another " + what + ": " + then + ", now " + now);
    }
  }
}
