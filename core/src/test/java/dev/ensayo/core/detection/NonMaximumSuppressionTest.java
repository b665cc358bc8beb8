package dev.ensayo.core.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ensayo.core.scenes.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class NonMaximumSuppressionTest {
  private static final Detection SUREST = new Detection(0, 0.9, new Box(0, 0, 10, 10));

  /** Shares 80 of 120 with the surest, 0.667. */
  private static final Detection BESIDE = new Detection(0, 0.8, new Box(2, 0, 10, 10));

  /** Shares 60 of 140 with the surest, 0.429, and 80 of 120 with the one in between. */
  private static final Detection FURTHER = new Detection(0, 0.7, new Box(4, 0, 10, 10));

  private static final Detection ANOTHER_CLASS = new Detection(1, 0.3, new Box(0, 0, 10, 10));

  private static List<Detection> keep(double threshold) {
    return new NonMaximumSuppression(threshold)
        .keep(List.of(ANOTHER_CLASS, FURTHER, SUREST, BESIDE));
  }

  @Test
  void whatSharesTooMuchWithASurerOneIsLeftOut() {
    assertThat(keep(0.3)).containsExactly(SUREST, ANOTHER_CLASS);
    assertThat(keep(0.7)).containsExactly(SUREST, BESIDE, FURTHER, ANOTHER_CLASS);
  }

  /** What was left out leaves nothing out itself. */
  @Test
  void onlyWhatIsKeptLeavesOthersOut() {
    assertThat(keep(0.5)).containsExactly(SUREST, FURTHER, ANOTHER_CLASS);
  }

  @Test
  void aThresholdOfOneKeepsAllAndTheFirstOfEquallySureOnesIsKept() {
    Detection twin = new Detection(0, 0.9, new Box(0, 0, 10, 10));
    Detection near = new Detection(0, 0.9, new Box(1, 0, 10, 10));
    assertThat(new NonMaximumSuppression(1).keep(List.of(SUREST, twin))).hasSize(2);
    assertThat(new NonMaximumSuppression(0.5).keep(List.of(near, SUREST))).containsExactly(near);
    assertThat(new NonMaximumSuppression(0.5).keep(List.of())).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new NonMaximumSuppression(1.1));
  }
}
