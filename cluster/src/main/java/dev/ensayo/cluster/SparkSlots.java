package dev.ensayo.cluster;

import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.launch.LaunchContext;
import dev.ensayo.experiments.launch.RunOrder;
import dev.ensayo.experiments.run.Assignment;
import dev.ensayo.experiments.run.RunOutcome;
import dev.ensayo.experiments.run.RunSlots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Makes the runs of one study as tasks of Spark. There are more slots than most clusters have
 * cores: what no core is free for waits in the {@link SparkQueue}, and executors that come later
 * take from it.
 *
 * <p>A run whose executor is lost is given out again, from its last checkpoint. One that has lost
 * two is only given out while no other such run is: whoever takes its executor along is then found
 * out, and a run that was merely beside it ends well.
 */
final class SparkSlots implements RunSlots {
  /** So often may a run lose its executor; as Spark's own {@code spark.task.maxFailures}. */
  static final int MOST_LOSSES = 4;

  /** A run that has lost so many is suspected. */
  private static final int SUSPICIOUS = 2;

  private static final int MOST_SLOTS = 512;

  private final FlightDesk desk;
  private final LaunchContext context;
  private final FolderToken token;
  private final Optional<CheckpointShelf> shelf;
  private final ReturnedFiles returned;
  private final StudyNotes notes;
  private final Semaphore suspects = new Semaphore(1, true);

  /**
   * @param shelf where runs are kept on their way whose executors do not see the study's folder
   */
  SparkSlots(
      FlightDesk desk,
      LaunchContext context,
      FolderToken token,
      String master,
      Optional<CheckpointShelf> shelf) {
    this.desk = desk;
    this.context = context;
    this.token = token;
    this.shelf = shelf;
    this.returned = new ReturnedFiles(context);
    this.notes =
        new StudyNotes(
            context.observer(),
            context.directory().path(),
            master,
            shelf.map(kept -> kept.there().url()));
  }

  @Override
  public int count() {
    return context.askedJobs().orElse(MOST_SLOTS);
  }

  @Override
  public RunOutcome launch(Assignment assignment) throws InterruptedException {
    try {
      return isKept(assignment) ? kept(assignment) : make(assignment);
    } catch (IOException e) {
      return ended(
          assignment,
          RunOutcome.of(
              RunStatus.FAILED, "a file could not be read or written: " + e.getMessage()));
    }
  }

  /** Whether there is nothing to do, as far as can be told without making the run. */
  private static boolean isKept(Assignment assignment) throws IOException {
    FoundRun found = FoundRun.in(assignment.directory());
    return found.isComplete()
        && assignment.run().isDescribedBy(found.config())
        && (assignment.modelNeeded() ? found.damageOfModel() : found.damage()).isEmpty();
  }

  private RunOutcome kept(Assignment assignment) {
    context.observer().kept(assignment.run());
    return RunOutcome.of(RunStatus.COMPLETE, "");
  }

  private RunOutcome make(Assignment assignment) throws IOException, InterruptedException {
    RunPlan run = assignment.run();
    TaskOrder order =
        new TaskOrder(
            RunOrder.of(assignment, context),
            token,
            !run.requiredVariants().isEmpty(),
            run.workers(),
            shelf);
    int losses = 0;
    boolean alone = order.workers() > 1 || order.startsFromOthers();
    while (!context.cancellation().isRequested()) {
      Optional<RunOutcome> holder = Holders.of(assignment.directory().path(), context.leases());
      if (holder.isPresent()) {
        if (losses == 0 || holder.get().holderLives()) {
          return holder.get();
        }
        // Of a lost executor: it may still be alive, where only the network is not.
        Thread.sleep(context.leases().timing().beat().toMillis());
        continue;
      }
      RunFlight flight = new RunFlight(run, context.observer(), notes::scratch);
      Attempt attempt = fly(new Booking(order, flight, alone), losses);
      alone = true;
      if (attempt instanceof Attempt.Landed landed) {
        if (!landed.result().asksForFiles()) {
          return landed(assignment, landed.result(), flight, order.nameOfRun());
        }
        order = order.with(filesOfOthers(assignment));
      } else if (attempt instanceof Attempt.Lost lost) {
        losses++;
        if (losses == MOST_LOSSES) {
          return poisoned(assignment, lost);
        }
        notes.lost(run, lost, flight.isInScratch());
      } else if (attempt instanceof Attempt.NoPlace found) {
        return ended(
            assignment,
            RunOutcome.of(RunStatus.FAILED, notes.noPlace(run.workers(), found.places())));
      } else if (attempt instanceof Attempt.NoSpark) {
        return ended(assignment, RunOutcome.of(RunStatus.FAILED, notes.noSpark()));
      } else if (attempt instanceof Attempt.CalledOff) {
        return calledOff(assignment);
      } // else it was not made: it is given out again
    }
    return calledOff(assignment);
  }

  private Attempt fly(Booking booking, int losses) throws InterruptedException {
    boolean suspected = losses >= SUSPICIOUS;
    if (suspected) {
      suspects.acquire();
    }
    try {
      return desk.fly(
          booking,
          context.cancellation()::isRequested,
          () -> notes.waiting(booking.flight(), desk.anyTask()));
    } finally {
      if (suspected) {
        suspects.release();
      }
    }
  }

  private RunOutcome landed(
      Assignment assignment, TaskResult result, RunFlight flight, String name) {
    notes.landed(flight, result.machine());
    RunOutcome outcome =
        result.filesOfRun().isPresent()
            ? returned.place(assignment, result.outcome(), result.filesOfRun().get())
            : result.outcome();
    if (outcome.status() == RunStatus.COMPLETE && result.filesOfRun().isPresent()) {
      clearShelf(assignment.run(), name);
    }
    return outcome.status() == RunStatus.RUNNING || flight.wasKept()
        ? outcome
        : ended(assignment, outcome);
  }

  private void clearShelf(RunPlan run, String name) {
    try {
      if (shelf.isPresent()) {
        shelf.get().clear(name);
      }
    } catch (IOException | RuntimeException e) {
      context
          .observer()
          .noted(run, "what was kept of it stays in " + shelf.get().there().url() + ": " + e);
    }
  }

  /** How a run that was called off stands: its executor had time to save it. */
  private RunOutcome calledOff(Assignment assignment) throws IOException {
    return ended(
        assignment,
        RunOutcome.of(
            FoundRun.in(assignment.directory()).isComplete()
                ? RunStatus.COMPLETE
                : RunStatus.INTERRUPTED,
            ""));
  }

  /** Writes down that the run failed; its executors could not. */
  private RunOutcome poisoned(Assignment assignment, Attempt.Lost last)
      throws IOException, InterruptedException {
    String why =
        "the executor was lost each of the "
            + MOST_LOSSES
            + " times that it was given to one; last, "
            + last.where()
            + ": "
            + last.why();
    return ended(assignment, returned.fail(assignment, why));
  }

  private RunOutcome ended(Assignment assignment, RunOutcome outcome) {
    context.observer().ended(assignment.run(), outcome.status(), outcome.message());
    return outcome;
  }

  private static byte[] filesOfOthers(Assignment assignment) throws IOException {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String variant : assignment.run().requiredVariants()) {
      RunDirectory other = assignment.among().sibling(variant);
      folders.put(variant + "/" + other.path().getFileName() + "/", other.path());
    }
    return FolderArchive.pack(folders);
  }

  @Override
  public void close() {
    token.remove();
  }
}
