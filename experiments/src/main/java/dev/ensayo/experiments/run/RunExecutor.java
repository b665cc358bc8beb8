package dev.ensayo.experiments.run;

import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.lease.Lease;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.parallel.Workers;
import dev.ensayo.core.rundir.Damage;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.BudgetChange;
import dev.ensayo.core.study.RunPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes one run, if no other process is at it: starts or resumes it, saves it now and then, and
 * leaves its folder in one of the states that {@link RunStatus} names, whatever happens.
 */
public final class RunExecutor {
  private final LeaseKeeper leases;
  private final RunObserver observer;
  private final RunSession.Surroundings surroundings;

  /**
   * @param leases how runs are taken
   * @param checkpointInterval wall-clock time between checkpoints; they change no result
   */
  public RunExecutor(
      MachineFacts machine,
      LeaseKeeper leases,
      Duration checkpointInterval,
      Cancellation cancellation,
      RunObserver observer,
      InstantSource clock) {
    this(machine, leases, checkpointInterval, false, cancellation, observer, clock);
  }

  /**
   * @param leases how runs are taken
   * @param checkpointInterval wall-clock time between checkpoints; they change no result
   * @param keepCheckpoint whether finished runs keep their last checkpoint, to be extended from
   *     there
   */
  public RunExecutor(
      MachineFacts machine,
      LeaseKeeper leases,
      Duration checkpointInterval,
      boolean keepCheckpoint,
      Cancellation cancellation,
      RunObserver observer,
      InstantSource clock) {
    this.leases = leases;
    this.observer = observer;
    this.surroundings =
        new RunSession.Surroundings(
            machine,
            checkpointInterval,
            keepCheckpoint,
            cancellation,
            observer,
            clock,
            StoragePatience.NONE,
            Workers.IN_THREADS);
  }

  private RunExecutor(LeaseKeeper leases, RunSession.Surroundings surroundings) {
    this.leases = leases;
    this.observer = surroundings.observer();
    this.surroundings = surroundings;
  }

  /**
   * One that, where a folder fails for a while, says that the run is {@link RunStatus#RUNNING} with
   * nobody known to live: it is to be tried again.
   */
  public RunExecutor withPatience(StoragePatience patience) {
    return new RunExecutor(leases, surroundings.with(patience));
  }

  /**
   * One whose runs get their workers, where several train one model, from elsewhere; a run that
   * loses one is {@link RunStatus#RUNNING} with nobody known to live.
   */
  public RunExecutor with(Workers workers) {
    return new RunExecutor(leases, surroundings.with(workers));
  }

  /**
   * Makes the run, or what is left of it, and says how it ended; {@link RunStatus#RUNNING} if
   * another process is at it. Never throws for a failed run.
   */
  public RunStatus execute(RunPlan run, RunDirectory directory) {
    return execute(run, directory, directory);
  }

  /**
   * The same, starting from runs that lie beside another folder.
   *
   * @param among a run of the same study and seed; what the run starts from is looked for beside it
   */
  public RunStatus execute(RunPlan run, RunDirectory directory, RunDirectory among) {
    return execute(Assignment.of(run, directory, among)).status();
  }

  /**
   * Makes the run, or what is left of it. Never throws for a failed run. May be called by several
   * threads at a time.
   *
   * @return how it ended; {@link RunStatus#RUNNING} with who it is, if another process is at it
   */
  public RunOutcome execute(Assignment assignment) {
    RunDirectory directory = assignment.directory();
    try {
      if (isKept(assignment, FoundRun.in(directory))) {
        return kept(assignment);
      }
      Files.createDirectories(directory.path());
      LeaseKeeper.Attempt attempt = leases.tryTake(directory.path());
      if (attempt.lease().isEmpty()) {
        return RunOutcome.elsewhere(attempt);
      }
      Lease lease = attempt.lease().get();
      try {
        return execute(assignment, lease);
      } finally {
        lease.release();
      }
    } catch (IOException | UncheckedIOException e) {
      return surroundings.patience().forgives(assignment.run())
          ? RunOutcome.stalled(RunSession.fileProblem(e))
          : ended(assignment, RunOutcome.of(RunStatus.FAILED, RunSession.fileProblem(e)));
    }
  }

  /**
   * Slots in which the calling threads themselves make the runs.
   *
   * @param count how many, at least 1
   */
  public RunSlots slots(int count) {
    return new RunSlots() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public RunOutcome launch(Assignment assignment) {
        return execute(assignment);
      }
    };
  }

  private RunOutcome execute(Assignment assignment, Lease lease) throws IOException {
    // Once more: until the run was taken, another process may have been at it.
    FoundRun found = FoundRun.inTaken(assignment.directory());
    if (isKept(assignment, found)) {
      lease.remove();
      return kept(assignment);
    }
    Optional<Manifest> manifest = found.manifest();
    if (found.state() == RunState.FAILED
        && manifest.orElseThrow().sessions() > assignment.sessionsBefore()) {
      return ended(assignment, RunOutcome.of(RunStatus.FAILED, found.reason()));
    }
    Optional<Damage> damage = damage(assignment, found);
    if (damage.isPresent()) {
      Path aside = assignment.directory().putAside(RunDirectory.Aside.DAMAGED);
      observer.noted(
          assignment.run(),
          "it was damaged (" + damage.get() + ") and is made again; what was there is in " + aside);
    }
    AtomicFile.deleteParts(assignment.directory().path());
    Optional<BudgetChange> extension =
        damage.isPresent() ? Optional.empty() : extension(assignment.run(), found);
    if (extension.isPresent()) {
      prepare(assignment, extension.get(), found);
    } else if (found.state() != RunState.WAITING && isOfOtherSettings(assignment.run(), found)) {
      Path aside = assignment.directory().putAside(RunDirectory.Aside.REPLACED);
      observer.noted(
          assignment.run(),
          "its settings were corrected, so it begins anew; what was there is in " + aside);
    }
    RunOutcome outcome = new RunSession(assignment, extension, lease, surroundings).carryOut();
    if (outcome.status() == RunStatus.COMPLETE) {
      lease.remove();
    }
    return outcome.status() == RunStatus.RUNNING ? outcome : ended(assignment, outcome);
  }

  /** The budget it had and is to have, if it may go on from where it is. */
  private static Optional<BudgetChange> extension(RunPlan run, FoundRun found) {
    return run.lengthDependences().isEmpty()
        ? BudgetChange.between(found.config(), run).filter(BudgetChange::isLonger)
        : Optional.empty();
  }

  /** Makes a run that is to be extended one that was stopped before its end. */
  private void prepare(Assignment assignment, BudgetChange extension, FoundRun found)
      throws IOException {
    String kept = "";
    if (found.isComplete()) {
      kept = "; what was there is in " + assignment.directory().keepShorter();
    }
    observer.noted(assignment.run(), "it is extended " + extension.words() + kept);
  }

  /** Whether it was begun with settings that the study no longer has; it did not finish. */
  private static boolean isOfOtherSettings(RunPlan run, FoundRun found) {
    return !found.isComplete() && !found.config().isEmpty() && !run.isDescribedBy(found.config());
  }

  private static boolean isKept(Assignment assignment, FoundRun found) throws IOException {
    return found.isComplete()
        && damage(assignment, found).isEmpty()
        && extension(assignment.run(), found).isEmpty();
  }

  private static Optional<Damage> damage(Assignment assignment, FoundRun found) throws IOException {
    return found.isComplete() && assignment.modelNeeded() ? found.damageOfModel() : found.damage();
  }

  private RunOutcome kept(Assignment assignment) {
    observer.kept(assignment.run());
    return RunOutcome.of(RunStatus.COMPLETE, "");
  }

  private RunOutcome ended(Assignment assignment, RunOutcome outcome) {
    observer.ended(assignment.run(), outcome.status(), outcome.message());
    return outcome;
  }
}
