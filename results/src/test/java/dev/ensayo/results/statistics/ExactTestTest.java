package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactTestTest {
  private static double[] constant(int count, double value) {
    double[] scores = new double[count];
    Arrays.fill(scores, value);
    return scores;
  }

  /** The definition: every way of dealing the pooled scores out to the groups, one by one. */
  private static double byDealing(double[] first, double[] second) {
    double[] pooled = Stream.of(first, second).flatMapToDouble(Arrays::stream).toArray();
    double seen = distance(pooled, IntStream.range(0, first.length).toArray());
    int far = 0;
    int all = 0;
    for (int[] group :
        (Iterable<int[]>)
            () -> CombinatoricsUtils.combinationsIterator(pooled.length, first.length)) {
      all++;
      if (distance(pooled, group) >= seen - 1e-9) {
        far++;
      }
    }
    return (double) far / all;
  }

  private static double distance(double[] pooled, int[] group) {
    double inside = Arrays.stream(group).mapToDouble(i -> pooled[i]).sum();
    double outside = Arrays.stream(pooled).sum() - inside;
    return Math.abs(inside / group.length - outside / (pooled.length - group.length));
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "3, 3", "2, 7", "7, 2", "4, 5", "1, 6", "1, 1"})
  void isTheShareOfAllDealsThatAreAsFarApart(int n, int m) {
    double[] first = constant(n, -13);
    double[] second = constant(m, -200);
    assertThat(ExactTest.ofConstant(first, second).p())
        .isCloseTo(byDealing(first, second), within(1e-12));
  }

  @Test
  void fiveAgainstFiveIsOneIn126() {
    assertThat(ExactTest.ofConstant(constant(5, -13), constant(5, -200)).p()).isEqualTo(1.0 / 126);
  }

  @Test
  void equalGroupsAreNeverApart() {
    assertThat(ExactTest.ofConstant(constant(4, 500), constant(4, 500)).p()).isEqualTo(1);
    // 0.1 + 0.2 is not 0.3, and no difference.
    assertThat(ExactTest.ofConstant(constant(4, 0.1 + 0.2), constant(4, 0.3)).p()).isEqualTo(1);
  }

  /** No scores at all, spread or not, can be dealt out more extremely. */
  @Test
  void nothingIsBelowTheSmallestP() {
    double[] first = {1, 2, 4};
    double[] second = {100, 117, 130, 131};
    assertThat(byDealing(first, second)).isCloseTo(ExactTest.smallestP(3, 4), within(1e-12));
    assertThat(byDealing(new double[] {1, 120, 4}, second))
        .isGreaterThan(ExactTest.smallestP(3, 4));
  }
}
