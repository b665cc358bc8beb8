package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WelchPowerTest {
  /**
   * SciPy 1.17: {@code c = t.ppf(1 - a/2, 2*n - 2); e = d * sqrt(n / 2); nct.sf(c, 2*n - 2, e) +
   * nct.cdf(-c, 2*n - 2, e)}.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 1, 0.05, 0.09520175549788396",
    "5, 2.02, 0.05, 0.798301639199035",
    "10, 1, 0.05, 0.5620066465861494",
    "17, 1, 0.05, 0.8070367151472198",
    "20, 0.5, 0.01, 0.14395508348613548",
    "64, 0.5, 0.05, 0.8014595579222541"
  })
  void powerIsThatOfTheNoncentralDistribution(
      int seeds, double effect, double level, double expected) {
    assertThat(new WelchPower(level).power(seeds, effect)).isCloseTo(expected, within(1e-8));
    assertThat(new WelchPower(level).power(seeds, -effect)).isCloseTo(expected, within(1e-8));
  }

  /** Cohen, 1988, table 2.4.1 (two-tailed, level 0.05, power 0.80): 64, 26 and 17 a group. */
  @ParameterizedTest
  @CsvSource({"0.5, 64", "0.8, 26", "1, 17", "2, 6"})
  void seedsAreThoseOfTheTables(double effect, int expected) {
    assertThat(new WelchPower(0.05).seeds(effect, 0.8, 10_000)).hasValue(expected);
  }

  @Test
  void theSmallestEffectIsSeenWithJustThatPower() {
    WelchPower test = new WelchPower(0.05);
    for (int seeds : new int[] {2, 3, 5, 30, 1000}) {
      double effect = test.smallestEffect(seeds, 0.8);
      assertThat(test.power(seeds, effect)).isCloseTo(0.8, within(1e-5));
    }
  }

  @Test
  void withoutAnEffectTheTestErrsAsOftenAsItsLevelSays() {
    assertThat(new WelchPower(0.05).power(7, 0)).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void whatTakesTooManySeedsIsNotFound() {
    assertThat(new WelchPower(0.05).seeds(0.001, 0.8, 10_000)).isEmpty();
    assertThatThrownBy(() -> new WelchPower(0.05).power(1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
