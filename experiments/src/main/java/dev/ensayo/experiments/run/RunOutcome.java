package dev.ensayo.experiments.run;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.lease.LeaseNote;
import dev.ensayo.core.rundir.RunStatus;
import java.io.Serializable;

/**
 * What came of trying to make a run.
 *
 * @param status how the run stands; {@link RunStatus#RUNNING} if another process is at it, or if it
 *     is to be tried again
 * @param message why it failed, or who is at it; else empty
 * @param holderLives whether the other process was seen to give a sign of life
 */
public record RunOutcome(RunStatus status, String message, boolean holderLives)
    implements Serializable {
  /** Of a run that no other process is at. */
  public static RunOutcome of(RunStatus status, String message) {
    return new RunOutcome(status, message, false);
  }

  /** Of a run that another process is at. */
  public static RunOutcome elsewhere(LeaseKeeper.Attempt attempt) {
    String who = attempt.holder().map(LeaseNote::words).orElse("another process");
    return new RunOutcome(RunStatus.RUNNING, "being run by " + who, attempt.holderLives());
  }

  /** Of a run whose folder fails for a while; nobody is known to be at it. */
  static RunOutcome stalled(String problem) {
    return new RunOutcome(RunStatus.RUNNING, problem + "; it is tried again", false);
  }

  RunOutcome failedAlso(String why) {
    return of(RunStatus.FAILED, message.isEmpty() ? why : message + "; " + why);
  }
}
