package dev.ensayo.experiments.run;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the runs of a study side by side, each in one thread of its own. Other processes may be at
 * the same study, on this machine or on others: each takes the next run that nobody has.
 */
public final class StudyRunner {
  private final RunExecutor executor;
  private final Cancellation cancellation;
  private final RunObserver observer;
  private final Duration lookInterval;
  private final boolean waitsForOthers;

  /**
   * @param lookInterval how often a run that another process is at is looked at
   */
  public StudyRunner(
      RunExecutor executor,
      Cancellation cancellation,
      RunObserver observer,
      Duration lookInterval) {
    this(executor, cancellation, observer, lookInterval, false);
  }

  /**
   * @param lookInterval how often a run that another process is at is looked at
   * @param waitsForOthers whether to wait for runs that other processes are at, because what comes
   *     next depends on them
   */
  public StudyRunner(
      RunExecutor executor,
      Cancellation cancellation,
      RunObserver observer,
      Duration lookInterval,
      boolean waitsForOthers) {
    this.waitsForOthers = waitsForOthers;
    this.executor = executor;
    this.cancellation = cancellation;
    this.observer = observer;
    this.lookInterval = lookInterval;
  }

  /**
   * Makes all runs, each after those it starts from; a failed one stops none but what starts from
   * it. Returns when every run has ended or is with another process that was seen to live.
   *
   * @param jobs how many side by side, at least 1
   */
  public StudyOutcome run(List<RunPlan> runs, StudyDirectory directory, int jobs)
      throws InterruptedException {
    RunSchedule schedule =
        new RunSchedule(runs, lookInterval, cancellation, System::nanoTime, waitsForOthers);
    Map<RunPlan, Integer> sessions = sessions(runs, directory);
    AtomicInteger number = new AtomicInteger();
    int threads = Math.min(jobs, runs.size());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "run-" + number.incrementAndGet()));
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(
            pool.submit(
                () -> {
                  work(schedule, directory, sessions);
                  return null;
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run ended outside its executor", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return schedule.outcome(run -> whoIsAtIt(directory.run(run.variant(), run.seed())));
  }

  private static Optional<String> whoIsAtIt(RunDirectory run) {
    try {
      return run.isComplete()
          ? Optional.empty()
          : LeaseKeeper.holderOf(run.path()).map(holder -> "being run by " + holder.words());
    } catch (IOException e) {
      return Optional.empty(); // it will be found when somebody tries to make it
    }
  }

  private void work(
      RunSchedule schedule, StudyDirectory directory, Map<RunPlan, Integer> sessionsBefore)
      throws InterruptedException {
    Optional<RunPlan> next = schedule.take();
    while (next.isPresent()) {
      RunPlan run = next.get();
      RunOutcome outcome = execute(run, schedule, directory, sessionsBefore.get(run));
      if (outcome.status() != RunStatus.RUNNING) {
        schedule.ended(run, outcome.status());
      } else if (schedule.elsewhere(run, outcome.message(), outcome.holderLives())) {
        observer.elsewhere(run, outcome.message());
      }
      next = schedule.take();
    }
  }

  private RunOutcome execute(
      RunPlan run, RunSchedule schedule, StudyDirectory directory, int sessionsBefore) {
    boolean ended = false;
    try {
      RunDirectory folder = directory.run(run.variant(), run.seed());
      boolean modelNeeded =
          schedule.followers(run).stream().anyMatch(follower -> !isComplete(follower, directory));
      RunOutcome outcome =
          executor.execute(new Assignment(run, folder, folder, sessionsBefore, modelNeeded));
      ended = true;
      return outcome;
    } finally {
      if (!ended) {
        schedule.breakOff();
      }
    }
  }

  private static boolean isComplete(RunPlan run, StudyDirectory directory) {
    try {
      return FoundRun.in(directory.run(run.variant(), run.seed())).isComplete();
    } catch (IOException e) {
      return false;
    }
  }

  /** How many sessions each unfinished run has had so far. */
  private static Map<RunPlan, Integer> sessions(List<RunPlan> runs, StudyDirectory directory) {
    Map<RunPlan, Integer> sessions = new HashMap<>();
    for (RunPlan run : runs) {
      RunDirectory folder = directory.run(run.variant(), run.seed());
      sessions.put(run, folder.isComplete() ? 0 : sessions(folder));
    }
    return sessions;
  }

  private static int sessions(RunDirectory run) {
    try {
      return run.manifest().map(Manifest::sessions).orElse(0);
    } catch (IOException e) {
      return 0; // it cannot be read, so the run will be made anew
    }
  }
}
