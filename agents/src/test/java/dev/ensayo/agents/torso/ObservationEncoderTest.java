package dev.ensayo.agents.torso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.environment.ObservationSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ObservationEncoderTest {
  @Test
  void statesBecomeOneHot() {
    ObservationEncoder encoder = ObservationEncoder.of(ObservationSpec.discrete(4), 3);
    assertThat(encoder.inputSize()).isEqualTo(4);
    assertThat(encoder.encode(new float[] {2, 0, 3}, 3))
        .containsExactly(0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1);
    // Nothing of the batch before is left.
    assertThat(encoder.encode(new float[] {1, 1}, 2))
        .containsExactly(0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    assertThat(encoder.encode(new float[] {0}, 1))
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void bytesAreScaledToOne() {
    ObservationEncoder encoder = ObservationEncoder.of(ObservationSpec.bytes(1, 1, 2), 2);
    float[] inputs = encoder.encode(new float[] {0, 255, 51}, 1);
    assertThat(Arrays.copyOf(inputs, 2)).containsExactly(0, 1);
    assertThat(encoder.encode(new float[] {51, 0, 0, 255}, 2)[0]).isEqualTo(0.2f);
  }

  @Test
  void realNumbersAreNotCopied() {
    ObservationEncoder encoder = ObservationEncoder.of(ObservationSpec.continuous(3), 2);
    float[] observations = {1, 2, 3};
    assertThat(encoder.encode(observations, 1)).isSameAs(observations);
  }
}
