package dev.ensayo.experiments.launch;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.plugin.BackendProbe;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.run.Cancellation;
import dev.ensayo.experiments.run.MachineFacts;
import dev.ensayo.experiments.run.RunExecutor;
import dev.ensayo.experiments.run.RunObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the runs of a study have in common, whoever makes them. All of it may be used by several
 * threads at a time.
 *
 * @param directory the study's folder
 * @param runs that there may be, of all stages together
 * @param askedJobs how many runs side by side the user wants; empty if that was not said
 * @param localJobs how many to make side by side on this machine: what the user wants, else as many
 *     as its cores can take
 * @param probes what backends say of themselves, each {@linkplain BackendProbe#prepare prepared} in
 *     this process for these runs
 * @param leases how this process takes runs, and with which timing
 * @param checkpointInterval wall-clock time between two checkpoints of a run
 * @param keepCheckpoints whether finished runs keep their last checkpoint
 * @param cancellation what runs listen to, to save themselves and stop
 * @param observer hears how runs get on
 */
public record LaunchContext(
    StudyDirectory directory,
    ImmutableList<RunPlan> runs,
    OptionalInt askedJobs,
    int localJobs,
    ImmutableList<BackendProbe> probes,
    LeaseKeeper leases,
    Duration checkpointInterval,
    boolean keepCheckpoints,
    Cancellation cancellation,
    RunObserver observer) {

  /** What makes these runs in this process. */
  public RunExecutor executor() {
    return new RunExecutor(
        new MachineFacts(probes, Optional.of(directory.provenance())),
        leases,
        checkpointInterval,
        keepCheckpoints,
        cancellation,
        observer,
        InstantSource.system());
  }
}
