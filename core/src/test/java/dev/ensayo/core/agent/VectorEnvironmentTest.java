package dev.ensayo.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.fakes.ScriptedEnvironment;
import dev.ensayo.core.fakes.ScriptedEnvironment.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorEnvironmentTest {
  private final ScriptedEnvironment fast =
      new ScriptedEnvironment(List.of(new Episode(1, 5, true), new Episode(2, 6, false)));
  private final ScriptedEnvironment slow =
      new ScriptedEnvironment(List.of(new Episode(3, 1, true)));
  private final VectorEnvironment vector = new VectorEnvironment(List.of(fast, slow));

  @Test
  void resettingStartsEveryCopy() {
    vector.reset();

    assertThat(vector.count()).isEqualTo(2);
    assertThat(vector.observations()).containsExactly(0, 0, 0, 0);
    assertThat(fast.started()).isEqualTo(1);
    assertThat(slow.started()).isEqualTo(1);
  }

  @Test
  void aCopyThatEndsStartsAnewAndItsFinalObservationIsKept() {
    vector.reset();
    vector.step(new int[] {0, 1});

    assertThat(vector.observations()).as("of the next episode").containsExactly(1, 0, 0, 1);
    assertThat(vector.finalObservations()).as("before the reset").containsExactly(0, 1, 0, 1);
    assertThat(vector.rewards()).containsExactly(5, 1);
    assertThat(vector.taskRewards()).containsExactly(5, 1);
    assertThat(vector.terminated(0)).isTrue();
    assertThat(vector.truncated(0)).isFalse();
    assertThat(vector.ended(1)).isFalse();

    vector.step(new int[] {0, 0});
    assertThat(vector.observations()).containsExactly(1, 1, 0, 2);
    assertThat(vector.ended(0)).as("the flags are those of the last step").isFalse();

    vector.step(new int[] {0, 0});
    assertThat(vector.observations()).containsExactly(2, 0, 1, 0);
    assertThat(vector.finalObservations()).containsExactly(1, 2, 0, 3);
    assertThat(vector.truncated(0)).isTrue();
    assertThat(vector.terminated(0)).isFalse();
    assertThat(vector.terminated(1)).isTrue();
  }

  @Test
  void everyCopyNeedsAnAction() {
    vector.reset();

    assertThatThrownBy(() -> vector.step(new int[] {0}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new VectorEnvironment(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closingClosesEveryCopy() {
    vector.close();

    assertThat(fast.isClosed()).isTrue();
    assertThat(slow.isClosed()).isTrue();
  }
}
