package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Comparisons that are looked at after each group of seeds and stop as soon as they are decided:
 * AdaStop, a group-sequential permutation test.
 *
 * <p>Mathieu et al., "AdaStop: adaptive statistical testing for sound comparisons of Deep RL
 * agents", TMLR 2024 (arXiv 2306.10882), section 4. The statistic of a comparison after {@code k}
 * groups is the sum over groups of the difference of the means of the two sides in that group;
 * under the hypothesis that it does not matter which side a run belongs to, the scores of a group
 * may be dealt out anew within it. Of all comparisons that are undecided the largest statistic is
 * held against a boundary that the largest of a dealt-out study passes with a chance of at most
 * {@code level · k / looks} at this look or any before. A comparison that passes is decided, and
 * the others are held against the boundary of those that are left (step-down), so that the level is
 * the chance of even one false decision over all comparisons and looks.
 *
 * <p>Each comparison is dealt out by itself, so that variants that differ in spread do no harm. For
 * one comparison the chance is then exact. For several that share a side it is not quite: simulated
 * it is 5.4 % at most for a level of 5 %; see docs/statistics.md.
 *
 * @param looks K, after how many groups a study ends at the latest, at least 1
 * @param level chance of even one false decision, in (0, 1)
 * @param deals how many times scores are dealt out, the way that was seen among them; at least 2
 */
public record AdaptiveTest(int looks, double level, int deals) {
  /** 10,000 deals. */
  public static final int STANDARD_DEALS = 10_000;

  /** Relative to the largest score: statistics that differ by less are equal. */
  private static final double NOISE = 1e-12;

  /**
   * Two variants that are compared.
   *
   * @param first one side
   * @param second the other
   */
  public record Pair(String first, String second) {}

  /**
   * What became of a comparison.
   *
   * @param look after which group it was decided, from 1
   * @param firstIsHigher whether the first side scores higher
   */
  public record Decision(int look, boolean firstIsHigher) {}

  public AdaptiveTest {
    checkArgument(looks >= 1, "a study needs at least one look: %s", looks);
    checkArgument(level > 0 && level < 1, "level must lie in (0, 1): %s", level);
    checkArgument(deals >= 2, "scores must be dealt out at least twice: %s", deals);
  }

  /**
   * What is decided by the groups that there are. More groups leave the decisions of those before
   * as they are, so a study that goes on after a stop decides as one that never stopped.
   *
   * @param pairs what is compared, each once
   * @param groups of each variant the scores of each of its groups, in the order they were run; a
   *     pair is looked at as far as both sides have groups with scores, and at most {@code looks}
   *     times
   * @param seeds what scores are dealt out from
   * @return of the pairs that are decided
   */
  public ImmutableMap<Pair, Decision> decide(
      List<Pair> pairs, Map<String, List<double[]>> groups, SeedSequence seeds) {
    double scale =
        groups.values().stream()
            .flatMap(List::stream)
            .flatMapToDouble(Arrays::stream)
            .map(Math::abs)
            .max()
            .orElse(0);
    Looking looking = new Looking(pairs, scale * NOISE);
    for (int look = 1; look <= looks && !looking.undecided.isEmpty(); look++) {
      if (!looking.add(look, groups, seeds.child("look-" + look))) {
        break;
      }
      looking.decide(look);
    }
    return ImmutableMap.copyOf(looking.decisions);
  }

  /** The sums of one replay of a study, look after look. */
  private final class Looking {
    private final Map<Pair, double[]> sums = new LinkedHashMap<>();
    private final List<Pair> undecided;
    private final Map<Pair, Decision> decisions = new LinkedHashMap<>();

    /** Whether a deal has not passed a boundary so far; the first is the way that was seen. */
    private final boolean[] isInside = new boolean[deals];

    private final double noise;
    private double spent;

    Looking(List<Pair> pairs, double noise) {
      this.undecided = new ArrayList<>(pairs);
      this.noise = noise;
      pairs.forEach(pair -> sums.put(pair, new double[deals]));
      Arrays.fill(isInside, true);
    }

    /**
     * Adds a group. A pair of which a side has no score in it can be decided no more.
     *
     * @return false if no undecided pair has one
     */
    boolean add(int look, Map<String, List<double[]>> groups, SeedSequence seeds) {
      undecided.removeIf(
          pair ->
              group(groups, pair.first(), look).length == 0
                  || group(groups, pair.second(), look).length == 0);
      if (undecided.isEmpty()) {
        return false;
      }
      for (Pair pair : undecided) {
        add(
            sums.get(pair),
            group(groups, pair.first(), look),
            group(groups, pair.second(), look),
            seeds.child(pair.first()).stream(pair.second()));
      }
      return true;
    }

    private void add(double[] sum, double[] first, double[] second, RandomGenerator random) {
      double[] cards = Doubles.concat(first, second);
      double total = Arrays.stream(cards).sum();
      sum[0] += difference(Arrays.stream(first).sum(), total, first.length, second.length);
      for (int deal = 1; deal < deals; deal++) {
        double dealt = 0;
        for (int i = 0; i < first.length; i++) {
          int at = i + random.nextInt(cards.length - i);
          double card = cards[at];
          cards[at] = cards[i];
          cards[i] = card;
          dealt += card;
        }
        sum[deal] += difference(dealt, total, first.length, second.length);
      }
    }

    private double difference(double dealt, double total, int first, int second) {
      return dealt / first - (total - dealt) / second;
    }

    void decide(int look) {
      double share = level * look / looks - spent;
      double[] largest = largest();
      double boundary = boundary(largest, share);
      while (!undecided.isEmpty() && largest[0] > boundary + noise) {
        Pair passed = undecided.get(0);
        for (Pair pair : undecided) {
          if (Math.abs(sums.get(pair)[0]) > Math.abs(sums.get(passed)[0])) {
            passed = pair;
          }
        }
        undecided.remove(passed);
        decisions.put(passed, new Decision(look, sums.get(passed)[0] > 0));
        if (!undecided.isEmpty()) {
          largest = largest();
          boundary = boundary(largest, share);
        }
      }
      int passed = 0;
      for (int deal = 0; deal < deals; deal++) {
        if (isInside[deal] && largest[deal] > boundary + noise) {
          isInside[deal] = false;
          passed++;
        }
      }
      spent += (double) passed / deals;
    }

    /** Of each deal the largest statistic over the pairs that are undecided. */
    private double[] largest() {
      double[] largest = new double[deals];
      for (Pair pair : undecided) {
        double[] sum = sums.get(pair);
        for (int deal = 0; deal < deals; deal++) {
          largest[deal] = Math.max(largest[deal], Math.abs(sum[deal]));
        }
      }
      return largest;
    }

    /** The smallest value that at most so large a share of all deals passes now. */
    private double boundary(double[] largest, double share) {
      double[] inside = new double[deals];
      int count = 0;
      for (int deal = 0; deal < deals; deal++) {
        if (isInside[deal]) {
          inside[count++] = largest[deal];
        }
      }
      int mayPass = (int) Math.floor(share * deals + 1e-9);
      if (mayPass >= count) {
        return 0;
      }
      Arrays.sort(inside, 0, count);
      return inside[count - 1 - mayPass];
    }
  }

  /** The scores of a variant's group; none if it has not come so far. */
  private static double[] group(Map<String, List<double[]>> groups, String variant, int look) {
    List<double[]> own = groups.getOrDefault(variant, ImmutableList.of());
    return look <= own.size() ? own.get(look - 1) : new double[0];
  }
}
