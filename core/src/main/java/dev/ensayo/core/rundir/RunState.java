package dev.ensayo.core.rundir;

import java.util.Locale;

/** How a run stands, as its folder proves. */
public enum RunState {
  /** Finished, and its files are those it wrote. */
  COMPLETE,
  /** Finished, but a file that its score depends on is no longer what it wrote. */
  DAMAGED,
  /** Another process, or this one, is at it. */
  RUNNING,
  /** Stopped or killed; goes on from its last checkpoint. */
  INTERRUPTED,
  /** Learning broke down, or a file could not be written. */
  FAILED,
  /** Not begun. */
  WAITING;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
