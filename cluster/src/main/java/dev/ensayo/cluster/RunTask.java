package dev.ensayo.cluster;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.ensayo.core.parallel.Workers;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.experiments.launch.RunEvent;
import dev.ensayo.experiments.launch.RunOrder;
import dev.ensayo.experiments.launch.RunWorker;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.experiments.run.RunOutcome;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;

/**
 * Makes a run in an executor: in the folder of the study where that is seen, with lease,
 * checkpoints and all, else in a folder for the moment, whose files are part of the result. A run
 * that fails is a result, too.
 */
final class RunTask implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double NANOS_PER_SECOND = 1e9;

  /** One for all tasks of an executor: it knows the plugins, and which leases it has seen. */
  private static final Supplier<RunWorker> WORKER = Suppliers.memoize(RunWorker::ofClassPath);

  private final NewsAccumulator news;

  RunTask(NewsAccumulator news) {
    this.news = news;
  }

  /** What carries runs out in this process. */
  static RunWorker worker() {
    return WORKER.get();
  }

  private TaskResult call(TaskOrder order) throws IOException {
    return call(order, Workers.IN_THREADS);
  }

  /** Makes one after others in the same task, whose news are theirs alone. */
  TaskResult next(TaskOrder order) throws IOException {
    news.reset();
    return call(order);
  }

  /** The same, with workers from elsewhere where several train one model. */
  TaskResult call(TaskOrder order, Workers workers) throws IOException {
    long begun = System.nanoTime();
    if (order.folder().isSeenHere()) {
      return result(carryOut(order.run(), () -> {}, workers), null, begun);
    }
    if (order.startsFromOthers() && order.filesOfOthers().isEmpty()) {
      return result(null, null, begun);
    }
    news.addScratch();
    return inScratch(order, workers, begun);
  }

  private TaskResult inScratch(TaskOrder order, Workers workers, long begun) throws IOException {
    try (ScratchFolder folder = ScratchFolder.create("ensayo-run-")) {
      Path scratch = folder.path();
      Path run = scratch.resolve(order.nameOfRun());
      if (order.filesOfOthers().isPresent()) {
        FolderArchive.unpack(order.filesOfOthers().get(), "", scratch, "");
      }
      Optional<ShelvedRun> shelved =
          order
              .shelfIfAny()
              .map(shelf -> new ShelvedRun(shelf, order.nameOfRun(), run, this::note));
      shelved.ifPresent(ShelvedRun::fetch);
      Path lists = scratch.resolve("provenance");
      RunOutcome outcome =
          carryOut(
              order.run().in(run.toString(), run.toString(), lists.toString()),
              () -> shelved.ifPresent(ShelvedRun::keep),
              workers);
      Map<String, Path> folders = new LinkedHashMap<>();
      folders.put(TaskResult.PROVENANCE, lists);
      folders.put(TaskResult.RUN, run);
      byte[] files = outcome.status() == RunStatus.INTERRUPTED ? null : FolderArchive.pack(folders);
      return result(outcome, files, begun);
    }
  }

  private TaskResult result(RunOutcome outcome, byte[] files, long begun) {
    double seconds = (System.nanoTime() - begun) / NANOS_PER_SECOND;
    return new TaskResult(outcome, news.value(), ExecutorMachine.here(), files, seconds);
  }

  private void note(String what) {
    news.add(new RunEvent.Noted(what));
  }

  /**
   * @param saving called when the run has written a checkpoint
   */
  private RunOutcome carryOut(RunOrder order, Runnable saving, Workers workers) {
    TaskContext task = TaskContext.get();
    Cancellation cancellation = new Cancellation();
    RunObserver telling = RunEvent.sending(news::add);
    return WORKER
        .get()
        .carryOut(order, cancellation, new Listening(telling, saving, task, cancellation), workers);
  }

  /** Tells how the run gets on, and hears between two slices of it whether it is to stop. */
  private record Listening(
      RunObserver next, Runnable saving, TaskContext task, Cancellation cancellation)
      implements RunObserver {
    private void listen() {
      if (task.isInterrupted()) {
        cancellation.request();
      }
    }

    @Override
    public void started(RunPlan run, long position, long end) {
      listen();
      next.started(run, position, end);
    }

    @Override
    public void moved(RunPlan run, long position) {
      listen();
      next.moved(run, position);
    }

    @Override
    public void testing(RunPlan run, double share) {
      next.testing(run, share);
    }

    @Override
    public void saved(RunPlan run) {
      saving.run();
      next.saved(run);
    }

    @Override
    public void kept(RunPlan run) {
      next.kept(run);
    }

    @Override
    public void elsewhere(RunPlan run, String who) {
      next.elsewhere(run, who);
    }

    @Override
    public void noted(RunPlan run, String what) {
      next.noted(run, what);
    }

    @Override
    public void ended(RunPlan run, RunStatus status, String message) {
      next.ended(run, status, message);
    }
  }
}
