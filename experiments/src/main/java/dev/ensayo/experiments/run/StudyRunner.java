package dev.ensayo.experiments.run;

import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.rundir.StudyDirectory;
import dev.ensayo.core.study.RunPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the runs of a study side by side, each in one thread of its own. */
public final class StudyRunner {
  private final RunExecutor executor;
  private final Cancellation cancellation;

  public StudyRunner(RunExecutor executor, Cancellation cancellation) {
    this.executor = executor;
    this.cancellation = cancellation;
  }

  /**
   * Makes all runs; a failed one does not stop the others.
   *
   * @param jobs how many side by side, at least 1
   * @return how many ended how; runs that a stop kept from starting are not counted
   */
  public Map<RunStatus, Integer> run(List<RunPlan> runs, StudyDirectory directory, int jobs)
      throws InterruptedException {
    AtomicInteger number = new AtomicInteger();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(jobs, runs.size()),
            task -> new Thread(task, "run-" + number.incrementAndGet()));
    Map<RunStatus, Integer> counts = new EnumMap<>(RunStatus.class);
    try {
      List<Future<RunStatus>> results = new ArrayList<>();
      for (RunPlan run : runs) {
        results.add(
            pool.submit(
                () ->
                    cancellation.isRequested()
                        ? null
                        : executor.execute(run, directory.run(run.variant(), run.seed()))));
      }
      for (Future<RunStatus> result : results) {
        RunStatus status = result.get();
        if (status != null) {
          counts.merge(status, 1, Integer::sum);
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run ended outside its executor", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return counts;
  }
}
