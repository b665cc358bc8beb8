package dev.ensayo.results.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesStyleTest {
  /** Contrast that WCAG 2.2, criterion 1.4.11, asks of graphics. */
  private static final double ENOUGH = 3;

  @Test
  void anyTwoCanBeToldApartInGrey() {
    for (int i = 0; i < SeriesStyle.DISTINCT; i++) {
      for (int j = 0; j < i; j++) {
        SeriesStyle one = SeriesStyle.of(i);
        SeriesStyle other = SeriesStyle.of(j);
        assertThat(one.dash()).as("dashes of %s and %s", i, j).isNotEqualTo(other.dash());
        assertThat(one.marker()).as("markers of %s and %s", i, j).isNotEqualTo(other.marker());
        assertThat(one.light()).isNotEqualTo(other.light());
        assertThat(one.dark()).isNotEqualTo(other.dark());
      }
    }
  }

  @Test
  void everyColourStandsOutFromItsPaper() {
    for (int i = 0; i < SeriesStyle.DISTINCT; i++) {
      SeriesStyle style = SeriesStyle.of(i);
      assertThat(contrast(style.light(), "#ffffff")).as("light %s", i).isGreaterThan(ENOUGH);
      assertThat(contrast(style.dark(), "#121417")).as("dark %s", i).isGreaterThan(ENOUGH);
    }
  }

  @Test
  void theBaselineIsTheDarkestLineAndSolid() {
    assertThat(SeriesStyle.of(0).dash()).isEqualTo("none");
    for (int i = 1; i < SeriesStyle.DISTINCT; i++) {
      assertThat(luminance(SeriesStyle.of(0).light()))
          .isLessThan(luminance(SeriesStyle.of(i).light()));
    }
  }

  @Test
  void coloursComeAgainWithOtherDashesAndMarkers() {
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i < 4 * SeriesStyle.DISTINCT; i++) {
      SeriesStyle style = SeriesStyle.of(i);
      assertThat(style.light()).isEqualTo(SeriesStyle.of(i % SeriesStyle.DISTINCT).light());
      assertThat(pairs.add(style.dash() + " " + style.marker())).as("style %s", i).isTrue();
    }
  }

  @Test
  void coloursAreRulesForLightAndDarkPages() {
    assertThat(SeriesStyle.css(2))
        .contains(".s0{--c:#1f2328}", ".s1{--c:#0072b2}", ".s1{--c:#4aa8e0}")
        .doesNotContain(".s2");
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** Relative luminance of sRGB, WCAG 2.2. */
  private static double luminance(String hex) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
