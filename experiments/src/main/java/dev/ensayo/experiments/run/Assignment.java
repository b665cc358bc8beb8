package dev.ensayo.experiments.run;

import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.RunPlan;

/**
 * What to run and where; who runs it is another matter.
 *
 * @param run what
 * @param directory the folder it is made in
 * @param among a run of the same study and seed; what the run starts from is looked for beside it
 * @param sessionsBefore how many sessions the run had had when the study was started here: a run
 *     that failed is tried again, unless another process has tried since
 * @param modelNeeded whether another run will start from this one, so that it is made again when
 *     what it learned is damaged, even if its score is sound
 */
public record Assignment(
    RunPlan run,
    RunDirectory directory,
    RunDirectory among,
    int sessionsBefore,
    boolean modelNeeded) {

  /** A run by itself, tried however it stands. */
  public static Assignment of(RunPlan run, RunDirectory directory, RunDirectory among) {
    return new Assignment(run, directory, among, Integer.MAX_VALUE, false);
  }
}
