package dev.ensayo.cluster;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.experiments.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks, for the driver, at who has the folder of a run. To see that a holder on another machine is
 * dead takes looks by one and the same process; executors come and go, the driver stays.
 */
final class Holders {
  private Holders() {}

  /**
   * Who has the folder, if somebody may be at it.
   *
   * @return empty if nobody has it, or whoever had it is dead by now
   */
  static Optional<RunOutcome> of(Path folder, LeaseKeeper leases) throws IOException {
    if (!Files.isDirectory(folder) || LeaseKeeper.holderOf(folder).isEmpty()) {
      return Optional.empty();
    }
    LeaseKeeper.Attempt attempt = leases.tryTake(folder);
    attempt.lease().ifPresent(lease -> lease.release());
    return attempt.lease().isPresent()
        ? Optional.empty()
        : Optional.of(RunOutcome.elsewhere(attempt));
  }
}
