package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.launch.LaunchContext;
import dev.ensayo.experiments.launch.Launcher;
import dev.ensayo.experiments.progress.StudyProgress;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.RunSlots;
import dev.ensayo.experiments.run.Stages;
import dev.ensayo.experiments.run.StudyOutcome;
import dev.ensayo.experiments.run.StudyRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Makes runs side by side and shows how they get on.
 *
 * @param err where it is shown
 * @param launcher where they are made
 * @param probes what backends say of themselves
 * @param cancellation ends it when a stop is asked for
 * @param stop speaks above what is shown
 * @param triesFailed whether runs that had failed before are tried again
 */
record SideBySide(
    PrintWriter err,
    Launcher launcher,
    Jobs jobs,
    List<BackendProbe> probes,
    Cancellation cancellation,
    StopOnSignal stop,
    boolean triesFailed) {
  /**
   * As {@link StudyRunner#run(Stages, List, StudyDirectory)}.
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
      LaunchContext context =
          new LaunchContext(
              directory,
              ImmutableList.copyOf(runs),
              jobs.asked(),
              jobs.of(runs),
              ImmutableList.copyOf(probes),
              leases,
              checkpointInterval,
              keepCheckpoints,
              cancellation,
              progress);
      try (RunSlots slots = launcher.begin(context)) {
        return new StudyRunner(slots, cancellation, progress, leases.timing().beat(), triesFailed)
            .run(stages.apply(progress), runs, directory);
      }
    }
  }
}
