package dev.ensayo.core.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.environment.TransitionTable.Outcome;
import org.junit.jupiter.api.Test;

class TransitionTableTest {
  private static Outcome outcome(double p, int next) {
    return new Outcome(p, next, next, next == 1);
  }

  /** Two states with one action each; state 0 has the given outcomes. */
  private static TransitionTable table(Outcome... outcomes) {
    return new TransitionTable(
        new double[] {0.25, 0.75}, new Outcome[][][] {{outcomes}, {{outcome(1, 1)}}});
  }

  @Test
  void shapesAndOutcomesAsGiven() {
    TransitionTable table = table(outcome(0.5, 0), outcome(0.25, 1), outcome(0.25, 0));

    assertThat(table.states()).isEqualTo(2);
    assertThat(table.actions()).isEqualTo(1);
    assertThat(table.initialProbability(1)).isEqualTo(0.75);
    assertThat(table.outcomeCount(0, 0)).as("equal next states are not merged").isEqualTo(3);
    assertThat(table.outcome(0, 0, 2)).isEqualTo(outcome(0.25, 0));
  }

  @Test
  void samplingTakesTheFirstWhoseRunningSumExceedsTheNumber() {
    TransitionTable table = table(outcome(0.5, 0), outcome(0.25, 1), outcome(0.25, 0));

    assertThat(table.sample(0, 0, 0)).isSameAs(table.outcome(0, 0, 0));
    assertThat(table.sample(0, 0, Math.nextDown(0.5))).isSameAs(table.outcome(0, 0, 0));
    assertThat(table.sample(0, 0, 0.5)).as("0.5 > 0.5 is false").isSameAs(table.outcome(0, 0, 1));
    assertThat(table.sample(0, 0, Math.nextDown(0.75))).isSameAs(table.outcome(0, 0, 1));
    assertThat(table.sample(0, 0, 0.75)).isSameAs(table.outcome(0, 0, 2));
    assertThat(table.sample(0, 0, Math.nextDown(1.0))).isSameAs(table.outcome(0, 0, 2));
    assertThat(table.sampleInitialState(0)).isZero();
    assertThat(table.sampleInitialState(0.25)).isEqualTo(1);
  }

  @Test
  void whatIsImpossibleIsNeverDrawn() {
    TransitionTable table = table(outcome(0, 0), outcome(1 - 1e-10, 1), outcome(0, 0));

    assertThat(table.sample(0, 0, 0)).isSameAs(table.outcome(0, 0, 1));
    assertThat(table.sample(0, 0, Math.nextDown(1.0)))
        .as("the sum stays below the number, by rounding")
        .isSameAs(table.outcome(0, 0, 1));

    Outcome[][] stay = {{outcome(1, 0)}};
    TransitionTable start =
        new TransitionTable(new double[] {0, 1 - 1e-10, 0}, new Outcome[][][] {stay, stay, stay});
    assertThat(start.sampleInitialState(0)).isEqualTo(1);
    assertThat(start.sampleInitialState(Math.nextDown(1.0))).isEqualTo(1);
  }

  @Test
  void probabilitiesMustSumToOne() {
    assertThatThrownBy(() -> table(outcome(0.5, 0), outcome(0.4, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probabilities of state 0, action 0 sum to 0.9");
    assertThatThrownBy(() -> table())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sum to 0.0");
    assertThatThrownBy(() -> table(outcome(-0.5, 0), outcome(1.5, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state 0, action 0 has a negative probability: -0.5");
    assertThatThrownBy(() -> table(outcome(Double.NaN, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(table(outcome(1 / 3.0, 0), outcome(1 / 3.0, 1), outcome(1 / 3.0, 0)).states())
        .as("up to rounding")
        .isEqualTo(2);
  }

  @Test
  void shapesMustFit() {
    Outcome[][] stay = {{outcome(1, 0)}};
    Outcome[][] twoActions = {{outcome(1, 0)}, {outcome(1, 0)}};

    assertThatThrownBy(() -> new TransitionTable(new double[0], new Outcome[0][][]))
        .hasMessage("a table needs at least one state");
    assertThatThrownBy(() -> new TransitionTable(new double[] {1}, new Outcome[][][] {stay, stay}))
        .hasMessage("1 initial probabilities for 2 states");
    assertThatThrownBy(
            () -> new TransitionTable(new double[] {0.5, 0.4}, new Outcome[][][] {stay, stay}))
        .hasMessage("probabilities of the initial distribution sum to 0.9");
    assertThatThrownBy(
            () -> new TransitionTable(new double[] {1, 0}, new Outcome[][][] {stay, twoActions}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state 1 has 2 actions, state 0 has 1");
    assertThatThrownBy(() -> new TransitionTable(new double[] {1}, new Outcome[][][] {{}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a table needs at least one action");
    assertThatThrownBy(() -> table(outcome(1, 2)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("next state");
  }
}
