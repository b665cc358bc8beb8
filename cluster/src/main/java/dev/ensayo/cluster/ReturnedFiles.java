package dev.ensayo.cluster;

import dev.ensayo.core.lease.Lease;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.Manifest;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.experiments.launch.LaunchContext;
import dev.ensayo.experiments.run.Assignment;
import dev.ensayo.experiments.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Puts what an executor made in a folder of its own where it belongs. */
final class ReturnedFiles {
  private final LaunchContext context;

  ReturnedFiles(LaunchContext context) {
    this.context = context;
  }

  /**
   * Writes the files of a run, its marker last; what was there of an earlier attempt is put aside.
   *
   * @param archive as in a {@link TaskResult}
   * @return how the run stands now
   */
  RunOutcome place(Assignment assignment, RunOutcome outcome, byte[] archive) {
    RunDirectory directory = assignment.directory();
    try {
      Files.createDirectories(directory.path());
      LeaseKeeper.Attempt attempt = context.leases().tryTake(directory.path());
      if (attempt.lease().isEmpty()) {
        return RunOutcome.elsewhere(attempt);
      }
      Lease lease = attempt.lease().get();
      try {
        if (FoundRun.inTaken(directory).isComplete() && outcome.status() != RunStatus.COMPLETE) {
          return outcome; // another process has made it meanwhile
        }
        write(assignment, archive);
        if (outcome.status() == RunStatus.COMPLETE) {
          lease.remove();
        }
        return outcome;
      } finally {
        lease.release();
      }
    } catch (IOException e) {
      return RunOutcome.of(
          RunStatus.FAILED, "what came back of it could not be written: " + e.getMessage());
    }
  }

  private void write(Assignment assignment, byte[] archive) throws IOException {
    RunDirectory directory = assignment.directory();
    if (Files.exists(directory.manifestFile())) {
      Path aside = directory.putAside(RunDirectory.Aside.REPLACED);
      context.observer().noted(assignment.run(), "what was there before is in " + aside);
    }
    FolderArchive.unpack(archive, TaskResult.PROVENANCE, context.directory().provenance(), "");
    FolderArchive.unpack(
        archive,
        TaskResult.RUN,
        directory.path(),
        directory.completeMarker().getFileName().toString());
  }

  /** Writes into a run's manifest that it failed, if it has one here and nobody is at it. */
  RunOutcome fail(Assignment assignment, String why) throws IOException {
    RunDirectory directory = assignment.directory();
    RunOutcome failed = RunOutcome.of(RunStatus.FAILED, why);
    if (!Files.isDirectory(directory.path())) {
      return failed;
    }
    Optional<Lease> lease = context.leases().tryTake(directory.path()).lease();
    if (lease.isPresent()) {
      try {
        Optional<Manifest> manifest = directory.manifest();
        if (manifest.isPresent()) {
          manifest
              .get()
              .ended(
                  RunStatus.FAILED,
                  why,
                  Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                  manifest.get().seconds())
              .write(directory.manifestFile());
        }
      } finally {
        lease.get().release();
      }
    }
    return failed;
  }
}
