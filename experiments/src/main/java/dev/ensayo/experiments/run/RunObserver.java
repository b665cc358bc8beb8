package dev.ensayo.experiments.run;

import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;

/** Hears how the runs of a study get on; called from several threads. */
public interface RunObserver {
  /** Hears nothing. */
  RunObserver NONE = new RunObserver() {};

  /**
   * A run starts or goes on.
   *
   * @param position where, on its clock; above 0 when it was resumed
   * @param end where it will be finished
   */
  default void started(RunPlan run, long position, long end) {}

  default void moved(RunPlan run, long position) {}

  /** A run was found complete and is kept as it is. */
  default void kept(RunPlan run) {}

  /**
   * @param message why, where it failed; else empty
   */
  default void ended(RunPlan run, RunStatus status, String message) {}
}
