package dev.ensayo.agents.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.GivenNoise;
import dev.ensayo.core.fakes.Fixture;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Compared with PyTorch: sac_loss.py beside the numbers. */
class SquashedGaussianTest {
  private static final int SIZE = 2;

  private final Fixture given;
  private final float[] outputs;
  private final int count;
  private final SquashedGaussian policy;

  SquashedGaussianTest() throws IOException {
    given = Fixture.read(getClass(), "/dev/ensayo/agents/pytorch/sac_loss.json");
    double[][] means = given.rows("means");
    double[][] logDeviations = given.rows("logDeviations");
    count = means.length;
    outputs = new float[count * 2 * SIZE];
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < SIZE; i++) {
        outputs[b * 2 * SIZE + i] = (float) means[b][i];
        outputs[b * 2 * SIZE + SIZE + i] = (float) logDeviations[b][i];
      }
    }
    policy = new SquashedGaussian(count, SIZE);
    policy.sample(outputs, count, new GivenNoise(given.numbers("noise")));
  }

  @Test
  void actionsAndDensitiesAreThoseOfPyTorch() {
    double[] actions = given.numbers("actions");
    for (int i = 0; i < actions.length; i++) {
      assertThat((double) policy.actions()[i]).isCloseTo(actions[i], within(1e-6));
    }
    double[] expected = given.at("logProbability").numbers("logProbabilities");
    for (int b = 0; b < count; b++) {
      assertThat(policy.logProbabilities()[b])
          .isCloseTo(expected[b], within(1e-5 * Math.max(1, Math.abs(expected[b]))));
    }
  }

  @Test
  void gradientOfTheDensity() {
    float[] gradient = new float[outputs.length];
    policy.backward(outputs, count, 1, new float[count * SIZE], gradient);
    check(gradient, given.at("logProbability"), 1e-5);
  }

  /** What is limited has no gradient, and the limit is what counts. */
  @Test
  void deviationsBeyondTheirLimitsHaveNoGradient() {
    float[] wild = {0, 0, 3, -21};
    SquashedGaussian two = new SquashedGaussian(1, SIZE);
    two.sample(wild, 1, new GivenNoise(0.1, 0.5));
    assertThat((double) two.actions()[0]).isCloseTo(Math.tanh(0.1 * Math.exp(2)), within(1e-6));
    float[] gradient = new float[4];
    two.backward(wild, 1, 1, new float[] {1, 1}, gradient);
    assertThat(gradient[2]).isZero();
    assertThat(gradient[3]).isZero();
    assertThat(gradient[0]).isNotZero();
  }

  static void check(float[] gradient, Fixture expected, double tolerance) {
    double[] ofMeans = expected.numbers("meansGradient");
    double[] ofLogDeviations = expected.numbers("logDeviationsGradient");
    for (int b = 0; b < gradient.length / (2 * SIZE); b++) {
      for (int i = 0; i < SIZE; i++) {
        double mean = ofMeans[b * SIZE + i];
        double logDeviation = ofLogDeviations[b * SIZE + i];
        assertThat((double) gradient[b * 2 * SIZE + i])
            .isCloseTo(mean, within(tolerance * Math.max(1, Math.abs(mean))));
        assertThat((double) gradient[b * 2 * SIZE + SIZE + i])
            .isCloseTo(logDeviation, within(tolerance * Math.max(1, Math.abs(logDeviation))));
      }
    }
  }
}
