package dev.ensayo.agents.pqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.fakes.Fixture;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LambdaReturnsTest {
  /** What q_lambda.py beside the numbers has computed, with ends of both kinds. */
  @Test
  void returnsAreThoseOfTheirDefinition() throws IOException {
    Fixture given = Fixture.read(getClass(), "/dev/ensayo/agents/pytorch/q_lambda.json");
    double[][] rewards = given.rows("rewards");
    Rollout rollout = new Rollout(rewards[0].length, rewards.length, 1);
    fill(rollout, given);
    float[] returns = new float[rewards.length * rewards[0].length];
    for (Fixture each : given.each("cases")) {
      new LambdaReturns(each.number("gamma"), each.number("lambda"))
          .compute(rollout, given.floats("lastMaxima"), returns);
      double[] expected = each.numbers("bootstrapped");
      for (int row = 0; row < returns.length; row++) {
        assertThat((double) returns[row]).isCloseTo(expected[row], within(1e-6));
      }
    }
  }

  private static void fill(Rollout rollout, Fixture given) {
    double[] rewards = given.numbers("rewards");
    float[] maxima = given.floats("maxima");
    float[] finalMaxima = given.floats("finalMaxima");
    boolean[] terminated = given.flags("terminated");
    boolean[] truncated = given.flags("truncated");
    for (int t = 0; t < rollout.steps(); t++) {
      rollout.observe(new float[rollout.copies()]);
      for (int copy = 0; copy < rollout.copies(); copy++) {
        int row = rollout.row() + copy;
        rollout.act(copy, maxima[row], 0);
        if (terminated[row]) {
          rollout.terminate(copy, rewards[row]);
        } else if (truncated[row]) {
          rollout.truncate(copy, rewards[row], finalMaxima[row]);
        } else {
          rollout.goOn(copy, rewards[row]);
        }
      }
      rollout.advance();
    }
    assertThat(rollout.isFull()).isTrue();
  }
}
