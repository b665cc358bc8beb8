package dev.ensayo.results.drift;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.preprocessing.ColumnProfile;
import dev.ensayo.core.preprocessing.StabilityIndex;
import dev.ensayo.results.statistics.HolmCorrection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * Compares windows of live values with the training part, feature by feature.
 *
 * <p>Numbers by the two-sample Kolmogorov–Smirnov test (Smirnov, 1939), with the distribution
 * functions compared at the edges of the profile's bins and at its least and greatest value alone:
 * the true distance is at least as large, so that p-values are too large rather than too small.
 * Categories, and the share of gaps, by the χ² test of homogeneity, bins with fewer than five
 * expected values put together. The p-values of all features are corrected by Holm's method.
 */
public final class DriftTest {
  /** Made once: it seeds a generator of random numbers, which is not used here. */
  private static final KolmogorovSmirnovTest KOLMOGOROV_SMIRNOV = new KolmogorovSmirnovTest();

  /** Fewer live values are not tested. */
  public static final int LEAST = 30;

  private static final double LEAST_EXPECTED = 5;

  /** Below this scaled distance the p-value is 1 to all digits. */
  private static final double CERTAINLY_ALIKE = 0.1;

  private DriftTest() {}

  /**
   * Compares a window.
   *
   * @param profiles of the features
   * @param window of the same features, in the same order
   * @return as many; those with fewer than {@link #LEAST} values have a p-value of 1
   */
  public static ImmutableList<FeatureDrift> compare(
      List<ColumnProfile> profiles, List<FeatureWindow> window) {
    List<FeatureDrift> drifts = new ArrayList<>();
    for (int i = 0; i < profiles.size(); i++) {
      drifts.add(compare(profiles.get(i), window.get(i)));
    }
    double[] adjusted =
        HolmCorrection.adjust(drifts.stream().mapToDouble(FeatureDrift::p).toArray());
    ImmutableList.Builder<FeatureDrift> corrected = ImmutableList.builder();
    for (int i = 0; i < adjusted.length; i++) {
      corrected.add(drifts.get(i).corrected(adjusted[i]));
    }
    return corrected.build();
  }

  private static FeatureDrift compare(ColumnProfile profile, FeatureWindow live) {
    return profile instanceof ColumnProfile.Numbers numbers
        ? compare(numbers, live)
        : compare((ColumnProfile.Categories) profile, live);
  }

  private static FeatureDrift compare(ColumnProfile.Numbers profile, FeatureWindow live) {
    long[] trained = profile.bins().stream().mapToLong(n -> n).toArray();
    long before = Arrays.stream(trained).sum();
    StabilityIndex index =
        StabilityIndex.of(trained, profile.missing(), live.counts(), live.missing());
    double distance = distance(trained, before, live);
    double p = 1;
    if (live.count() >= LEAST && profile.count() > 0) {
      double gaps =
          homogeneity(
              new long[] {before, profile.missing()}, new long[] {live.known(), live.missing()});
      double values =
          live.known() > 1 && before > 1 ? kolmogorovSmirnov(distance, live.known(), before) : 1;
      p = Math.min(1, 2 * Math.min(gaps, values));
    }
    return drift(profile, live, index, distance, p);
  }

  /** The p-value of the two-sample test; its series does not end for distances near 0. */
  private static double kolmogorovSmirnov(double distance, long n, long m) {
    double scaled = distance * Math.sqrt((double) n * m / (n + m));
    return scaled < CERTAINLY_ALIKE
        ? 1
        : KOLMOGOROV_SMIRNOV.approximateP(distance, size(n), size(m));
  }

  private static int size(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private static double distance(long[] trained, long before, FeatureWindow live) {
    double n = live.known();
    if (n == 0 || before == 0) {
      return 0;
    }
    double distance = Math.max(live.below() / n, live.above() / n);
    double then = 0;
    double now = 0;
    for (int i = 0; i < trained.length - 1; i++) {
      then += (double) trained[i] / before;
      now += live.bins().get(i) / n;
      distance = Math.max(distance, Math.abs(now - then));
    }
    return distance;
  }

  private static FeatureDrift compare(ColumnProfile.Categories profile, FeatureWindow live) {
    long[] trained = new long[live.bins().size() + 1];
    long[] counts = Arrays.copyOf(live.counts(), trained.length);
    int at = 0;
    for (long count : profile.counts().values()) {
      trained[at++] = count;
    }
    counts[at] = live.unseen();
    StabilityIndex index = StabilityIndex.of(trained, profile.missing(), counts, live.missing());
    long[] then = Arrays.copyOf(trained, trained.length + 1);
    long[] now = Arrays.copyOf(counts, counts.length + 1);
    then[at + 1] = profile.missing();
    now[at + 1] = live.missing();
    double p = live.count() >= LEAST && profile.count() > 0 ? homogeneity(then, now) : 1;
    return drift(profile, live, index, totalVariation(then, now), p);
  }

  private static double totalVariation(long[] then, long[] now) {
    double before = Arrays.stream(then).sum();
    double n = Arrays.stream(now).sum();
    if (before == 0 || n == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < then.length; i++) {
      sum += Math.abs(then[i] / before - now[i] / n);
    }
    return sum / 2;
  }

  private static FeatureDrift drift(
      ColumnProfile profile, FeatureWindow live, StabilityIndex index, double distance, double p) {
    return new FeatureDrift(
        profile.name(),
        index.index(),
        index.byChance(),
        distance,
        p,
        p,
        live.count(),
        live.beyond());
  }

  /** The p-value of χ²; 1 where there are not two bins to compare. */
  private static double homogeneity(long[] then, long[] now) {
    double before = Arrays.stream(then).sum();
    double n = Arrays.stream(now).sum();
    if (before == 0 || n == 0) {
      return 1;
    }
    double share = Math.min(before, n) / (before + n);
    List<Long> first = new ArrayList<>();
    List<Long> second = new ArrayList<>();
    long fewThen = 0;
    long fewNow = 0;
    for (int i = 0; i < then.length; i++) {
      if ((then[i] + now[i]) * share < LEAST_EXPECTED) {
        fewThen += then[i];
        fewNow += now[i];
      } else {
        first.add(then[i]);
        second.add(now[i]);
      }
    }
    if (fewThen + fewNow > 0) {
      first.add(fewThen);
      second.add(fewNow);
    }
    if (first.size() < 2) {
      return 1;
    }
    return new ChiSquareTest()
        .chiSquareTestDataSetsComparison(
            first.stream().mapToLong(x -> x).toArray(),
            second.stream().mapToLong(x -> x).toArray());
  }
}
