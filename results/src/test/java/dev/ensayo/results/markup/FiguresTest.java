package dev.ensayo.results.markup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void fourDigitsAndNoEmptyDecimals() {
    assertThat(Figures.of(487.512)).isEqualTo("487.5");
    assertThat(Figures.of(500)).isEqualTo("500");
    assertThat(Figures.of(0.012344)).isEqualTo("0.01234");
    assertThat(Figures.of(-110.96)).isEqualTo("−111");
    assertThat(Figures.of(1234567)).isEqualTo("1,234,567");
    assertThat(Figures.of(0)).isEqualTo("0");
    assertThat(Figures.of(3.2e-9)).isEqualTo("3.20e−9");
    assertThat(Figures.of(4.5e13)).isEqualTo("4.50e13");
  }

  @Test
  void numbersThatStandTogetherHaveTheSameDecimals() {
    Figures figures = Figures.forAll(500, 9.316, Double.NaN);
    assertThat(figures.format(500)).isEqualTo("500.0");
    assertThat(figures.format(9.316)).isEqualTo("9.3");
    assertThat(figures.format(-0.01)).isEqualTo("0.0");
    assertThat(figures.signed(9.316)).isEqualTo("+9.3");
    assertThat(figures.signed(0.01)).isEqualTo("0.0");
    assertThat(figures.format(Double.NaN)).isEqualTo("NaN");
    assertThat(figures.format(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
  }

  @Test
  void probabilitiesAndDurations() {
    assertThat(Figures.probability(0.0004)).isEqualTo("< 0.001");
    assertThat(Figures.probability(0.1344)).isEqualTo("0.134");
    assertThat(Figures.duration(0.0453)).isEqualTo("45 ms");
    assertThat(Figures.duration(7.54)).isEqualTo("7.5 s");
    assertThat(Figures.duration(200)).isEqualTo("3 min 20 s");
    assertThat(Figures.duration(7500)).isEqualTo("2 h 05 min");
  }
}
