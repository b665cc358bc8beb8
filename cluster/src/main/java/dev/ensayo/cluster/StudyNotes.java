package dev.ensayo.cluster;

import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.results.markup.Figures;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What is worth a word while a study runs on Spark; most of it once. Used by several threads. */
final class StudyNotes {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double PATIENCE_SECONDS = 60;

  private final RunObserver observer;
  private final Path folder;
  private final String master;
  private final Optional<String> shelf;
  private final Stragglers stragglers = new Stragglers();
  private final ExecutorMachine here = ExecutorMachine.here();
  private final Set<ExecutorMachine> others = new HashSet<>();
  private final long begun = System.nanoTime();
  private boolean saidScratch;
  private boolean saidWaiting;

  /**
   * @param folder of the study
   * @param master as the user names it
   * @param shelf where runs are kept that are made elsewhere
   */
  StudyNotes(RunObserver observer, Path folder, String master, Optional<String> shelf) {
    this.shelf = shelf;
    this.observer = observer;
    this.folder = folder;
    this.master = master;
  }

  /** A run is made in a folder that only its executor sees. */
  synchronized void scratch(RunPlan run) {
    if (!saidScratch) {
      saidScratch = true;
      observer.noted(
          run,
          "its executor cannot see "
              + folder
              + ": such runs are made in a folder there, "
              + shelf.map(url -> "with checkpoints in " + url).orElse("without checkpoints here")
              + ", and their files come back when they end; if the executor is lost, they "
              + (shelf.isPresent() ? "go on from the last" : "begin anew"));
    }
  }

  /**
   * A run has not ended yet.
   *
   * @param anyTask whether an executor has ever begun a task
   */
  synchronized void waiting(RunFlight flight, boolean anyTask) {
    if (!anyTask
        && !saidWaiting
        && (System.nanoTime() - begun) / NANOS_PER_SECOND > PATIENCE_SECONDS) {
      saidWaiting = true;
      observer.noted(
          flight.run(),
          "still waiting: "
              + master
              + " has given no executor yet; it may be busy, have no worker, or none with the cores"
              + " and the memory that are asked for");
    }
    OptionalDouble seconds = flight.seconds();
    if (seconds.isPresent()) {
      OptionalDouble usual = stragglers.look(flight.run(), seconds.getAsDouble());
      if (usual.isPresent()) {
        observer.noted(
            flight.run(),
            "slow: it has taken "
                + Figures.duration(seconds.getAsDouble())
                + " so far, where others of the variant took "
                + Figures.duration(usual.getAsDouble())
                + "; it is with "
                + flight.place().orElse("nobody"));
      }
    }
  }

  /** A task has come to its end. */
  synchronized void landed(RunFlight flight, ExecutorMachine machine) {
    flight.seconds().ifPresent(seconds -> stragglers.ended(flight.run(), seconds));
    if (!machine.equals(here) && others.add(machine)) {
      observer.noted(
          flight.run(),
          "made with "
              + machine.words()
              + ", and the study was started with "
              + here.words()
              + ": the last digits may differ from those made here; manifests say which is which");
    }
  }

  void lost(RunPlan run, Attempt.Lost lost, boolean inScratch) {
    observer.noted(
        run,
        lost.where()
            + " was lost ("
            + lost.why()
            + "); the run "
            + (inScratch && shelf.isEmpty() ? "begins anew" : "goes on from its last checkpoint")
            + " elsewhere");
  }

  /** Why a run fails whose workers have no place beside each other. */
  String noPlace(int workers, int places) {
    return String.format(
        Locale.ROOT,
        "agent.training.workers is %d, each a task that needs a core at the same time, and the"
            + " executors of %s have %d in all; give Spark more, or take fewer workers",
        workers,
        master,
        places);
  }

  /** Why a run fails when Spark has ended under it. */
  String noSpark() {
    return "Spark at "
        + master
        + " has ended, or could start no executor, as the logs of its master and workers tell; go on"
        + " with --resume when it is there again";
  }
}
