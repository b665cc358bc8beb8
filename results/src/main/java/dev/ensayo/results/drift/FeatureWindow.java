package dev.ensayo.results.drift;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.ColumnProfile;
import java.util.List;

/**
 * The values of one feature within a window of time, counted by the bins of its profile.
 *
 * @param name of the feature
 * @param missing how many gaps
 * @param below how many numbers are below the least of the training part; 0 of categories
 * @param above how many numbers are above the greatest of the training part; 0 of categories
 * @param unseen how many have a category that the training part has not; 0 of numbers
 * @param bins how many values each bin holds: of numbers by {@link ColumnProfile.Numbers#edges}
 *     (those below and above included), of categories in the order of their profile
 */
public record FeatureWindow(
    String name, long missing, long below, long above, long unseen, List<Long> bins) {
  public FeatureWindow {
    bins = ImmutableList.copyOf(bins);
  }

  /** All values, gaps and unseen ones included. */
  public long count() {
    return missing + unseen + known();
  }

  /** The values that lie in a bin. */
  public long known() {
    return bins.stream().mapToLong(n -> n).sum();
  }

  /** How many lie beyond what the training part has. */
  public long beyond() {
    return below + above + unseen;
  }

  long[] counts() {
    return bins.stream().mapToLong(n -> n).toArray();
  }
}
