package dev.ensayo.results.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The interquartile means of resamples of a group, which is sorted once and not anew for each: a
 * resample is how often each score was drawn. Gives what {@link InterquartileMean} gives, to the
 * bit.
 */
final class ResampledGroup {
  private final double[] sorted;

  /** Of each score, as given, its place among the sorted. */
  private final int[] ranks;

  private final int[] times;

  /**
   * @param scores at least one; finite
   */
  ResampledGroup(double[] scores) {
    this.sorted = scores.clone();
    Arrays.sort(sorted);
    this.ranks = new int[scores.length];
    this.times = new int[scores.length];
    Arrays.setAll(ranks, i -> Arrays.binarySearch(sorted, scores[i]));
  }

  /** The interquartile mean of as many scores as there are, drawn with replacement. */
  double draw(RandomGenerator random) {
    Arrays.fill(times, 0);
    for (int i = 0; i < ranks.length; i++) {
      times[ranks[random.nextInt(ranks.length)]]++;
    }
    int cut = ranks.length / InterquartileMean.FEWEST_TO_TRIM;
    int end = ranks.length - cut;
    double sum = 0;
    int place = 0;
    for (int rank = 0; rank < sorted.length; rank++) {
      int last = place + times[rank];
      for (; place < last; place++) {
        if (place >= cut && place < end) {
          sum += sorted[rank];
        }
      }
    }
    return sum / (end - cut);
  }
}
