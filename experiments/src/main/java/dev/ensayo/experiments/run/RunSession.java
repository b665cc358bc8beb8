package dev.ensayo.experiments.run;

import com.google.common.base.Throwables;
import dev.ensayo.core.checkpoint.CheckpointStore;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.episode.EpisodeExhibits;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.file.FileSync;
import dev.ensayo.core.lease.Lease;
import dev.ensayo.core.lease.LeaseLostException;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.KeptPoint;
import dev.ensayo.core.parallel.WorkerFailedException;
import dev.ensayo.core.parallel.WorkerLostException;
import dev.ensayo.core.parallel.Workers;
import dev.ensayo.core.rundir.Damage;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.BudgetChange;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One start of a run, from where it was left to its end or to the next stop. Before each write it
 * makes sure that no other process has taken the run over meanwhile; if one has, it stops and
 * leaves the files alone.
 */
final class RunSession {
  private static final long FLUSH_NANOS = Duration.ofSeconds(1).toNanos();

  /** Where the trace of an unexpected failure goes, in the run's folder. */
  static final String FAILURE_FILE = "failure.txt";

  /**
   * What all runs of a process have in common.
   *
   * @param checkpointInterval wall-clock time between checkpoints; they change no result
   * @param keepCheckpoint whether finished runs keep their last checkpoint
   * @param patience with a folder that fails for a while
   * @param workers where those come from who train one model together
   */
  record Surroundings(
      MachineFacts machine,
      Duration checkpointInterval,
      boolean keepCheckpoint,
      Cancellation cancellation,
      RunObserver observer,
      InstantSource clock,
      StoragePatience patience,
      Workers workers) {
    Surroundings with(StoragePatience other) {
      return new Surroundings(
          machine,
          checkpointInterval,
          keepCheckpoint,
          cancellation,
          observer,
          clock,
          other,
          workers);
    }

    Surroundings with(Workers others) {
      return new Surroundings(
          machine,
          checkpointInterval,
          keepCheckpoint,
          cancellation,
          observer,
          clock,
          patience,
          others);
    }
  }

  private final RunPlan run;
  private final RunDirectory directory;
  private final RunDirectory among;
  private final Lease lease;
  private final Surroundings around;
  private final Optional<BudgetChange> extension;
  private final RunLog log;
  private final CheckpointStore checkpoints;
  private final long startNanos = System.nanoTime();
  private Manifest manifest;

  /** Whether it began from nothing within the last second and has saved nothing. */
  private boolean isYoung;

  private double secondsBefore;

  /**
   * @param extension if the run that lies there had a smaller budget and is to go on
   */
  RunSession(
      Assignment assignment, Optional<BudgetChange> extension, Lease lease, Surroundings around) {
    this.extension = extension;
    this.run = assignment.run();
    this.directory = assignment.directory();
    this.among = assignment.among();
    this.lease = lease;
    this.around = around;
    this.log = new RunLog(directory);
    this.checkpoints = new CheckpointStore(directory.checkpoints(), lease);
  }

  /**
   * Makes the run, or what is left of it. Never throws for a failed run.
   *
   * @return how it ended; {@link RunStatus#RUNNING} if another process has taken it over, or if it
   *     is to be tried again because its folder fails for a while
   */
  RunOutcome carryOut() {
    RunOutcome outcome;
    try {
      outcome = RunOutcome.of(train(), "");
    } catch (LeaseLostException e) {
      return abandoned(e);
    } catch (WorkerLostException e) {
      abandonLog(e);
      return RunOutcome.stalled(e.getMessage());
    } catch (TrainingFailedException | WorkerFailedException | InvalidSettingException e) {
      outcome = RunOutcome.of(RunStatus.FAILED, e.getMessage());
    } catch (EnvironmentFaultException e) {
      outcome = RunOutcome.of(RunStatus.FAILED, fault(e));
    } catch (IOException | UncheckedIOException e) {
      if (around.patience().forgives(run)) {
        return stalled(e);
      }
      outcome = RunOutcome.of(RunStatus.FAILED, fileProblem(e));
    } catch (OutOfMemoryError e) {
      outcome = RunOutcome.of(RunStatus.FAILED, MemoryAdvice.after(e));
    } catch (RuntimeException | LinkageError e) {
      outcome =
          RunOutcome.of(
              RunStatus.FAILED,
              e.getClass().getSimpleName() + ": " + e.getMessage() + "; see " + FAILURE_FILE);
      keepTrace(e);
    }
    try {
      return close(outcome);
    } catch (LeaseLostException e) {
      return abandoned(e);
    }
  }

  static String fileProblem(Exception e) {
    return "a file could not be read or written: " + ioMessage(e);
  }

  private static String ioMessage(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    String kind =
        cause.getClass() == IOException.class ? "" : cause.getClass().getSimpleName() + ": ";
    return kind + cause.getMessage();
  }

  private RunStatus train() throws IOException {
    Files.deleteIfExists(directory.path().resolve(FAILURE_FILE));
    EnvironmentSource source = run.openEnvironment();
    if (extension.isPresent()) {
      checkpoints.deleteFrom(extension.get().before().amount()); // a run at its end goes nowhere
    }
    startManifest(source);
    // After the manifest: with the new budget in it, an extension is no longer seen as one.
    byte[] configuration = YamlWriter.write(run.resolved()).getBytes(StandardCharsets.UTF_8);
    AtomicFile.writeUnforced(directory.config(), out -> out.write(configuration));
    if (!isYoung) {
      forceBeginning();
    }
    checkRequiredRuns();
    try (Training training =
        run.start(
            source,
            this::record,
            log.timings(),
            variant -> among.sibling(variant).path(),
            new LongTest(share -> around.observer().testing(run, share)),
            around.workers())) {
      if (!training.isResumable() || checkpoints.restoreNewest(log, training).isEmpty()) {
        log.start();
        if (extension.isPresent()) {
          around.observer().noted(run, "it has no checkpoint to go on from, so it begins anew");
        }
      }
      around.observer().started(run, training.position(), training.end());
      training.notes().forEach(note -> around.observer().noted(run, note));
      if (!advance(training)) {
        return RunStatus.INTERRUPTED;
      }
      lease.check();
      training.writeModel(directory.path());
      manifest = manifest.withModelThatNeeds(around.machine().modelNeeds(directory.path()));
      directory.exhibits().write(exhibits(training, source));
    }
    return RunStatus.COMPLETE;
  }

  /** Records a value; a run that keeps what it was before it learned says so. */
  private void record(Clock clock, long step, String metric, double value) {
    log.metrics().record(clock, step, metric, value);
    if (metric.equals(KeptPoint.METRIC) && value == 0) {
      around
          .observer()
          .noted(
              run,
              "no test was better than before learning, so the model that it keeps has learned"
                  + " nothing");
    }
  }

  /** What the training shows, and an episode of the policy that was written. */
  private List<Exhibit> exhibits(Training training, EnvironmentSource source) {
    List<Exhibit> exhibits = new ArrayList<>(training.exhibits());
    try {
      exhibits.addAll(EpisodeExhibits.of(run, source, directory.path()));
    } catch (IOException | RuntimeException e) {
      around.observer().noted(run, "its report has no episode: " + e);
    }
    return exhibits;
  }

  private void checkRequiredRuns() throws IOException {
    for (String variant : run.requiredVariants()) {
      FoundRun required = FoundRun.in(among.sibling(variant));
      Optional<Damage> damage =
          required.isComplete() ? required.damageOfModel() : required.damage();
      if (damage.isPresent() || !required.isComplete()) {
        throw new TrainingFailedException(
            "it starts from variant '"
                + variant
                + "' with seed "
                + run.seed()
                + (damage.isPresent()
                    ? ", which is damaged: " + damage.get() + "; --resume makes both"
                    : ", which has not finished: " + required.reason()));
      }
    }
  }

  private void startManifest(EnvironmentSource source) throws IOException {
    Manifest now = around.machine().manifest(run, source, around.clock().instant());
    Optional<Manifest> earlier = directory.manifest();
    secondsBefore = earlier.map(Manifest::seconds).orElse(0.0);
    manifest = earlier.map(m -> m.resumed(now)).orElse(now);
    if (extension.isPresent()) {
      BudgetChange change = extension.get();
      manifest =
          manifest.extended(
              change.clock().budgetKey(), change.before().amount(), change.now().amount());
    }
    isYoung = earlier.isEmpty() && !Files.exists(directory.config());
    lease.check();
    writeManifest(manifest);
  }

  /**
   * A power cut may leave an empty file of what was not forced to the disk. A young run has nothing
   * to lose by that, and is sealed by forcing all its files together.
   */
  private void writeManifest(Manifest written) throws IOException {
    if (isYoung) {
      written.writeUnforced(directory.manifestFile());
    } else {
      written.write(directory.manifestFile());
    }
  }

  /** From now on there is something that may be gone on with. */
  private void grow() throws IOException {
    if (isYoung) {
      isYoung = false;
      forceBeginning();
    }
  }

  private void forceBeginning() throws IOException {
    FileSync.force(
        Stream.of(directory.config(), directory.manifestFile()).filter(Files::exists).toList());
  }

  /** True if the run got to its end, false if it was stopped. */
  private boolean advance(Training training) throws IOException {
    long lastCheckpoint = System.nanoTime();
    long lastFlush = lastCheckpoint;
    while (!training.isFinished()) {
      if (lease.isLost()) {
        lease.check();
      }
      if (around.cancellation().isRequested()) {
        checkpoint(training);
        return false;
      }
      advanceOnce(training);
      around.observer().moved(run, training.position());
      long now = System.nanoTime();
      if (now - lastCheckpoint >= around.checkpointInterval().toNanos()
          && !training.isFinished()) { // what a run does at its end a longer one does not
        checkpoint(training);
        lastCheckpoint = System.nanoTime();
      } else if (now - lastFlush >= FLUSH_NANOS) {
        lease.check();
        grow();
        log.flush();
        lastFlush = now;
      }
    }
    return true;
  }

  private void advanceOnce(Training training) {
    try {
      training.advance();
    } catch (EnvironmentFaultException e) {
      throw new TrainingFailedException(
          String.format(
              Locale.ROOT,
              "%s, after %,d %ss of training",
              fault(e),
              training.position(),
              training.clock().label().replace('_', ' ')));
    }
  }

  private String fault(EnvironmentFaultException e) {
    return "environment '" + run.environmentName() + "' is at fault: " + e.getMessage();
  }

  private void checkpoint(Training training) throws IOException {
    lease.check();
    grow();
    if (training.isResumable()) {
      checkpoints.save(training.position(), log, training);
      around.observer().saved(run);
    } else {
      log.flush();
    }
  }

  private void keepTrace(Throwable failure) {
    try {
      lease.check();
      AtomicFile.write(
          directory.path().resolve(FAILURE_FILE), Throwables.getStackTraceAsString(failure));
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Writes how the run ended; the marker of a complete run after everything else. */
  private RunOutcome close(RunOutcome outcome) throws LeaseLostException {
    RunOutcome closed = outcome;
    try {
      closed = closeLog(outcome);
      if (closed.status() == RunStatus.COMPLETE) {
        compareWithShorter();
      }
      writeEnd(closed);
      if (closed.status() == RunStatus.COMPLETE) {
        directory.complete(log.fingerprints(), lease);
        clearCheckpoints();
      }
      return closed;
    } catch (LeaseLostException e) {
      throw e;
    } catch (IOException e) {
      if (closed.status() != RunStatus.FAILED && around.patience().forgives(run)) {
        return stalled(e);
      }
      RunOutcome failed =
          closed.failedAlso("the end of the run could not be written: " + ioMessage(e));
      try {
        writeEnd(failed);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      return failed;
    }
  }

  /** A run that was extended has repeated what it did before, or says where it has not. */
  private void compareWithShorter() throws IOException {
    Optional<RunDirectory> shorter = directory.keptShorter();
    if (shorter.isEmpty() || manifest.extensions().isEmpty()) {
      return;
    }
    Optional<BudgetChange> change =
        BudgetChange.between(Files.readString(shorter.get().config()), run);
    if (change.isEmpty()) {
      return; // it was made with other settings, and has nothing to do with this run
    }
    Optional<String> difference =
        Verification.firstDifference(shorter.get(), directory, change.get().before().amount());
    if (difference.isPresent()) {
      manifest = manifest.differing(difference.get());
      around
          .observer()
          .noted(
              run,
              "extended "
                  + change.get().words()
                  + ", it did not repeat what is in "
                  + shorter.get().path()
                  + ": "
                  + difference.get());
    }
  }

  private void clearCheckpoints() throws IOException {
    if (around.keepCheckpoint()) {
      checkpoints.keepNewest();
    } else {
      checkpoints.clear();
    }
  }

  private void writeEnd(RunOutcome outcome) throws IOException {
    if (manifest != null) {
      lease.check();
      double seconds = secondsBefore + (System.nanoTime() - startNanos) / 1e9;
      if (outcome.status() != RunStatus.COMPLETE) {
        grow(); // nobody forces its files later
      }
      writeManifest(
          around
              .machine()
              .atEnd(manifest)
              .ended(
                  outcome.status(),
                  outcome.message(),
                  MachineFacts.time(around.clock().instant()),
                  seconds));
    }
  }

  private RunOutcome closeLog(RunOutcome outcome) throws IOException {
    try {
      lease.check();
      log.close();
      return outcome;
    } catch (LeaseLostException e) {
      throw e;
    } catch (IOException e) {
      if (outcome.status() != RunStatus.FAILED && !around.patience().isNone()) {
        throw e; // the run may be tried again
      }
      // A run that failed because its files could not be written fails here once more.
      return outcome.status() == RunStatus.FAILED
          ? outcome
          : outcome.failedAlso("its metrics could not be written: " + ioMessage(e));
    }
  }

  private RunOutcome abandoned(LeaseLostException why) {
    abandonLog(why);
    return RunOutcome.of(RunStatus.RUNNING, why.getMessage());
  }

  /** Leaves everything as a kill would: what the folder takes from now on is not to be trusted. */
  private RunOutcome stalled(Exception why) {
    abandonLog(why);
    return RunOutcome.stalled(fileProblem(why));
  }

  private void abandonLog(Exception why) {
    try {
      log.abandon();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
