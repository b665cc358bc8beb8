package dev.ensayo.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final RunName ONE = new RunName("baseline", 1);
  private static final RunName TWO = new RunName("baseline", 2);

  @Test
  void whatIsLeftFollowsFromWhatWasDoneInThisSession() {
    Tally tally = new Tally(4);
    tally.kept();
    tally.started(ONE, 50, 100);
    assertThat(tally.after(5).secondsLeft()).isEmpty();
    tally.moved(ONE, 75);
    Standing standing = tally.after(10);
    assertThat(standing.share()).isEqualTo(1.75 / 4);
    // A quarter of a run in 10 s; two and a quarter are left.
    assertThat(standing.secondsLeft().orElseThrow()).isCloseTo(90, within(1e-9));
    assertThat(standing.ended()).isEqualTo(1);
  }

  @Test
  void runsThatRunAreNamedInTheOrderInWhichTheyBegan() {
    Tally tally = new Tally(3);
    tally.started(TWO, 0, 10);
    tally.started(ONE, 0, 10);
    tally.moved(TWO, 4);
    assertThat(tally.after(1).running())
        .containsExactly(
            new Standing.Run("baseline seed 2", 0.4), new Standing.Run("baseline seed 1", 0));
    tally.ended(TWO);
    assertThat(tally.after(1).running()).containsExactly(new Standing.Run("baseline seed 1", 0));
  }

  /** Another process may have taken it over, and may leave it again. */
  @Test
  void aRunThatGoesOnElsewhereIsNotDoneHere() {
    Tally tally = new Tally(2);
    tally.started(ONE, 50, 100);
    tally.moved(ONE, 75);
    tally.left(ONE);
    assertThat(tally.after(1).share()).isZero();
    assertThat(tally.after(1).running()).isEmpty();
    tally.started(ONE, 75, 100);
    tally.moved(ONE, 100);
    assertThat(tally.after(1).share()).isEqualTo(0.5);
    // A quarter of a run in one second; one run is left.
    assertThat(tally.after(1).secondsLeft().orElseThrow()).isCloseTo(4, within(1e-9));
  }

  @Test
  void aRunThatFailsBeforeItStartsCountsAsEnded() {
    Tally tally = new Tally(1);
    tally.ended(ONE);
    assertThat(tally.after(1).isEnd()).isTrue();
    assertThat(tally.after(1).share()).isEqualTo(1);
  }

  @Test
  void aLongTestIsToldUntilItIsOver() {
    Tally tally = new Tally(1);
    tally.started(ONE, 0, 10);
    tally.testing(ONE, 0.25);
    assertThat(tally.after(1).running())
        .containsExactly(new Standing.Run("baseline seed 1", 0, OptionalDouble.of(0.25)));
    tally.testing(ONE, 1);
    assertThat(tally.after(1).running()).containsExactly(new Standing.Run("baseline seed 1", 0));
    tally.ended(ONE);
    tally.testing(ONE, 0.5);
    assertThat(tally.after(1).running()).isEmpty();
  }
}
