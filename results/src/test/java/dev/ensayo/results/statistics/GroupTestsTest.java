package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GroupTestsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  private static JsonNode read(String section) {
    return StatisticsFixture.read("comparisons.json", section);
  }

  private static double[] doubles(JsonNode parent, String name) {
    return StatisticsFixture.doubles(parent.get(name));
  }

  private static RandomStream random() {
    return new SeedSequence(3).stream("deals");
  }

  @Test
  void testsOfTwoGroupsEqualSciPys() {
    JsonNode cases = read("unpaired");
    assertThat(cases.size()).isEqualTo(9);
    for (JsonNode one : cases) {
      double[] x = doubles(one, "x");
      double[] y = doubles(one, "y");
      MannWhitneyTest ranks = MannWhitneyTest.of(x, y, random()).orElseThrow();
      assertThat(ranks.u()).isEqualTo(one.get("u").asDouble());
      assertThat(ranks.p()).as(one.toString()).isCloseTo(one.get("mannWhitney").asDouble(), CLOSE);
      PermutationTest means = PermutationTest.of(x, y, random()).orElseThrow();
      assertThat(means.isExact()).isTrue();
      assertThat(means.p()).as(one.toString()).isCloseTo(one.get("permutation").asDouble(), CLOSE);
      assertThat(EffectSize.hedgesG(x, y).orElseThrow())
          .isCloseTo(one.get("hedges").asDouble(), CLOSE);
      assertThat(EffectSize.cliffsDelta(x, y)).isCloseTo(one.get("cliff").asDouble(), CLOSE);
    }
  }

  @Test
  void testsOfPairsEqualSciPys() {
    JsonNode cases = read("paired");
    assertThat(cases.size()).isEqualTo(7);
    for (JsonNode one : cases) {
      PairedTTest t = PairedTTest.of(doubles(one, "x"), doubles(one, "y")).orElseThrow();
      assertThat(t.t()).isCloseTo(one.get("t").asDouble(), CLOSE);
      assertThat(t.p()).isCloseTo(one.get("p").asDouble(), CLOSE);
      WilcoxonTest ranks = WilcoxonTest.of(doubles(one, "x"), doubles(one, "y")).orElseThrow();
      assertThat(ranks.w()).isEqualTo(one.get("w").asDouble());
      assertThat(ranks.pairs()).isEqualTo(one.get("pairs").asInt());
      assertThat(ranks.p()).as(one.toString()).isCloseTo(one.get("wilcoxon").asDouble(), CLOSE);
    }
  }

  @Test
  void pairsSeeWhatGroupsCannot() {
    // Seeds differ by hundreds; the variant is better by one on each.
    double[] baseline = {100, 300, 500, 700, 900, 1100, 1300};
    double[] variant = {101, 301.2, 501, 700.8, 901, 1101.1, 1300.9};
    assertThat(WelchTest.of(variant, baseline).orElseThrow().p()).isGreaterThan(0.9);
    assertThat(PairedTTest.of(variant, baseline).orElseThrow().p()).isLessThan(1e-4);
    assertThat(WilcoxonTest.of(variant, baseline).orElseThrow().p()).isEqualTo(2.0 / 128);
  }

  @Test
  void whatSoFewScoresCannotDecideIsNotComputed() {
    double[] three = {1, 2, 3};
    double[] others = {101, 102, 103};
    // The smallest p of three against three is 0.1, of five pairs 2/32.
    assertThat(MannWhitneyTest.of(three, others, random())).isEmpty();
    assertThat(PermutationTest.of(three, others, random())).isEmpty();
    assertThat(WilcoxonTest.of(new double[] {1, 2, 3, 4, 5}, new double[5])).isEmpty();
    assertThat(PairedTTest.of(new double[] {1}, new double[] {2})).isEmpty();
    assertThat(PairedTTest.of(new double[] {2, 3}, new double[] {1, 2})).isEmpty();
    assertThat(EffectSize.hedgesG(new double[] {1}, others)).isEmpty();
    assertThat(EffectSize.hedgesG(new double[] {1, 1}, new double[] {2, 2})).isEmpty();
  }

  @Test
  void equalScoresAreNoDifference() {
    double[] sevens = {7, 7, 7, 7};
    assertThat(MannWhitneyTest.of(sevens, sevens, random()).orElseThrow())
        .isEqualTo(new MannWhitneyTest(8, 1));
    assertThat(PermutationTest.of(sevens, sevens, random()).orElseThrow().p()).isEqualTo(1);
  }

  @Test
  void manyScoresAreDealtAtRandomCloseToAllDeals() {
    // 15 against 15 have 155 million deals; Welch's p is near that of the permutation test there.
    RandomStream random = new SeedSequence(5).stream("scores");
    double[] x = new double[15];
    double[] y = new double[15];
    Arrays.setAll(x, i -> random.nextGaussian() + 0.8);
    Arrays.setAll(y, i -> random.nextGaussian());
    PermutationTest test = PermutationTest.of(x, y, random()).orElseThrow();
    assertThat(test.isExact()).isFalse();
    assertThat(test.p()).isCloseTo(WelchTest.of(x, y).orElseThrow().p(), within(0.01));
    assertThat(PermutationTest.of(x, y, random())).contains(test);
  }

  @Test
  void benjaminiAndHochbergEqualSciPys() {
    JsonNode cases = read("fdr");
    assertThat(cases.size()).isEqualTo(6);
    for (JsonNode one : cases) {
      assertThat(BenjaminiHochberg.adjust(doubles(one, "p")))
          .containsExactly(doubles(one, "adjusted"), within(1e-12));
    }
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
  }
}
