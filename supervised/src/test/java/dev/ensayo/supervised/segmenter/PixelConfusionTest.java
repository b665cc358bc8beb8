package dev.ensayo.supervised.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PixelConfusionTest {
  /** n_ij as a table: rows are right classes, columns what was said. */
  private static PixelConfusion of(int[]... counts) {
    PixelConfusion confusion = new PixelConfusion(counts.length);
    for (int right = 0; right < counts.length; right++) {
      for (int said = 0; said < counts.length; said++) {
        for (int i = 0; i < counts[right][said]; i++) {
          confusion.add(right, said);
        }
      }
    }
    return confusion;
  }

  /** By the formulas of Long, Shelhamer and Darrell, section 5, with fractions worked by hand. */
  @Test
  void measuresAreThoseOfThePaper() {
    PixelConfusion confusion = of(new int[] {50, 3, 2}, new int[] {5, 20, 0}, new int[] {4, 1, 15});
    assertThat(confusion.pixelAccuracy()).isEqualTo(85 / 100.0);
    assertThat(confusion.meanAccuracy())
        .isCloseTo((50 / 55.0 + 20 / 25.0 + 15 / 20.0) / 3, within(1e-15));
    assertThat(confusion.intersectionOverUnion(0)).isEqualTo(50 / 64.0);
    assertThat(confusion.intersectionOverUnion(1)).isEqualTo(20 / 29.0);
    assertThat(confusion.intersectionOverUnion(2)).isEqualTo(15 / 22.0);
    assertThat(confusion.meanIntersectionOverUnion())
        .isCloseTo((50 / 64.0 + 20 / 29.0 + 15 / 22.0) / 3, within(1e-15));
    assertThat(confusion.majority()).isEqualTo(0.55);
  }

  @Test
  void classesThatAreNowhereCountForNothing() {
    PixelConfusion confusion = of(new int[] {6, 2, 0}, new int[] {0, 0, 0}, new int[] {0, 0, 0});
    assertThat(confusion.intersectionOverUnion(1)).as("said, and never right").isZero();
    assertThat(confusion.intersectionOverUnion(2)).isNaN();
    assertThat(confusion.meanIntersectionOverUnion()).isEqualTo((6 / 8.0 + 0) / 2);
    assertThat(confusion.meanAccuracy()).isEqualTo(6 / 8.0);
  }
}
