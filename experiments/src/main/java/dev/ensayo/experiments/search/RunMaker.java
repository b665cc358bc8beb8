package dev.ensayo.experiments.search;

import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.run.StudyOutcome;
import java.io.IOException;
import java.util.List;

/** Makes runs, side by side. */
@FunctionalInterface
public interface RunMaker {
  /**
   * Makes all runs of a stage; returns when every one has ended, also where another process is at
   * it, or a stop was asked for. Finished runs keep their last checkpoint.
   */
  StudyOutcome make(List<RunPlan> runs, StudyDirectory directory)
      throws InterruptedException, IOException;
}
