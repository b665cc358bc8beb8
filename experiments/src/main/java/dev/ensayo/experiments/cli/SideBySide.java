package dev.ensayo.experiments.cli;

import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.progress.StudyProgress;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.MachineFacts;
import dev.ensayo.experiments.run.RunExecutor;
import dev.ensayo.experiments.run.Stages;
import dev.ensayo.experiments.run.StudyOutcome;
import dev.ensayo.experiments.run.StudyRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes runs side by side and shows how they get on.
 *
 * @param err where it is shown
 * @param cancellation ends it when a stop is asked for
 * @param stop speaks above what is shown
 */
record SideBySide(
    PrintWriter err,
    Jobs jobs,
    List<BackendProbe> probes,
    Cancellation cancellation,
    StopOnSignal stop) {
  /**
   * As {@link StudyRunner#run(Stages, List, StudyDirectory, int)}.
   *
   * @param stages gives the runs out, and says what it decides above what is shown
   * @param runs that there may be in all stages together
   * @param checkpointInterval wall-clock time between two checkpoints of a run
   * @param keepCheckpoints whether finished runs keep their last
   */
  StudyOutcome make(
      Function<StudyProgress, Stages> stages,
      List<RunPlan> runs,
      StudyDirectory directory,
      Duration checkpointInterval,
      boolean keepCheckpoints)
      throws InterruptedException, IOException {
    try (LeaseKeeper leases = Leases.keeper();
        StudyProgress progress = StudyProgress.on(err, runs, InstantSource.system())) {
      stop.speakAbove(progress);
      RunExecutor executor =
          new RunExecutor(
              new MachineFacts(probes, Optional.of(directory.provenance())),
              leases,
              checkpointInterval,
              keepCheckpoints,
              cancellation,
              progress,
              InstantSource.system());
      return new StudyRunner(executor, cancellation, progress, leases.timing().beat())
          .run(stages.apply(progress), runs, directory, jobs.of(runs));
    }
  }
}
