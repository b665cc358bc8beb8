package dev.ensayo.environments.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.ScriptedEnvironment;
import org.junit.jupiter.api.Test;

class FrameStackTest {
  private static DecisionProcess stacked(
      int frames, ObservationSpec observation, float[]... shown) {
    return new FrameStackProvider()
        .wrap(
            ScriptedEnvironment.process(observation, ScriptedEnvironment.observations(shown)),
            new FrameStackConfig(frames));
  }

  @Test
  void showsTheLastFramesOldestFirst() {
    DecisionProcess process =
        stacked(
            3,
            ObservationSpec.continuous(2),
            new float[] {1, 2},
            new float[] {3, 4},
            new float[] {5, 6},
            new float[] {7, 8});
    assertThat(process.spec().observation()).isEqualTo(ObservationSpec.continuous(6));
    Environment environment = process.create(new SeedSequence(0));
    for (int episode = 0; episode < 2; episode++) {
      assertThat(environment.reset()).containsExactly(1, 2, 1, 2, 1, 2);
      assertThat(environment.step(0).observation()).containsExactly(1, 2, 1, 2, 3, 4);
      assertThat(environment.step(0).observation()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(environment.step(0).observation()).containsExactly(3, 4, 5, 6, 7, 8);
    }
  }

  /** Images are joined along their channels: [1, 2, 2] becomes [2, 2, 2], and bytes stay bytes. */
  @Test
  void joinsImagesAlongTheirChannels() {
    DecisionProcess process =
        stacked(
            2, ObservationSpec.bytes(1, 2, 2), new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8});
    assertThat(process.spec().observation()).isEqualTo(ObservationSpec.bytes(2, 2, 2));
    Environment environment = process.create(new SeedSequence(0));
    environment.reset();
    assertThat(environment.step(0).observation()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void oneFrameChangesNothing() {
    DecisionProcess process =
        stacked(1, ObservationSpec.continuous(1), new float[] {1}, new float[] {2});
    Environment environment = process.create(new SeedSequence(0));
    assertThat(environment.reset()).containsExactly(1);
    assertThat(environment.step(0).observation()).containsExactly(2);
  }

  @Test
  void doesNotStackStateNumbers() {
    assertThatThrownBy(
            () -> stacked(2, ObservationSpec.discrete(3), new float[] {1}, new float[] {2}))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("frame-stack needs continuous or byte observations; these are discrete");
  }
}
