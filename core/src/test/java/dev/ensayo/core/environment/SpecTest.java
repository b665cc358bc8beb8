package dev.ensayo.core.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.environment.ObservationSpec.Kind;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpecTest {
  @Test
  void theSizeIsTheProductOfTheShape() {
    assertThat(ObservationSpec.continuous(4).size()).isEqualTo(4);
    assertThat(ObservationSpec.bytes(4, 84, 84).size()).isEqualTo(4 * 84 * 84);
    assertThat(ObservationSpec.discrete(500).size()).isEqualTo(1);
    assertThat(ObservationSpec.discrete(500).states()).isEqualTo(500);
  }

  @Test
  void onlyADiscreteObservationHasStates() {
    assertThat(ObservationSpec.discrete(16).isDiscrete()).isTrue();
    assertThat(ObservationSpec.continuous(1).isDiscrete()).isFalse();
    assertThat(ObservationSpec.bytes(1).kind()).isEqualTo(Kind.BYTES);
    assertThatThrownBy(() -> ObservationSpec.discrete(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ObservationSpec(Kind.CONTINUOUS, ImmutableIntArray.of(1), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aShapeHasNoEmptySide() {
    assertThatThrownBy(ObservationSpec::continuous)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an observation needs a shape");
    assertThatThrownBy(() -> ObservationSpec.bytes(3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape [3, 0] has an empty side");
    assertThatThrownBy(() -> ObservationSpec.bytes(1 << 16, 1 << 16).size())
        .as("too long for an array")
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void equalShapesAreEqual() {
    assertThat(ObservationSpec.continuous(2, 3))
        .isEqualTo(ObservationSpec.continuous(2, 3))
        .isNotEqualTo(ObservationSpec.continuous(3, 2))
        .isNotEqualTo(ObservationSpec.bytes(2, 3));
  }

  @Test
  void aProcessChangedInOnePartKeepsTheOthers() {
    DecisionProcessSpec spec =
        new DecisionProcessSpec(ObservationSpec.discrete(16), 4, 100, OptionalDouble.of(0.7), true);

    assertThat(spec.withStepLimit(7))
        .isEqualTo(
            new DecisionProcessSpec(
                ObservationSpec.discrete(16), 4, 7, OptionalDouble.of(0.7), true));
    assertThat(spec.withObservation(ObservationSpec.continuous(2)))
        .isEqualTo(
            new DecisionProcessSpec(
                ObservationSpec.continuous(2), 4, 100, OptionalDouble.of(0.7), true));
    assertThat(spec.withoutTransitionTable())
        .isEqualTo(
            new DecisionProcessSpec(
                ObservationSpec.discrete(16), 4, 100, OptionalDouble.of(0.7), false));
    assertThatThrownBy(() -> spec.withStepLimit(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new DecisionProcessSpec(
                    ObservationSpec.discrete(1), 0, 0, OptionalDouble.empty(), false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStepResultKeepsTheTasksOwnReward() {
    StepResult result = new StepResult().set(new float[] {1}, 5, false, false);
    result.reshapeReward(1).replaceObservation(new float[] {2, 3}).truncate();

    assertThat(result.reward()).isEqualTo(1);
    assertThat(result.taskReward()).isEqualTo(5);
    assertThat(result.observation()).containsExactly(2, 3);
    assertThat(result.terminated()).isFalse();
    assertThat(result.truncated()).isTrue();
    assertThat(result.ended()).isTrue();

    result.set(new float[] {4}, 7, true, false);
    assertThat(result.reward()).isEqualTo(7);
    assertThat(result.taskReward()).isEqualTo(7);
    assertThat(result.truncated()).as("nothing of the last step is left").isFalse();
    assertThat(result.ended()).isTrue();
  }
}
