package dev.ensayo.experiments.run;

import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
   * Makes all runs, each after those it starts from; a failed one stops none but what starts from
   * it.
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
      Map<RunName, CompletableFuture<Optional<RunStatus>>> results = new LinkedHashMap<>();
      Map<RunName, RunPlan> plans = new LinkedHashMap<>();
      runs.forEach(run -> plans.put(new RunName(run.variant(), run.seed()), run));
      for (RunName name : plans.keySet()) {
        Future<?> unused = submit(name, plans, directory, pool, results);
      }
      for (CompletableFuture<Optional<RunStatus>> result : results.values()) {
        result.get().ifPresent(status -> counts.merge(status, 1, Integer::sum));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run ended outside its executor", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return counts;
  }

  private record RunName(String variant, long seed) {}

  /** Hands a run to the pool once those it starts from have ended. */
  private CompletableFuture<Optional<RunStatus>> submit(
      RunName name,
      Map<RunName, RunPlan> plans,
      StudyDirectory directory,
      ExecutorService pool,
      Map<RunName, CompletableFuture<Optional<RunStatus>>> results) {
    CompletableFuture<Optional<RunStatus>> known = results.get(name);
    if (known != null) {
      return known;
    }
    RunPlan run = plans.get(name);
    CompletableFuture<?>[] required =
        run.requiredVariants().stream()
            .map(variant -> new RunName(variant, name.seed()))
            .filter(plans::containsKey) // one that was not asked for may lie there, finished
            .map(source -> submit(source, plans, directory, pool, results))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Optional<RunStatus>> result =
        CompletableFuture.allOf(required).thenApplyAsync(ended -> execute(run, directory), pool);
    results.put(name, result);
    return result;
  }

  /** Empty for a run that a stop kept from starting. */
  private Optional<RunStatus> execute(RunPlan run, StudyDirectory directory) {
    return cancellation.isRequested()
        ? Optional.empty()
        : Optional.of(executor.execute(run, directory.run(run.variant(), run.seed())));
  }
}
