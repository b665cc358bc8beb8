package dev.ensayo.results.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.results.markup.NumberStyle;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static String labels(Axis axis) {
    return String.join(" ", axis.ticks().stream().map(Axis.Tick::label).toList());
  }

  @Test
  void ticksAreRoundAndEncloseTheData() {
    assertThat(labels(Axis.around(NumberStyle.ENGLISH, 8.2, 499, 5)))
        .isEqualTo("0 100 200 300 400 500");
    assertThat(labels(Axis.around(NumberStyle.ENGLISH, -187, -83, 5)))
        .isEqualTo("−200 −180 −160 −140 −120 −100 −80");
    assertThat(labels(Axis.around(NumberStyle.ENGLISH, 0.011, 0.093, 4)))
        .isEqualTo("0 0.02 0.04 0.06 0.08 0.10");
    assertThat(labels(Axis.around(NumberStyle.ENGLISH, -0.5, 0.5, 4)))
        .isEqualTo("−0.6 −0.4 −0.2 0 0.2 0.4 0.6");
  }

  @Test
  void longStepsAreAbbreviated() {
    assertThat(labels(Axis.exactly(NumberStyle.ENGLISH, 0, 30_000, 6)))
        .isEqualTo("0 5k 10k 15k 20k 25k 30k");
    assertThat(labels(Axis.exactly(NumberStyle.ENGLISH, 0, 500_000, 5)))
        .isEqualTo("0 100k 200k 300k 400k 500k");
    assertThat(labels(Axis.exactly(NumberStyle.ENGLISH, 0, 2_000_000, 4)))
        .isEqualTo("0 0.5M 1M 1.5M 2M");
    assertThat(labels(Axis.exactly(NumberStyle.ENGLISH, 0, 900, 4))).isEqualTo("0 200 400 600 800");
    assertThat(labels(Axis.around(NumberStyle.ENGLISH, 0, 4e-5, 4)))
        .isEqualTo("0 1e−5 2e−5 3e−5 4e−5");
  }

  @Test
  void oneValueStillHasAnAxis() {
    Axis axis = Axis.around(NumberStyle.ENGLISH, 500, 500, 5);
    assertThat(axis.low()).isLessThan(500);
    assertThat(axis.high()).isGreaterThan(500);
    assertThat(axis.ticks()).hasSizeGreaterThan(2);
    assertThat(Axis.around(NumberStyle.ENGLISH, 0, 0, 5).place(0, 0, 100)).isEqualTo(50);
    assertThat(Axis.exactly(NumberStyle.ENGLISH, 7, 7, 5).ticks()).isNotEmpty();
  }

  @Test
  void powersOfTenStandAtEqualDistances() {
    Axis axis = Axis.logarithmic(NumberStyle.ENGLISH, 0.03, 180_000);
    assertThat(labels(axis)).isEqualTo("0.01 1 100 10k 1M");
    assertThat(axis.high()).isEqualTo(1e6);
    assertThat(axis.place(0.01, 0, 80)).isEqualTo(0);
    assertThat(axis.place(100, 0, 80)).isCloseTo(40, within(1e-9));
    assertThat(axis.place(-3, 0, 80)).isEqualTo(-80);
    assertThat(labels(Axis.logarithmic(NumberStyle.ENGLISH, 5e-6, 2e-2)))
        .isEqualTo("1e−6 1e−5 1e−4 0.001 0.01 0.1");
  }

  @Test
  void placesAreLinear() {
    assertThat(Axis.exactly(NumberStyle.ENGLISH, 10, 20, 5).place(15, 100, 300)).isEqualTo(200);
    assertThat(Axis.exactly(NumberStyle.ENGLISH, 10, 20, 5).place(20, 300, 100)).isEqualTo(100);
  }
}
