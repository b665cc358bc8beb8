package dev.ensayo.experiments.search;

import dev.ensayo.core.checkpoint.CheckpointStore;
import dev.ensayo.core.file.Fence;
import dev.ensayo.core.rundir.RunDirectory;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.core.study.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * What the runs of a stage have kept for the next one, whose runs go on from there where nothing
 * means something else in a longer run. They then do what a run would that was longer from its
 * start; where nothing was kept, they begin there.
 *
 * @param before the stage's folder
 */
record KeptCheckpoints(StudyDirectory before) {
  /**
   * Copies what was kept, and then deletes it. Another process may do so at the same time, or may
   * have done so.
   *
   * @param runs of the next stage
   * @param now its folder
   */
  void bring(List<RunPlan> runs, StudyDirectory now) throws IOException {
    for (RunPlan run : runs) {
      if (run.lengthDependences().isEmpty()) {
        bring(before.run(run.variant(), run.seed()), now.run(run.variant(), run.seed()));
      }
    }
    Study study = before.study();
    for (Variant candidate : study.variants()) {
      for (long seed : study.seeds()) {
        RunDirectory run = before.run(candidate.name(), seed);
        if (run.isComplete()) {
          store(run).clear();
        }
      }
    }
  }

  private static void bring(RunDirectory from, RunDirectory to) throws IOException {
    if (from.isComplete() && !store(from).isEmpty() && !Files.exists(to.path())) {
      try {
        from.copyUnfinished(to);
      } catch (NoSuchFileException e) {
        // Another process has brought it and deleted what was kept.
      }
    }
  }

  private static CheckpointStore store(RunDirectory run) {
    return new CheckpointStore(run.checkpoints(), Fence.NONE);
  }
}
