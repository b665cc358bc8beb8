package dev.ensayo.experiments.cli;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.lease.LeaseKeeper;
import dev.ensayo.core.rundir.FoundRun;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.core.study.RunPlan;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.StudyContinuation;
import dev.ensayo.core.study.StudyDirectory;
import dev.ensayo.experiments.sharing.MeasuredSpeeds;
import dev.ensayo.experiments.sharing.Shard;
import dev.ensayo.experiments.sharing.ShardedRuns;
import dev.ensayo.experiments.sharing.StudyGate;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a study this process makes, and what it may do alone, where others are at the same folder
 * or have other shards.
 *
 * @param isShared whether others may be at the folder, so that it is begun or joined
 * @param joins whether a study that lies there is joined only if it is this one
 * @param shard the part to be made; empty for all of it
 * @param err where it is said what is waited for
 */
record StudySharing(boolean isShared, boolean joins, Optional<Shard> shard, PrintWriter err) {
  /**
   * The part that the command line names.
   *
   * @param text such as {@code 3/10}; null if none is named
   * @throws WrongInputException if that is no part
   */
  static Optional<Shard> shard(String text) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<Shard> shard = Shard.parse(text);
    if (shard.isEmpty()) {
      throw new WrongInputException(
          "--shard must be K/N with K from 1 to N, such as 3/10, not '" + text + "'");
    }
    return shard;
  }

  /**
   * Checks that the study can be split, if it is to be.
   *
   * @param searches whether stages of a search come before its runs
   * @throws WrongInputException if its runs depend on each other's scores
   */
  void check(Study study, boolean searches) {
    if (shard.isPresent() && (searches || study.adaptive().isPresent())) {
      throw new WrongInputException(
          "--shard does not go with "
              + (searches ? "a search" : "seeds.adaptive")
              + ", where scores decide what is run next; --share alone divides the work");
    }
  }

  /**
   * Begins the study, or joins it.
   *
   * @param runs all of the study
   * @return the runs that this process is to make
   * @throws WrongInputException if the folder cannot be written
   */
  ImmutableList<RunPlan> begin(
      StudyContinuation study,
      List<RunPlan> runs,
      StudyDirectory directory,
      String text,
      Map<String, ConfigNode> overrides)
      throws IOException, InterruptedException {
    if (!isShared && shard.isEmpty()) {
      study.write(text, overrides);
      return ImmutableList.copyOf(runs);
    }
    try (LeaseKeeper leases = Leases.keeper()) {
      return gate(directory, leases)
          .alone(
              fence -> {
                if (joins && directory.exists()) {
                  study.checkSame(text, overrides);
                } else {
                  fence.check();
                  study.write(text, overrides);
                }
                return shard.isPresent()
                    ? ShardedRuns.of(shard.get(), runs, MeasuredSpeeds.settled(directory, runs))
                    : ImmutableList.copyOf(runs);
              });
    } catch (StudyGate.ShutException e) {
      throw new WrongInputException(
          "--out: " + e.getMessage() + "; whoever shares a study writes there");
    }
  }

  /** Writes the report, one process after the other. */
  <T> T alone(StudyDirectory directory, StudyGate.Work<T> work)
      throws IOException, InterruptedException {
    if (!isShared && shard.isEmpty()) {
      return work.carryOut(() -> {});
    }
    try (LeaseKeeper leases = Leases.keeper()) {
      return gate(directory, leases).alone(work);
    }
  }

  private StudyGate gate(StudyDirectory directory, LeaseKeeper leases) {
    return new StudyGate(directory, leases, err::println);
  }

  /**
   * How many runs of other shards have not ended; 0 where there are no shards.
   *
   * @param runs all of the study
   * @param own those of this process
   */
  int missingElsewhere(List<RunPlan> runs, List<RunPlan> own, StudyDirectory directory)
      throws IOException {
    int missing = 0;
    if (own.size() < runs.size()) {
      for (RunPlan run : runs) {
        RunState state = FoundRun.in(directory.run(run.variant(), run.seed())).state();
        if (state != RunState.COMPLETE && state != RunState.FAILED) {
          missing++;
        }
      }
    }
    return missing;
  }
}
