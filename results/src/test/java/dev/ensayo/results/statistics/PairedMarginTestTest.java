package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.apache.commons.math3.stat.inference.TTest;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedMarginTestTest {
  /**
   * Yang, Sun and Hardin, "A non-iterative implementation of Tango's score confidence interval for
   * a paired difference of proportions", 2013: both ends are roots of one polynomial.
   */
  private static double quartic(double n, double b, double c, double confidence, double x) {
    double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(confidence);
    double g = z * z;
    double d = b - c;
    double first = n * n * (n / g + 1) * (n / g + 1);
    double second = -n * d * (n / g + 1) * (4 * n / g + 1);
    double third = 2 * n * d * d * (3 * n / g + 2) / g - n * n * ((b + c) / g + 1);
    double fourth = n * d * (2 * (b + c) / g + 1) - d * d * d * (4 * n / g + 1) / g;
    double last = d * d * (d * d / g - (b + c)) / g;
    return ((((first * x) + second) * x + third) * x + fourth) * x / first + last / first;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 7, 21, 0.975",
    "40, 20, 160, 0.975",
    "0, 0, 44, 0.975",
    "5, 3, 200, 0.95",
    "0, 9, 30, 0.95",
    "12, 0, 13, 0.9"
  })
  void boundsOfProportionsAreTheRootsOfTheNonIterativeMethod(
      int first, int second, int pairs, double confidence) {
    PairedMarginTest test = PairedMarginTest.ofProportions(first, second, pairs, 0.05, confidence);

    assertThat(quartic(pairs, first, second, confidence, test.interval().low()))
        .isCloseTo(0, within(1e-13));
    assertThat(quartic(pairs, first, second, confidence, test.interval().high()))
        .isCloseTo(0, within(1e-13));
    assertThat(test.interval().low()).isLessThan(test.difference());
    assertThat(test.interval().high()).isGreaterThan(test.difference());
  }

  @ParameterizedTest
  @CsvSource({"1, 7, 21", "40, 20, 160", "0, 0, 44", "0, 9, 30"})
  void pValuesReachTheirLevelAtTheBounds(int first, int second, int pairs) {
    PairedMarginTest at = PairedMarginTest.ofProportions(first, second, pairs, 0.1, 0.95);
    double margin = -at.interval().low();

    PairedMarginTest low = PairedMarginTest.ofProportions(first, second, pairs, margin, 0.95);

    assertThat(low.pAbove()).isCloseTo(0.05, within(1e-9));
    assertThat(low.pAbove() + low.pBelow()).isCloseTo(1, within(1e-12));
  }

  @Test
  void numbersAreTestedByStudentsT() {
    double[] differences = {0.3, -0.1, 0.25, 0.4, 0.05, -0.2, 0.15};

    PairedMarginTest test = PairedMarginTest.ofNumbers(differences, 0.1, 0.95);

    double twoSided = new TTest().tTest(-0.1, differences);
    assertThat(2 * test.pAbove()).isCloseTo(twoSided, within(1e-12));
    assertThat(2 * new TTest().tTest(test.interval().low(), differences))
        .isCloseTo(0.2, within(1e-9));
  }

  @Test
  void withoutSpreadTheSignsAreTested() {
    PairedMarginTest same = PairedMarginTest.ofNumbers(new double[10], 0.1, 0.95);
    PairedMarginTest zero = PairedMarginTest.ofNumbers(new double[10], 0, 0.95);

    assertThat(same.pAbove()).isEqualTo(Math.pow(2, -10));
    assertThat(same.pBelow()).isEqualTo(1);
    assertThat(zero.pAbove()).isEqualTo(1);
  }

  @Test
  void mcNemarsTestIsThatOfAFairCoin() {
    // 2 · (1 + 8) / 2⁸
    assertThat(McNemarTest.of(1, 7).p()).isCloseTo(18.0 / 256, within(1e-12));
    assertThat(McNemarTest.of(7, 1).p()).isCloseTo(18.0 / 256, within(1e-12));
    assertThat(McNemarTest.of(4, 4).p()).isCloseTo(1, within(1e-12));
    assertThat(McNemarTest.of(0, 0).p()).isEqualTo(1);
  }

  /** Twice the smaller tail, in whole numbers; both orders give the same. */
  @Test
  void mcNemarsTestHasBothTailsWhole() {
    for (int n = 1; n <= 80; n++) {
      BigInteger ways = BigInteger.ONE;
      BigInteger tail = BigInteger.ZERO;
      for (int first = 0; 2 * first <= n; first++) {
        tail = tail.add(ways);
        ways = ways.multiply(BigInteger.valueOf(n - first)).divide(BigInteger.valueOf(first + 1));
        double p = Math.min(1, 2 * tail.doubleValue() / Math.pow(2, n));
        assertThat(McNemarTest.of(first, n - first).p())
            .as("%s of %s", first, n)
            .isCloseTo(p, within(1e-12 * p));
        assertThat(McNemarTest.of(n - first, first).p())
            .as("%s of %s, the other way round", first, n)
            .isCloseTo(p, within(1e-12 * p));
      }
    }
  }
}
