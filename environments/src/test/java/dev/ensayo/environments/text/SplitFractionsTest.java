package dev.ensayo.environments.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.environment.Split;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitFractionsTest {
  @ParameterizedTest
  @CsvSource({
    "0.9, 0.1, 0, 1115394, 1003854, 1115394, 1115394", // int(n * 0.9) as nanoGPT has it
    "0.7, 0.2, 0.1, 10, 7, 9, 10", // 0.7 + 0.2 is less than 0.9 in doubles
    "0.8, 0.1, 0.1, 2000000000, 1600000000, 1800000000, 2000000000",
    "0.9, 0.05, 0.05, 999999999, 899999999, 949999999, 999999999",
    "0.5, 0.25, 0, 16, 8, 12, 12",
    "1, 0, 0, 7, 7, 7, 7",
  })
  void partsFollowEachOtherWithoutGaps(
      double train, double valid, double test, long tokens, long first, long second, long third) {
    SplitFractions split = new SplitFractions(train, valid, test);
    assertThat(split.start(Split.TRAIN, tokens)).isZero();
    assertThat(split.end(Split.TRAIN, tokens)).isEqualTo(first);
    assertThat(split.start(Split.VALID, tokens)).isEqualTo(first);
    assertThat(split.end(Split.VALID, tokens)).isEqualTo(second);
    assertThat(split.start(Split.TEST, tokens)).isEqualTo(second);
    assertThat(split.end(Split.TEST, tokens)).isEqualTo(third);
  }
}
