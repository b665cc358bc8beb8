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
   */
  record Run(String name, double share) {}

  /** Whether nothing is left to wait for. */
  boolean isEnd() {
    return ended >= runs;
  }
}
