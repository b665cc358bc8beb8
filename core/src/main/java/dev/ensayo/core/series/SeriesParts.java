package dev.ensayo.core.series;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.environment.Split;
import java.util.stream.IntStream;

/**
 * Where the parts of a series lie: first what is learned from, then what is chosen by, then the
 * test.
 *
 * @param trainEnd the moment after the last of the training part
 * @param validEnd the moment after the last of the validation part, which may be empty
 * @param length moments of all parts
 * @param originStep moments from one origin of a test to the next
 */
public record SeriesParts(int trainEnd, int validEnd, int length, int originStep) {
  public SeriesParts {
    checkArgument(
        0 < trainEnd && trainEnd <= validEnd && validEnd <= length,
        "parts end at %s, %s, %s",
        trainEnd,
        validEnd,
        length);
    checkArgument(originStep >= 1, "originStep must be at least 1: %s", originStep);
  }

  private int start(Split split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALID -> trainEnd;
      case TEST -> validEnd;
    };
  }

  private int end(Split split) {
    return switch (split) {
      case TRAIN -> trainEnd;
      case VALID -> validEnd;
      case TEST -> length;
    };
  }

  /**
   * The rolling origins of a part (Tashman, "Out-of-sample tests of forecasting accuracy", 2000):
   * all moments t for which t + 1, …, t + H lie in the part; what is looked at, t − W + 1, …, t,
   * may lie in the part before, for that is past. Origins of the training part come one after the
   * other, those of the others each {@link #originStep}.
   *
   * @return in order; empty where the part is too short
   */
  public int[] origins(Split split, SeriesSpec spec) {
    int first = Math.max(start(split) - 1, spec.window() - 1);
    int last = end(split) - 1 - spec.horizon();
    int step = split == Split.TRAIN ? 1 : originStep;
    return IntStream.rangeClosed(first, last).filter(t -> (t - first) % step == 0).toArray();
  }
}
