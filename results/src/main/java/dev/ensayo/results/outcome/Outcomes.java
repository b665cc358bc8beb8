package dev.ensayo.results.outcome;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.statistics.HolmCorrection;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.ProportionInterval;
import dev.ensayo.results.statistics.WelchTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Gathers how right answers were, over all and for each group. Of each group sums are kept alone.
 * Not thread-safe.
 */
public final class Outcomes {
  private static final double LEVEL = 0.95;
  private static final int BINS = 10;
  private static final int LEAST = 5;

  private final boolean classes;
  private final ImmutableList<Subpopulation> groups;
  private final Sums all = new Sums();
  private final Sums[] ofGroup;
  private final long[] binCounts = new long[BINS];
  private final long[] binRight = new long[BINS];
  private final double[] binConfidence = new double[BINS];

  /** Of errors, or of ones where an answer was right and zeros where it was not. */
  private static final class Sums {
    private long count;
    private double sum;
    private double squares;

    void add(double value) {
      count++;
      sum += value;
      squares += value * value;
    }

    double mean() {
      return sum / count;
    }

    double variance() {
      return Math.max(0, squares - sum * sum / count) / (count - 1);
    }

    Sums without(Sums part) {
      Sums rest = new Sums();
      rest.count = count - part.count;
      rest.sum = sum - part.sum;
      rest.squares = squares - part.squares;
      return rest;
    }
  }

  /**
   * @param classes whether answers are classes; else they are numbers
   * @param groups that are looked at apart; they may overlap
   */
  public Outcomes(boolean classes, List<Subpopulation> groups) {
    this.classes = classes;
    this.groups = ImmutableList.copyOf(groups);
    this.ofGroup = new Sums[groups.size()];
    Arrays.setAll(ofGroup, g -> new Sums());
  }

  /**
   * A class whose right answer has come in.
   *
   * @param confidence the probability of the class that was told, in [0, 1]
   * @param fields what was asked
   */
  public void addClass(boolean isRight, double confidence, Map<String, String> fields) {
    int bin = Math.min((int) (confidence * BINS), BINS - 1);
    binCounts[bin]++;
    binRight[bin] += isRight ? 1 : 0;
    binConfidence[bin] += confidence;
    add(isRight ? 1 : 0, fields);
  }

  /**
   * A number whose right answer has come in.
   *
   * @param fields what was asked
   */
  public void addNumber(double right, double told, Map<String, String> fields) {
    add(Math.abs(right - told), fields);
  }

  private void add(double value, Map<String, String> fields) {
    all.add(value);
    for (int g = 0; g < ofGroup.length; g++) {
      if (groups.get(g).holds(fields)) {
        ofGroup[g].add(value);
      }
    }
  }

  /** How many outcomes there are. */
  public long count() {
    return all.count;
  }

  /**
   * Over all.
   *
   * @param name what all are called
   * @throws IllegalStateException if there is none
   */
  public GroupScore overall(String name) {
    if (all.count == 0) {
      throw new IllegalStateException("no outcome yet");
    }
    return score(name, all, 1, 1, false);
  }

  /** The groups that have any outcome, in their order. */
  public ImmutableList<GroupScore> groups() {
    List<Integer> known = new ArrayList<>();
    for (int g = 0; g < ofGroup.length; g++) {
      if (ofGroup[g].count > 0) {
        known.add(g);
      }
    }
    double[] p = known.stream().mapToDouble(g -> test(ofGroup[g])).toArray();
    double[] adjusted = HolmCorrection.adjust(p);
    ImmutableList.Builder<GroupScore> scores = ImmutableList.builder();
    for (int i = 0; i < p.length; i++) {
      Sums group = ofGroup[known.get(i)];
      scores.add(
          score(
              groups.get(known.get(i)).name(),
              group,
              p[i],
              adjusted[i],
              adjusted[i] < GroupScore.LEVEL && isWorse(group)));
    }
    return scores.build();
  }

  private boolean isWorse(Sums group) {
    double others = all.without(group).mean();
    return classes ? group.mean() < others : group.mean() > others;
  }

  private GroupScore score(String name, Sums sums, double p, double adjusted, boolean isWorse) {
    Interval interval = interval(sums);
    return new GroupScore(
        name, sums.count, sums.mean(), interval.low(), interval.high(), p, adjusted, isWorse);
  }

  private Interval interval(Sums sums) {
    if (classes) {
      return ProportionInterval.of(Math.round(sums.sum), sums.count, LEVEL);
    }
    if (sums.count < 2) {
      return new Interval(sums.mean(), sums.mean());
    }
    double half =
        TDistribution.of(sums.count - 1.0).inverseSurvivalProbability((1 - LEVEL) / 2)
            * Math.sqrt(sums.variance() / sums.count);
    return new Interval(Math.max(0, sums.mean() - half), sums.mean() + half);
  }

  /** Of a group against all others; 1 where one of them is too small. */
  private double test(Sums group) {
    Sums others = all.without(group);
    if (group.count < LEAST || others.count < LEAST) {
      return 1;
    }
    if (classes) {
      int[][] table = {
        {(int) Math.round(group.sum), (int) (group.count - Math.round(group.sum))},
        {(int) Math.round(others.sum), (int) (others.count - Math.round(others.sum))}
      };
      return table[0][0] + table[1][0] == 0 || table[0][1] + table[1][1] == 0
          ? 1
          : FisherExactTest.withDefaults().test(table).getPValue();
    }
    return WelchTest.of(
            group.mean(),
            group.variance(),
            group.count,
            others.mean(),
            others.variance(),
            others.count)
        .map(WelchTest::p)
        .orElse(1.0);
  }

  /** Of classes: bins of confidence that are not empty, from the least on; none of numbers. */
  public ImmutableList<CalibrationBin> calibration() {
    ImmutableList.Builder<CalibrationBin> bins = ImmutableList.builder();
    for (int b = 0; b < BINS; b++) {
      if (binCounts[b] > 0) {
        bins.add(
            new CalibrationBin(
                binCounts[b],
                binConfidence[b] / binCounts[b],
                (double) binRight[b] / binCounts[b]));
      }
    }
    return bins.build();
  }
}
