package dev.ensayo.experiments.cli;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.lease.LeaseTiming;
import dev.ensayo.core.plugin.RunService;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.experiments.launch.RunOrder;
import dev.ensayo.experiments.launch.RunWorker;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.RunObserver;
import dev.ensayo.experiments.run.RunOutcome;
import dev.ensayo.experiments.run.StoragePatience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Makes runs in this process, with all that this installation has. */
public final class InstalledRuns implements RunService {
  private static final Duration CHECKPOINTS = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final long LOOK_MILLIS = 100;

  @Override
  public Path study(String name) {
    try {
      return StudyShelf.ofInstallation().find(name);
    } catch (WrongInputException e) {
      throw new InvalidSettingException("study", e.getMessage());
    }
  }

  @Override
  public Result make(String configuration, Path folder, Path provenance, BooleanSupplier stop)
      throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    Optional<Manifest> before = directory.manifest();
    String place = folder.toAbsolutePath().toString();
    RunOrder order =
        new RunOrder(
            configuration,
            place,
            place,
            provenance.toAbsolutePath().toString(),
            before.map(Manifest::sessions).orElse(0),
            false,
            CHECKPOINTS.toNanos(),
            false,
            LeaseTiming.STANDARD.beat().toNanos(),
            LeaseTiming.STANDARD.expiry().toNanos());
    Cancellation cancellation = new Cancellation();
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(InstalledRuns::look);
    // What a disk does is no fault of the run's: who asked for it may try again.
    StoragePatience patience = new StoragePatience(PATIENCE, System::nanoTime);
    try (RunWorker worker = RunWorker.ofClassPath().withPatience(patience)) {
      ScheduledFuture<?> looks =
          watch.scheduleWithFixedDelay(
              () -> request(cancellation, stop), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      RunOutcome outcome = worker.carryOut(order, cancellation, RunObserver.NONE);
      looks.cancel(false);
      return new Result(outcome.status(), outcome.message());
    } finally {
      watch.shutdownNow();
    }
  }

  private static Thread look(Runnable task) {
    Thread thread = new Thread(task, "stop-watch");
    thread.setDaemon(true);
    return thread;
  }

  private static void request(Cancellation cancellation, BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      cancellation.request();
    }
  }
}
