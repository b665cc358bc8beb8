package dev.ensayo.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {
  @Test
  void sharesAndTheirIntervalsEqualSciPys() {
    JsonNode cases = StatisticsFixture.read("comparisons.json", "survival");
    assertThat(cases.size()).isEqualTo(6);
    for (JsonNode one : cases) {
      KaplanMeier fit =
          new KaplanMeier(
              StatisticsFixture.doubles(one.get("arrived")),
              StatisticsFixture.doubles(one.get("ended")));
      assertThat(fit.steps()).hasSize(one.get("steps").size());
      for (int i = 0; i < fit.steps().size(); i++) {
        JsonNode expected = one.get("steps").get(i);
        KaplanMeier.Step step = fit.steps().get(i);
        assertThat(step.time()).isEqualTo(expected.get("time").asDouble());
        assertThat(step.share()).isCloseTo(expected.get("share").asDouble(), within(1e-9));
        if (step.share() > 1e-9) {
          assertThat(step.low()).isCloseTo(expected.get("low").asDouble(), within(1e-9));
          assertThat(step.high()).isCloseTo(expected.get("high").asDouble(), within(1e-9));
        }
      }
    }
  }

  @Test
  void withoutCensoringTheMedianIsTheUsualOne() {
    assertThat(new KaplanMeier(new double[] {5, 1, 9}, new double[0]).median()).hasValue(5);
    assertThat(new KaplanMeier(new double[] {5, 1, 9, 7}, new double[0]).median()).hasValue(6);
  }

  @Test
  void aRunThatEndedEarlySaysNothingOfLaterTimes() {
    // Counted as never, two of four would be late: no median. Kaplan and Meier take the run that
    // ended at 2 out of those that could have come at 5: 3/4 after 1, then half of that.
    KaplanMeier fit = new KaplanMeier(new double[] {1, 5}, new double[] {2, 10});
    assertThat(fit.steps().get(1).share()).isCloseTo(0.375, within(1e-12));
    assertThat(fit.median()).hasValue(5);
  }

  @Test
  void fewerThanHalfGiveNoMedian() {
    KaplanMeier fit = new KaplanMeier(new double[] {3}, new double[] {10, 10, 10});
    assertThat(fit.median()).isEmpty();
    assertThat(new KaplanMeier(new double[0], new double[] {10}).median()).isEmpty();
    assertThat(new KaplanMeier(new double[] {3}, new double[0]).medianInterval()).isEmpty();
  }

  @Test
  void theIntervalOfTheMedianIsOpenWhereTheRunsDoNotSay() {
    // The upper end of the share falls to one half nowhere: 0.9692, 0.8818, 0.7528.
    Interval open =
        new KaplanMeier(new double[] {3000, 5000, 9000}, new double[] {10_000, 10_000})
            .medianInterval()
            .orElseThrow();
    assertThat(open).isEqualTo(new Interval(3000, Double.POSITIVE_INFINITY));
    // Nine arrive at 100 to 900, one ends at 950. By the shares that SciPy gives above, the lower
    // end falls to one half at once (0.473), the upper one at 800 (0.459).
    Interval closed =
        new KaplanMeier(
                new double[] {100, 200, 300, 400, 500, 600, 700, 800, 900}, new double[] {950})
            .medianInterval()
            .orElseThrow();
    assertThat(closed.low()).isEqualTo(100);
    assertThat(closed.high()).isEqualTo(800);
  }

  @Test
  void allAtOnceIsCloseWithEnoughRuns() {
    // Of none among ten Wilson's interval ends at 0.28, of none among three at 0.56.
    assertThat(
            new KaplanMeier(new double[] {20, 20, 20, 20, 20, 20, 20, 20, 20, 20}, new double[0])
                .medianInterval())
        .contains(new Interval(20, 20));
    assertThat(new KaplanMeier(new double[] {20, 20, 20}, new double[0]).medianInterval())
        .contains(new Interval(20, Double.POSITIVE_INFINITY));
  }
}
