package dev.ensayo.cluster;

import dev.ensayo.experiments.run.RunOutcome;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a task did.
 *
 * @param outcome how the run ended; null if the task asks for the files of other runs first
 * @param news all that it had to tell
 * @param machine where it was made
 * @param files what the run wrote, where the driver does not see it: a {@link FolderArchive}; else
 *     null
 * @param seconds that its executor was at it
 */
record TaskResult(
    RunOutcome outcome, RunNews news, ExecutorMachine machine, byte[] files, double seconds)
    implements Serializable {
  /** The folders of the archive. */
  static final String RUN = "run/";

  static final String PROVENANCE = "provenance/";

  boolean asksForFiles() {
    return outcome == null;
  }

  Optional<byte[]> filesOfRun() {
    return Optional.ofNullable(files);
  }
}
