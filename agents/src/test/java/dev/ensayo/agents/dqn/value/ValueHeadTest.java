package dev.ensayo.agents.dqn.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;

/** Numbers of the first tests are sums of powers of two, so that floats hold them exactly. */
class ValueHeadTest {
  private static final float[] RETURNS = {1, -2, 4};
  // A step within an episode with γ = 0.5, a termination, three steps with γ = 0.5.
  private static final float[] DISCOUNTS = {0.5f, 0, 0.125f};

  @Test
  void scalarTargetsTakeTheValueOfTheNextAction() {
    float[] next = {3, 8, -1, 100, 200, 300, -16, -8, -24};
    float[] targets = new float[3];
    new ScalarHead(3).targets(RETURNS, DISCOUNTS, next, new int[] {1, 2, 0}, targets);
    // 1 + 8/2; −2; 4 − 16/8
    assertThat(targets).containsExactly(5, -2, 2);
  }

  @Test
  void quantileTargetsAreMovedOneByOne() {
    QuantileHead head = new QuantileHead(2, 2);
    float[] next = {0, 0, 2, 6, 9, 9, 9, 9, 8, 16, 0, 0};
    float[] targets = new float[6];
    head.targets(RETURNS, DISCOUNTS, next, new int[] {1, 0, 0}, targets);
    // 1 + (2, 6)/2; −2; 4 + (8, 16)/8
    assertThat(targets).containsExactly(2, 4, -2, -2, 5, 6);
    assertThat(head.targetValue(targets, 0)).isEqualTo(3);
    assertThat(head.value(next, 0, 1)).isEqualTo(4);
    float[] values = new float[6];
    head.values(next, 3, values);
    assertThat(values).containsExactly(0, 4, 9, 9, 12, 0);
  }

  @Test
  void softTargetsWeighAllNextActions() {
    ScalarHead head = new ScalarHead(2);
    float[] targets = new float[2];
    head.softTargets(
        new float[] {1, 2},
        new float[] {-0.5f, -0.25f},
        new float[] {0.5f, 0},
        new float[] {4, 8, 1, 1},
        new float[] {0.25f, 0.75f, 0.5f, 0.5f},
        new float[] {2, 3},
        targets);
    // 1 − 0.5 + 0.5·(1 + 6 + 2); 2 − 0.25
    assertThat(targets).containsExactly(5, 1.75f);
  }

  @Test
  void lowestOfEqualActionsIsChosenAndNoNaNIsPassedOver() {
    float[] values = {0, 5, 5, 2, 2, 1, 1, Float.NaN, 2};
    assertThat(ActionRows.argMax(values, 0, 3)).isEqualTo(1);
    assertThat(ActionRows.argMax(values, 1, 3)).isZero();
    // A target of NaN ends the run; the largest of the others would hide it.
    float[] last = {3, Float.NaN};
    assertThat(ActionRows.argMax(last, 0, 2)).isEqualTo(1);
  }

  /** Five returns −2 … 2 of equal probability (logits 0), moved by G = 0.5 without discount. */
  @Test
  void categoricalMassIsSharedBetweenNeighbours() {
    CategoricalHead head = new CategoricalHead(1, 5, -2, 2);
    float[] targets = new float[5];
    head.targets(new float[] {0.5f}, new float[] {1}, new float[5], new int[1], targets);
    // −1.5 −0.5 0.5 1.5 and 2.5, which is clipped to 2: halves of 0.2 between two, 0.2 at the end.
    assertThat(targets).containsExactly(new float[] {0.1f, 0.2f, 0.2f, 0.2f, 0.3f}, within(1e-6f));
    head.targets(new float[] {1}, new float[] {0}, new float[5], new int[1], targets);
    // A termination: all mass at the reward.
    assertThat(targets).containsExactly(new float[] {0, 0, 0, 1, 0}, within(1e-6f));
    head.targets(new float[] {-7}, new float[] {0.9f}, new float[5], new int[1], targets);
    assertThat(targets).containsExactly(new float[] {1, 0, 0, 0, 0}, within(1e-6f));
  }

  /**
   * Whatever the numbers: the mass stays 1, and where nothing is clipped the mean is G + D·E z
   * (Bellemare et al. 2017: the projection keeps means within the range).
   */
  @Test
  void categoricalProjectionKeepsMassAndMean() {
    int atoms = 51;
    CategoricalHead head = new CategoricalHead(3, atoms, -10, 10);
    RandomStream random = new SeedSequence(3).stream("logits");
    float[] next = new float[3 * atoms];
    float[] targets = new float[atoms];
    for (int i = 0; i < 200; i++) {
      for (int k = 0; k < next.length; k++) {
        next[k] = (float) (3 * random.nextGaussian());
      }
      int action = random.nextInt(3);
      float discount = (float) random.nextDouble(0.1, 0.8);
      float gain = (float) random.nextDouble(-1.9, 1.9);
      head.targets(new float[] {gain}, new float[] {discount}, next, new int[] {action}, targets);
      double mass = 0;
      for (float probability : targets) {
        assertThat(probability).isNotNegative();
        mass += probability;
      }
      assertThat(mass).isCloseTo(1, within(1e-5));
      assertThat((double) head.targetValue(targets, 0))
          .isCloseTo(gain + discount * head.value(next, 0, action), within(1e-4));
    }
  }

  /** Prediction (1/2, 1/2), target (3/4, 1/4): ¾·ln(3/2) + ¼·ln(1/2) = 0.130812. */
  @Test
  void categoricalErrorIsTheDivergence() {
    CategoricalHead head = new CategoricalHead(2, 2, 0, 1);
    float error = head.error(new float[] {9, 0, 4, 4}, 0, 1, new float[] {0.75f, 0.25f}, 0);
    assertThat(error).isCloseTo(0.130812f, within(1e-6f));
    assertThat(head.error(new float[] {9, 0, 4, 4}, 0, 1, new float[] {0.5f, 0.5f}, 0))
        .isCloseTo(0, within(1e-7f));
    assertThat(head.value(new float[] {9, 0, 4, 4}, 0, 1)).isEqualTo(0.5f);
  }
}
