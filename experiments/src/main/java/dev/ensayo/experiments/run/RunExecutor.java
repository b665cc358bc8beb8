package dev.ensayo.experiments.run;

import com.google.common.base.Throwables;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.ensayo.core.checkpoint.CheckpointStore;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.YamlWriter;
import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes one run: starts or resumes it, saves it now and then, and leaves its folder in one of the
 * states that {@link RunStatus} names, whatever happens.
 */
public final class RunExecutor {
  private static final long FLUSH_NANOS = Duration.ofSeconds(1).toNanos();

  /** Where the trace of an unexpected failure goes, in the run's folder. */
  static final String FAILURE_FILE = "failure.txt";

  private final MachineFacts machine;
  private final Duration checkpointInterval;
  private final Cancellation cancellation;
  private final RunObserver observer;
  private final InstantSource clock;

  /**
   * @param checkpointInterval wall-clock time between checkpoints; they change no result
   */
  public RunExecutor(
      MachineFacts machine,
      Duration checkpointInterval,
      Cancellation cancellation,
      RunObserver observer,
      InstantSource clock) {
    this.machine = machine;
    this.checkpointInterval = checkpointInterval;
    this.cancellation = cancellation;
    this.observer = observer;
    this.clock = clock;
  }

  /** Makes the run, or what is left of it, and says how it ended. Never throws for a failed run. */
  public RunStatus execute(RunPlan run, RunDirectory directory) {
    return execute(run, directory, directory);
  }

  /**
   * The same, starting from runs that lie beside another folder.
   *
   * @param among a run of the same study and seed; what the run starts from is looked for beside it
   */
  public RunStatus execute(RunPlan run, RunDirectory directory, RunDirectory among) {
    if (directory.isComplete()) {
      observer.kept(run);
      return RunStatus.COMPLETE;
    }
    Session session = new Session(run, directory, among);
    RunStatus status;
    String message = "";
    try {
      status = session.carryOut();
    } catch (TrainingFailedException | InvalidSettingException e) {
      status = RunStatus.FAILED;
      message = e.getMessage();
    } catch (IOException | UncheckedIOException e) {
      status = RunStatus.FAILED;
      message = "a file could not be read or written: " + ioMessage(e);
    } catch (OutOfMemoryError e) {
      status = RunStatus.FAILED;
      message =
          "out of memory: " + e.getMessage() + "; give Java more with ENSAYO_JAVA_OPTIONS=-Xmx…";
    } catch (RuntimeException | LinkageError e) {
      status = RunStatus.FAILED;
      message = e.getClass().getSimpleName() + ": " + e.getMessage() + "; see " + FAILURE_FILE;
      session.keepTrace(e);
    }
    Ending ending = session.close(new Ending(status, message));
    observer.ended(run, ending.status(), ending.message());
    return ending.status();
  }

  /** How a run ended, and why if it failed. */
  private record Ending(RunStatus status, String message) {
    Ending failedAlso(String why) {
      return new Ending(RunStatus.FAILED, message.isEmpty() ? why : message + "; " + why);
    }
  }

  private static String ioMessage(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    String kind =
        cause.getClass() == IOException.class ? "" : cause.getClass().getSimpleName() + ": ";
    return kind + cause.getMessage();
  }

  /** One start of a run, from where it was left to its end or to the next stop. */
  private final class Session {
    private final RunPlan run;
    private final RunDirectory directory;
    private final RunDirectory among;
    private final RunLog log;
    private final CheckpointStore checkpoints;
    private final long startNanos = System.nanoTime();
    private Manifest manifest;
    private double secondsBefore;

    Session(RunPlan run, RunDirectory directory, RunDirectory among) {
      this.run = run;
      this.directory = directory;
      this.among = among;
      this.log = new RunLog(directory);
      this.checkpoints = new CheckpointStore(directory.checkpoints());
    }

    RunStatus carryOut() throws IOException {
      Files.createDirectories(directory.path());
      AtomicFile.write(directory.config(), YamlWriter.write(run.resolved()));
      Files.deleteIfExists(directory.path().resolve(FAILURE_FILE));
      EnvironmentSource source = run.openEnvironment();
      startManifest(source);
      checkRequiredRuns();
      try (Training training =
          run.start(
              source, log.metrics(), log.timings(), variant -> among.sibling(variant).path())) {
        if (!training.isResumable() || checkpoints.restoreNewest(log, training).isEmpty()) {
          log.start();
        }
        observer.started(run, training.position(), training.end());
        if (!advance(training)) {
          return RunStatus.INTERRUPTED;
        }
        training.writeModel(directory.path());
        directory.exhibits().write(training.exhibits());
      }
      log.sync();
      return RunStatus.COMPLETE;
    }

    private void checkRequiredRuns() throws IOException {
      for (String variant : run.requiredVariants()) {
        RunDirectory required = among.sibling(variant);
        if (!required.isComplete()) {
          String why = required.manifest().map(Manifest::failure).orElse("");
          throw new TrainingFailedException(
              "it starts from variant '"
                  + variant
                  + "' with seed "
                  + run.seed()
                  + ", which has not finished: "
                  + (why.isEmpty() ? "there is no COMPLETE in " + required.path() : why));
        }
      }
    }

    private void startManifest(EnvironmentSource source) throws IOException {
      Manifest now = machine.manifest(run, source, clock.instant());
      Optional<Manifest> earlier = directory.manifest();
      secondsBefore = earlier.map(Manifest::seconds).orElse(0.0);
      manifest = earlier.map(m -> m.resumed(now)).orElse(now);
      manifest.write(directory.manifestFile());
    }

    /** True if the run got to its end, false if it was stopped. */
    private boolean advance(Training training) throws IOException {
      long lastCheckpoint = System.nanoTime();
      long lastFlush = lastCheckpoint;
      while (!training.isFinished()) {
        if (cancellation.isRequested()) {
          checkpoint(training);
          return false;
        }
        advanceOnce(training);
        observer.moved(run, training.position());
        long now = System.nanoTime();
        if (now - lastCheckpoint >= checkpointInterval.toNanos()) {
          checkpoint(training);
          lastCheckpoint = System.nanoTime();
        } else if (now - lastFlush >= FLUSH_NANOS) {
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
                "environment '%s' is at fault: %s, after %,d %ss of training",
                run.environmentName(),
                e.getMessage(),
                training.position(),
                training.clock().label().replace('_', ' ')));
      }
    }

    private void checkpoint(Training training) throws IOException {
      if (training.isResumable()) {
        checkpoints.save(training.position(), log, training);
      } else {
        log.flush();
      }
    }

    void keepTrace(Throwable failure) {
      try {
        AtomicFile.write(
            directory.path().resolve(FAILURE_FILE), Throwables.getStackTraceAsString(failure));
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }

    /** Writes how the run ended; the marker of a complete run after everything else. */
    Ending close(Ending ending) {
      Ending closed = closeLog(ending);
      try {
        if (manifest != null) {
          double seconds = secondsBefore + (System.nanoTime() - startNanos) / 1e9;
          manifest
              .ended(closed.status(), closed.message(), MachineFacts.time(clock.instant()), seconds)
              .write(directory.manifestFile());
        }
        if (closed.status() == RunStatus.COMPLETE) {
          AtomicFile.write(directory.completeMarker(), completeText());
          checkpoints.clear();
        }
        return closed;
      } catch (IOException e) {
        return closed.failedAlso("the end of the run could not be written: " + ioMessage(e));
      }
    }

    private Ending closeLog(Ending ending) {
      try {
        log.close();
        return ending;
      } catch (IOException e) {
        // A run that failed because its files could not be written fails here once more.
        return ending.status() == RunStatus.FAILED
            ? ending
            : ending.failedAlso("its metrics could not be written: " + ioMessage(e));
      }
    }

    private String completeText() throws IOException {
      Path metrics = directory.metricsFile();
      return "metrics.csv sha256 " + MoreFiles.asByteSource(metrics).hash(Hashing.sha256()) + "\n";
    }
  }
}
