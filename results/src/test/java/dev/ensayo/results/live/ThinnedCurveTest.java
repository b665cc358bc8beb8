package dev.ensayo.results.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.metrics.Clock;
import dev.ensayo.results.statistics.Curve;
import org.junit.jupiter.api.Test;

class ThinnedCurveTest {
  private static ThinnedCurve ramp(int length) {
    ThinnedCurve curve = new ThinnedCurve(Clock.UPDATE);
    for (int i = 1; i <= length; i++) {
      curve.add(i, i);
    }
    return curve;
  }

  @Test
  void fewValuesStayAsTheyAre() {
    Curve curve = ramp(ThinnedCurve.MOST - 1).curve();

    assertThat(curve.size()).isEqualTo(ThinnedCurve.MOST - 1);
    assertThat(curve.values()).startsWith(1, 2, 3).endsWith(ThinnedCurve.MOST - 1);
  }

  @Test
  void manyValuesBecomeMeansOfEquallyMany() {
    ThinnedCurve thinned = ramp(1_000_003);
    Curve curve = thinned.curve();

    assertThat(curve.size()).isBetween(ThinnedCurve.MOST / 2, ThinnedCurve.MOST);
    long width = curve.steps()[0];
    assertThat(Long.bitCount(width)).isEqualTo(1);
    for (int i = 0; i < curve.size() - 1; i++) {
      assertThat(curve.steps()[i]).isEqualTo((i + 1) * width);
      assertThat(curve.values()[i]).isEqualTo(i * width + (width + 1) / 2.0);
    }
    assertThat(curve.lastStep()).isEqualTo(1_000_003);
    assertThat(thinned.last()).isEqualTo(1_000_003);
  }

  @Test
  void aValueThatIsNoneDoesNotSpoilItsNeighbours() {
    ThinnedCurve thinned = new ThinnedCurve(Clock.UPDATE);
    for (int i = 0; i < 4 * ThinnedCurve.MOST; i++) {
      thinned.add(i, i % 2 == 0 ? Double.NaN : 5);
    }

    assertThat(thinned.curve().values()).containsOnly(5);
  }

  @Test
  void whatGoesBackIsLeftOut() {
    ThinnedCurve thinned = ramp(3);
    thinned.add(2, 99);

    assertThat(thinned.curve().values()).containsExactly(1, 2, 3);
  }
}
