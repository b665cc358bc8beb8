package dev.ensayo.core.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InputComparisonTest {
  private static double[] normal(String name, int count, double mean) {
    RandomStream random = new SeedSequence(1).stream(name);
    return IntStream.range(0, count).mapToDouble(i -> mean + random.nextGaussian()).toArray();
  }

  @Test
  void theIndexIsThatOfItsFormula() {
    InputComparison comparison = new InputComparison();
    comparison.add(
        new ColumnProfile.Categories("c", 100, 0, Map.of("a", 50L, "b", 50L)),
        Map.of("a", 80L, "b", 20L),
        0);
    // (0.8 − 0.5) ln(0.8 / 0.5) + (0.2 − 0.5) ln(0.2 / 0.5)
    assertThat(comparison.features().get(0).index()).isCloseTo(0.415888, within(1e-6));
    assertThat(comparison.features().get(0).byChance()).isCloseTo(0.02, within(1e-12));
    assertThat(comparison.words()).contains("not like").contains("index of c 0.42");
  }

  @Test
  void whatIsAlikeIsSaidToBe() {
    ColumnProfile.Numbers trained = ColumnProfile.Numbers.of("x", normal("train", 5000, 0));
    InputComparison same = new InputComparison();
    same.add(trained, normal("same", 500, 0));
    assertThat(same.features().get(0).isFar()).isFalse();
    assertThat(same.words()).startsWith("the inputs are like");
    InputComparison shifted = new InputComparison();
    shifted.add(trained, normal("other", 500, 1));
    assertThat(shifted.features().get(0).isFar()).isTrue();
    InputComparison few = new InputComparison();
    few.add(trained, new double[] {99, Double.NaN});
    assertThat(few.words()).contains("too few").contains("x (1 of 2)");
  }

  /** If nothing has changed, the index is on average what it says it is. */
  @Test
  void chanceIsKnown() {
    double index = 0;
    double byChance = 0;
    for (int i = 0; i < 200; i++) {
      InputComparison comparison = new InputComparison();
      comparison.add(
          ColumnProfile.Numbers.of("x", normal("t" + i, 1000, 0)), normal("s" + i, 100, 0));
      index += comparison.features().get(0).index() / 200;
      byChance += comparison.features().get(0).byChance() / 200;
    }
    assertThat(index / byChance).isBetween(0.85, 1.3);
  }

  @Test
  void valuesThatRecurFillTheirBin() {
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i < 70 ? 5 : i).toArray();
    ColumnProfile.Numbers profile = ColumnProfile.Numbers.of("x", values);
    assertThat(profile.bins().stream().mapToLong(n -> n).sum()).isEqualTo(100);
    assertThat(profile.bins().get(0)).isEqualTo(70);
    InputComparison same = new InputComparison();
    same.add(profile, values);
    assertThat(same.features().get(0).index()).isZero();
  }
}
