package dev.ensayo.experiments.run;

import dev.ensayo.core.rundir.RunStatus;
import dev.ensayo.core.study.RunPlan;

/** Hears how the runs of a study get on; called from several threads. */
public interface RunObserver {
  /** Hears nothing. */
  RunObserver NONE = new RunObserver() {};

  /** How many runs the study asks for, as far as it is known; may grow. */
  default void asked(int runs) {}

  /**
   * A run starts or goes on.
   *
   * @param position where, on its clock; above 0 when it was resumed
   * @param end where it will be finished
   */
  default void started(RunPlan run, long position, long end) {}

  default void moved(RunPlan run, long position) {}

  /**
   * A run is within a test that takes long.
   *
   * @param share how much of it is done; 1 when it is over
   */
  default void testing(RunPlan run, double share) {}

  /**
   * A run has written a checkpoint: it can go on from what its folder holds now. It is told in the
   * thread of the run, which changes nothing there until this returns.
   */
  default void saved(RunPlan run) {}

  /** A run was found complete and is kept as it is. */
  default void kept(RunPlan run) {}

  /**
   * Another process is at a run, or has taken over one that this process had started. It may be
   * started here later, if that process dies.
   *
   * @param who a phrase, such as "being run by process 4711 on host a since 10:02"
   */
  default void elsewhere(RunPlan run, String who) {}

  /** Something about a run that is worth knowing and ends nothing. */
  default void noted(RunPlan run, String what) {}

  /**
   * @param message why, where it failed; else empty
   */
  default void ended(RunPlan run, RunStatus status, String message) {}
}
