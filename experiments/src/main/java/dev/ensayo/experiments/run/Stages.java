package dev.ensayo.experiments.run;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.RunPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The runs of a study, stage after stage: a stage begins when all runs of those before ended. */
public interface Stages {
  /**
   * The runs of the next stage; called once for each, by one thread at a time.
   *
   * @return none if there is no more
   * @throws IOException if what the runs so far came to cannot be read
   */
  List<RunPlan> next() throws IOException;

  /**
   * Whether more stages may follow, so that whoever waits for the runs of others waits on.
   *
   * @return false where there is but one
   */
  default boolean mayFollow() {
    return false;
  }

  /** Why a run that failed is not made again; empty if it is. */
  default Optional<String> settled(RunPlan run) {
    return Optional.empty();
  }

  /** All runs at once. */
  static Stages of(List<RunPlan> runs) {
    return of(runs, false);
  }

  /**
   * All runs at once.
   *
   * @param awaited whether what comes after them depends on all of them, so that one waits for
   *     those that other processes are at
   */
  static Stages of(List<RunPlan> runs, boolean awaited) {
    return new Stages() {
      private boolean isGiven;

      @Override
      public List<RunPlan> next() {
        List<RunPlan> stage = isGiven ? ImmutableList.of() : runs;
        isGiven = true;
        return stage;
      }

      @Override
      public boolean mayFollow() {
        return awaited;
      }
    };
  }
}
