package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.results.statistics.AdaptiveTest.Decision;
import dev.ensayo.results.statistics.AdaptiveTest.Pair;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Error rate, power and seeds saved are simulated. With {@code -Densayo.adaptive.trials=20000} the
 * table of docs/statistics.md is printed.
 */
class AdaptiveTestTest {
  private static final int LOOKS = 5;
  private static final int SIZE = 5;
  private static final double LEVEL = 0.05;
  private static final SeedSequence SEEDS = new SeedSequence(1).child("adaptive");

  private static List<Pair> all(List<String> names) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        pairs.add(new Pair(names.get(i), names.get(j)));
      }
    }
    return pairs;
  }

  /**
   * The example that its authors publish with their program (examples/walker1.csv to walker5.csv of
   * github.com/TimotheeMathieu/adastop, MIT License), rounded to one decimal: four agents, all
   * pairs, five groups of five, level 0.05. Their README prints that the first group tells SAC from
   * DDPG and from TRPO and nothing else, and the second PPO from all three. DDPG against TRPO is
   * left.
   */
  private static Map<String, List<double[]>> walker() {
    Map<String, List<double[]>> groups = new LinkedHashMap<>();
    groups.put(
        "PPO",
        List.of(
            new double[] {3683.5, 1576.5, 3908.1, 1451.9, 5177.0},
            new double[] {3384.1, 2358.7, 1624.7, 4151.2, 1699.5}));
    groups.put(
        "DDPG",
        List.of(
            new double[] {420.3, 640.1, 2338.0, 879.1, 736.5},
            new double[] {962.3, 1771.1, 545.9, 906.0, 1553.9},
            new double[] {345.9, 857.6, 346.6, 1978.2, 89.1},
            new double[] {705.5, 974.4, 1021.4, 936.3, 517.5},
            new double[] {957.1, 1254.5, 594.5, 586.5, 184.7}));
    groups.put(
        "SAC",
        List.of(
            new double[] {4291.0, 4551.0, 4669.8, 4697.4, 4074.5},
            new double[] {5453.4, 4988.5, 4617.7, 3955.2, 4135.5}));
    groups.put(
        "TRPO",
        List.of(
            new double[] {446.1, 1918.9, 1015.7, 757.0, 1769.3},
            new double[] {1031.3, 961.7, 695.7, 1817.8, 939.6},
            new double[] {450.0, 1125.6, 567.0, 529.3, 1786.1},
            new double[] {998.8, 1631.7, 1517.6, 1873.3, 1906.8},
            new double[] {1909.2, 1671.6, 897.9, 1677.2, 490.0}));
    return groups;
  }

  @Test
  void decidesTheAuthorsExampleAsTheyDo() {
    Map<Pair, Decision> decisions =
        new AdaptiveTest(LOOKS, LEVEL, AdaptiveTest.STANDARD_DEALS)
            .decide(all(List.of("PPO", "DDPG", "SAC", "TRPO")), walker(), SEEDS);
    assertThat(decisions)
        .containsOnly(
            Map.entry(new Pair("DDPG", "SAC"), new Decision(1, false)),
            Map.entry(new Pair("SAC", "TRPO"), new Decision(1, true)),
            Map.entry(new Pair("PPO", "DDPG"), new Decision(2, true)),
            Map.entry(new Pair("PPO", "SAC"), new Decision(2, false)),
            Map.entry(new Pair("PPO", "TRPO"), new Decision(2, true)));
  }

  @Test
  void moreGroupsLeaveEarlierDecisionsAsTheyAre() {
    AdaptiveTest test = new AdaptiveTest(LOOKS, LEVEL, 2_000);
    List<Pair> pairs = all(List.of("PPO", "DDPG", "SAC", "TRPO"));
    Map<Pair, Decision> whole = test.decide(pairs, walker(), SEEDS);
    for (int looks = 1; looks <= LOOKS; looks++) {
      int upTo = looks;
      Map<String, List<double[]>> first = new LinkedHashMap<>();
      walker().forEach((name, own) -> first.put(name, own.subList(0, Math.min(upTo, own.size()))));
      Map<Pair, Decision> expected = new LinkedHashMap<>(whole);
      expected.values().removeIf(decision -> decision.look() > upTo);
      assertThat(test.decide(pairs, first, SEEDS)).isEqualTo(expected);
    }
  }

  @Test
  void oneLookAtTwoVariantsIsThePermutationTest() {
    // Five against five apart: p = 2/252 = 0.0079; with one swapped 4/252 = 0.016.
    List<Pair> pair = List.of(new Pair("a", "b"));
    Map<String, List<double[]>> apart =
        Map.of(
            "a",
            List.of(new double[] {1, 2, 3, 4, 5}),
            "b",
            List.of(new double[] {6, 7, 8, 9, 11}));
    assertThat(new AdaptiveTest(1, 0.012, 20_000).decide(pair, apart, SEEDS))
        .containsValue(new Decision(1, false));
    assertThat(new AdaptiveTest(1, 0.005, 20_000).decide(pair, apart, SEEDS)).isEmpty();
    // Over five looks the first may spend a fifth of the level.
    assertThat(new AdaptiveTest(5, 0.05, 20_000).decide(pair, apart, SEEDS)).hasSize(1);
    assertThat(new AdaptiveTest(10, 0.05, 20_000).decide(pair, apart, SEEDS)).isEmpty();
  }

  @Test
  void equalScoresAreNeverDecided() {
    double[] same = {0.1 + 0.2, 0.3, 0.3, 0.3, 0.3};
    Map<String, List<double[]>> groups =
        Map.of(
            "a", List.of(same, same), "b", List.of(new double[] {0.3, 0.3, 0.3, 0.3, 0.3}, same));
    assertThat(new AdaptiveTest(2, 0.9, 500).decide(List.of(new Pair("a", "b")), groups, SEEDS))
        .isEmpty();
  }

  @Test
  void aPairWithoutScoresIsGivenUpAndTheOthersGoOn() {
    List<Pair> pairs = List.of(new Pair("lost", "b"), new Pair("a", "b"));
    Map<String, List<double[]>> groups = new LinkedHashMap<>(walker());
    groups.keySet().retainAll(List.of("SAC", "DDPG"));
    Map<String, List<double[]>> named =
        Map.of(
            "a", groups.get("SAC"),
            "b", groups.get("DDPG"),
            "lost", List.of(new double[0]));
    AdaptiveTest test = new AdaptiveTest(LOOKS, LEVEL, 2_000);
    assertThat(test.decide(pairs, named, SEEDS))
        .containsOnly(Map.entry(new Pair("a", "b"), new Decision(1, true)));
    assertThat(test.decide(pairs.subList(0, 1), named, SEEDS)).isEmpty();
  }

  /** What many simulated studies came to. */
  private record Simulated(double anyFalse, double found, double seeds) {}

  /**
   * Studies of variants against a baseline.
   *
   * @param shifts of each variant's mean, in standard deviations; 0 for no difference
   */
  private static Simulated simulate(double[] shifts, boolean isSkewed, int trials, int deals) {
    AdaptiveTest test = new AdaptiveTest(LOOKS, LEVEL, deals);
    SeedSequence seeds = new SeedSequence(21).child(Arrays.toString(shifts)).child("" + isSkewed);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < shifts.length; i++) {
      pairs.add(new Pair("v" + i, "baseline"));
    }
    int wrong = 0;
    double found = 0;
    double used = 0;
    for (int trial = 0; trial < trials; trial++) {
      RandomStream random = seeds.stream("trial-" + trial);
      Map<String, List<double[]>> groups = new LinkedHashMap<>();
      groups.put("baseline", draw(0, isSkewed, random));
      for (int i = 0; i < shifts.length; i++) {
        groups.put("v" + i, draw(shifts[i], isSkewed, random));
      }
      Map<Pair, Decision> decisions = test.decide(pairs, groups, seeds.child("deals-" + trial));
      boolean isWrong = false;
      int last = 0;
      for (int i = 0; i < shifts.length; i++) {
        Decision decision = decisions.get(pairs.get(i));
        isWrong |= decision != null && (shifts[i] == 0 || !decision.firstIsHigher());
        found += decision != null && shifts[i] > 0 ? 1 : 0;
        int looks = decision == null ? LOOKS : decision.look();
        used += looks * SIZE;
        last = Math.max(last, looks);
      }
      used += last * SIZE;
      wrong += isWrong ? 1 : 0;
    }
    long real = Arrays.stream(shifts).filter(shift -> shift > 0).count();
    return new Simulated(
        (double) wrong / trials,
        real == 0 ? 0 : found / trials / real,
        used / trials / (shifts.length + 1));
  }

  private static List<double[]> draw(double shift, boolean isSkewed, RandomStream random) {
    List<double[]> groups = new ArrayList<>();
    for (int look = 0; look < LOOKS; look++) {
      double[] scores = new double[SIZE];
      Arrays.setAll(
          scores,
          i -> shift + (isSkewed ? Math.exp(random.nextGaussian()) : random.nextGaussian()));
      groups.add(scores);
    }
    return groups;
  }

  @Test
  void falseDecisionsAreAsRareAsTheLevelSays() {
    int trials = 400;
    // Three standard errors of a share of 5 % are 3.3 points.
    double most = LEVEL + 3 * Math.sqrt(LEVEL * (1 - LEVEL) / trials);
    assertThat(simulate(new double[] {0}, false, trials, 400).anyFalse())
        .isLessThan(most)
        .isGreaterThan(0.01);
    assertThat(simulate(new double[] {0, 0, 0}, true, trials, 400).anyFalse()).isLessThan(most);
    assertThat(simulate(new double[] {3, 0, 0}, false, trials, 400).anyFalse()).isLessThan(most);
  }

  @Test
  void largeDifferencesAreFoundWithFewerSeeds() {
    Simulated large = simulate(new double[] {2}, false, 200, 400);
    assertThat(large.found()).isGreaterThan(0.97);
    assertThat(large.seeds()).isLessThan(14);
    Simulated small = simulate(new double[] {0.8}, false, 200, 400);
    // Welch's test with all 25 seeds has a power of 0.79 (SciPy's nct).
    assertThat(small.found()).isCloseTo(0.72, within(0.12));
    assertThat(small.seeds()).isBetween(14.0, 24.0);
  }

  @Test
  @EnabledIfSystemProperty(named = "ensayo.adaptive.trials", matches = "[0-9]+")
  void printsTheTable() {
    int trials = Integer.getInteger("ensayo.adaptive.trials");
    double[][] studies = {{0}, {0, 0, 0}, {0.5}, {0.8}, {1.2}, {2}, {2, 0, 0}, {1.2, 1.2, 1.2}};
    for (double[] shifts : studies) {
      for (boolean isSkewed : new boolean[] {false, true}) {
        Simulated each = simulate(shifts, isSkewed, trials, 1_000);
        boolean isNull = Arrays.stream(shifts).allMatch(shift -> shift == 0);
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %.1f %% | %s | %.1f of 25 |%n",
            words(shifts),
            isSkewed ? "skewed" : "normal",
            100 * each.anyFalse(),
            isNull ? "–" : Math.round(100 * each.found()) + " %",
            each.seeds());
        assertThat(each.anyFalse()).isLessThan(LEVEL + 4 * Math.sqrt(0.05 / trials));
      }
    }
  }

  private static String words(double[] shifts) {
    return Arrays.stream(shifts)
        .mapToObj(
            shift ->
                shift == 0
                    ? "like it"
                    : new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT))
                            .format(shift)
                        + " above")
        .collect(Collectors.joining(", "));
  }
}
