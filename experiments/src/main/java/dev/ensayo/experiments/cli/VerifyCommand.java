package dev.ensayo.experiments.cli;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.RunBinder;
import dev.ensayo.experiments.progress.StudyProgress;
import dev.ensayo.experiments.verification.RecordedRun;
import dev.ensayo.experiments.verification.RunVerifier;
import dev.ensayo.experiments.verification.Verdict;
import dev.ensayo.results.reading.RunFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ensayo verify}: reruns finished runs and compares. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the files of a finished run with what it wrote and the data with what it read, then"
          + " reruns it from its config.yaml and compares metrics.csv and the exhibits value by"
          + " value. Of a study, or of a variant, every run, or some with --sample.",
      "Exit code 0: identical; 1: damaged or different, with the first difference."
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      description =
          "The folder of a run, such as runs/cartpole-dqn/baseline/seed-1, or of a study.")
  private Path path;

  @Mixin private Sample sample;

  @Mixin private Jobs jobs;

  @Override
  public Integer call() throws IOException, InterruptedException {
    jobs.check();
    sample.check();
    RunDirectory run = new RunDirectory(path);
    return Files.exists(run.config()) || run.isComplete() ? verifyRun(run) : verifyStudy();
  }

  private int verifyRun(RunDirectory directory) throws IOException {
    if (sample.isAskedFor()) {
      throw new WrongInputException("--sample is for studies, and '" + path + "' is a run");
    }
    FoundRun found = FoundRun.in(directory);
    if (found.state() == RunState.FAILED) {
      throw new WrongInputException(
          "'" + path + "' failed, so there is nothing to verify: " + found.reason());
    }
    if (!directory.isComplete()) {
      throw new WrongInputException("'" + path + "' is not a finished run: " + found.reason());
    }
    List<BackendProbe> probes = Plugins.probes();
    RecordedRun run = RecordedRun.read(directory, new RunBinder(PluginRegistry.load(), probes));
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    run.damages().forEach(damage -> out.println("damaged: " + damage));
    Verdict verdict;
    try (LeaseKeeper leases = Leases.keeper();
        StudyProgress progress =
            StudyProgress.on(err, run.plan().stream().toList(), InstantSource.system())) {
      verdict = new RunVerifier(probes, leases).verify(run, progress);
    }
    verdict.notes().forEach(note -> err.println("note: " + note));
    if (!verdict.wasRerun()) {
      if (!verdict.rerun().isEmpty()) {
        out.println("different data: " + verdict.rerun());
      }
    } else if (verdict.rerun().isEmpty()) {
      out.println("identical: " + path);
    } else {
      out.println("different: " + verdict.rerun());
    }
    return verdict.isSound() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private int verifyStudy() throws IOException, InterruptedException {
    RunFolders folders;
    try {
      folders = RunFolders.find(path);
    } catch (NoSuchFileException e) {
      throw new WrongInputException(
          "'"
              + path
              + "' is not the folder of a run: it has no config.yaml; nor is it that of a study: it"
              + " has no study.yaml");
    }
    return new StudyVerification(folders, sample, jobs, spec.commandLine()).call();
  }
}
