package dev.ensayo.experiments.cli;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseTiming;
import java.time.Duration;

/** How this process takes runs for itself. */
final class Leases {
  /** After how many seconds without a sign of life a process is taken to be dead. */
  private static final String EXPIRY = "ensayo.lease.seconds";

  private static final double LEAST_SECONDS = 0.1;

  private Leases() {}

  /**
   * @throws WrongInputException if the property is set to something else than a number
   */
  static LeaseKeeper keeper() {
    String seconds = System.getProperty(EXPIRY);
    if (seconds == null) {
      return new LeaseKeeper(LeaseTiming.STANDARD);
    }
    try {
      double expiry = Double.parseDouble(seconds);
      if (expiry >= LEAST_SECONDS) {
        return new LeaseKeeper(LeaseTiming.withExpiry(Duration.ofMillis((long) (1e3 * expiry))));
      }
    } catch (NumberFormatException e) {
      throw wrong(seconds);
    }
    throw wrong(seconds);
  }

  private static WrongInputException wrong(String seconds) {
    return new WrongInputException(
        "-D" + EXPIRY + " must be a number of seconds of at least 0.1, not '" + seconds + "'");
  }
}
