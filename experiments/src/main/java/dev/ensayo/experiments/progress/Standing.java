package dev.ensayo.experiments.progress;

import com.google.common.collect.ImmutableList;
import java.util.OptionalDouble;

/**
 * How a study stands at a moment.
 *
 * @param running the runs that are being made, the longest running first
 * @param share how much of the study is done, 0 to 1
 * @param ended how many runs have ended, however they did
 * @param runs how many runs the study has, at least 1
 * @param seconds how long it has been going on
 * @param secondsLeft how long it will go on, where that can be estimated
 */
record Standing(
    ImmutableList<Run> running,
    double share,
    int ended,
    int runs,
    double seconds,
    OptionalDouble secondsLeft) {

  /**
   * A run that is being made.
   *
   * @param name what it is called
   * @param share how much of it is done, 0 to 1
   * @param tested how much is done of a test that takes long, 0 to 1; empty where there is none
   */
  record Run(String name, double share, OptionalDouble tested) {
    /** One that is not within a long test. */
    Run(String name, double share) {
      this(name, share, OptionalDouble.empty());
    }
  }

  /** Whether nothing is left to wait for. */
  boolean isEnd() {
    return ended >= runs;
  }
}
