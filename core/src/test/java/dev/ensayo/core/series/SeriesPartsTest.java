package dev.ensayo.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.environment.Split;
import org.junit.jupiter.api.Test;

class SeriesPartsTest {
  private static SeriesSpec spec(int window, int horizon) {
    return new SeriesSpec(ImmutableList.of("x"), 0, window, horizon, 1);
  }

  /** Moments 0–9 to learn from, 10–14 to choose by, 15–21 to test on. */
  private static SeriesParts parts(int originStep) {
    return new SeriesParts(10, 15, 22, originStep);
  }

  @Test
  void originsRollSoThatAllThatIsForecastLiesInThePart() {
    // The first window of 3 ends at 2; from 7 on moments 8 and 9 are forecast.
    assertThat(parts(1).origins(Split.TRAIN, spec(3, 2))).containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(parts(1).origins(Split.VALID, spec(3, 2))).containsExactly(9, 10, 11, 12);
    assertThat(parts(1).origins(Split.TEST, spec(3, 2))).containsExactly(14, 15, 16, 17, 18, 19);
  }

  @Test
  void theStepIsThatOfTestsAlone() {
    assertThat(parts(2).origins(Split.TRAIN, spec(8, 1))).containsExactly(7, 8);
    assertThat(parts(2).origins(Split.TEST, spec(8, 1))).containsExactly(14, 16, 18, 20);
  }

  @Test
  void theOriginsOfATestDoNotDependOnTheWindow() {
    assertThat(parts(3).origins(Split.TEST, spec(1, 4)))
        .containsExactly(parts(3).origins(Split.TEST, spec(6, 4)));
  }

  @Test
  void aPartTooShortHasNone() {
    assertThat(new SeriesParts(10, 10, 12, 1).origins(Split.VALID, spec(3, 2))).isEmpty();
    assertThat(new SeriesParts(10, 10, 12, 1).origins(Split.TEST, spec(3, 3))).isEmpty();
  }
}
