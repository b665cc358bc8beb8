package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far values are from those of the training part, feature by feature, by their {@link
 * StabilityIndex}.
 */
public final class InputComparison {
  /** Fewer values fill no bins. */
  private static final int LEAST = 30;

  private static final int MOST_NAMED = 3;

  private final List<Feature> features = new ArrayList<>();

  /**
   * One feature compared.
   *
   * @param index the population stability index; 0 where the profile holds nothing
   * @param byChance what the index is on average if nothing has changed
   * @param values how many were compared
   * @param beyond how many of the numbers lie beyond the least and the greatest of the training
   *     part
   */
  public record Feature(String name, double index, double byChance, long values, long beyond) {
    /** Whether the feature has changed, and by more than the luck of the draw. */
    public boolean isFar() {
      return values >= LEAST && index >= StabilityIndex.SOME && index > 2 * byChance;
    }
  }

  /**
   * Compares numbers.
   *
   * @param values NaN for gaps
   */
  public void add(ColumnProfile.Numbers profile, double[] values) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    List<Double> quantiles = profile.quantiles();
    long beyond =
        quantiles.isEmpty()
            ? 0
            : Arrays.stream(known)
                .filter(x -> x < quantiles.get(0) || x > quantiles.get(quantiles.size() - 1))
                .count();
    long[] live = ColumnProfile.Numbers.bins(known, profile.edges());
    long[] trained = profile.bins().stream().mapToLong(n -> n).toArray();
    add(profile, trained, live, values.length - known.length, beyond);
  }

  /**
   * Compares categories.
   *
   * @param counts of those that are there
   * @param missing how many gaps there are
   */
  public void add(ColumnProfile.Categories profile, Map<String, Long> counts, long missing) {
    List<String> names = List.copyOf(profile.counts().keySet());
    long[] trained = names.stream().mapToLong(profile.counts()::get).toArray();
    long[] live = names.stream().mapToLong(name -> counts.getOrDefault(name, 0L)).toArray();
    add(profile, trained, live, missing, 0);
  }

  private void add(ColumnProfile profile, long[] trained, long[] live, long missing, long beyond) {
    StabilityIndex compared = StabilityIndex.of(trained, profile.missing(), live, missing);
    features.add(
        new Feature(
            profile.name(), compared.index(), compared.byChance(), compared.values(), beyond));
  }

  /** What was compared, in the order given. */
  public ImmutableList<Feature> features() {
    return ImmutableList.copyOf(features);
  }

  /** The comparison in a sentence or two. */
  public String words() {
    long values = features.stream().mapToLong(Feature::values).max().orElse(0);
    List<Feature> ordered =
        features.stream().sorted(Comparator.comparingDouble(f -> -f.index())).toList();
    List<Feature> far = ordered.stream().filter(Feature::isFar).toList();
    String words;
    if (values < LEAST) {
      words = values + " inputs are too few to compare with the training part";
    } else if (far.isEmpty()) {
      words =
          "the inputs are like the training part (largest population stability index: "
              + named(ordered.get(0))
              + ")";
    } else {
      words =
          "the inputs are not like the training part in "
              + far.size()
              + " of "
              + features.size()
              + " features: population stability index of "
              + String.join(
                  ", ", far.stream().limit(MOST_NAMED).map(InputComparison::named).toList())
              + (far.size() > MOST_NAMED ? " and " + (far.size() - MOST_NAMED) + " more" : "")
              + "; from "
              + StabilityIndex.SOME
              + " on some, from "
              + StabilityIndex.MUCH
              + " on much has changed";
    }
    List<String> beyond =
        features.stream()
            .filter(f -> f.beyond() > 0)
            .limit(MOST_NAMED)
            .map(f -> f.name() + " (" + f.beyond() + " of " + f.values() + ")")
            .toList();
    return beyond.isEmpty()
        ? words
        : words + "; beyond what was learned from lie values of " + String.join(", ", beyond);
  }

  private static String named(Feature feature) {
    return String.format(Locale.ROOT, "%s %.2f", feature.name(), feature.index());
  }
}
