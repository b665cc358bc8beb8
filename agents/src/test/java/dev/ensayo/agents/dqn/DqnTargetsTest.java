package dev.ensayo.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Numbers are sums of powers of two, so that floats hold them exactly. */
class DqnTargetsTest {
  private static final float[] RETURNS = {1, -2, 4};
  // A step within an episode with γ = 0.5, a termination, three steps with γ = 0.5.
  private static final float[] DISCOUNTS = {0.5f, 0, 0.125f};
  private static final float[] NEXT_TARGET = {3, 8, -1, 100, 200, 300, -16, -8, -24};

  @Test
  void standardTargetsTakeTheLargestValueOfTheTargetNetwork() {
    float[] targets = new float[3];
    DqnTargets.standard(RETURNS, DISCOUNTS, NEXT_TARGET, 3, targets);
    // 1 + 8/2; −2; 4 − 8/8
    assertThat(targets).containsExactly(5, -2, 3);
  }

  @Test
  void doubleTargetsTakeTheValueOfTheOnlineNetworksChoice() {
    float[] nextOnline = {7, 1, 6, 0, 0, 1, 1, 2, 5};
    float[] targets = new float[3];
    DqnTargets.doubleQ(RETURNS, DISCOUNTS, nextOnline, NEXT_TARGET, 3, targets);
    // Choices 0, 2, 2: 1 + 3/2; −2; 4 − 24/8
    assertThat(targets).containsExactly(2.5f, -2, 1);
  }

  @Test
  void lowestOfEqualActionsIsChosen() {
    float[] values = {0, 5, 5, 2, 2, 1};
    assertThat(ActionRows.argMax(values, 0, 3)).isEqualTo(1);
    assertThat(ActionRows.argMax(values, 1, 3)).isZero();
    assertThat(ActionRows.max(values, 0, 3)).isEqualTo(5);
  }
}
