package dev.ensayo.agents.policygradient.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.fakes.Fixture;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GeneralizedAdvantagesTest {
  private static final String FIXTURE = "/dev/ensayo/agents/pytorch/gae.json";

  /** Twelve steps of four copies, with terminations and truncations, as PyTorch computes them. */
  @Test
  void advantagesAreThoseOfPyTorch() throws IOException {
    Fixture given = Fixture.read(GeneralizedAdvantagesTest.class, FIXTURE);
    Rollout rollout = rollout(given);
    for (Fixture expected : given.each("cases")) {
      new GeneralizedAdvantages(expected.number("gamma"), expected.number("lambda"))
          .estimate(rollout);
      assertThat(rollout.advantages())
          .containsExactly(expected.floats("advantages"), within(1e-5f));
      assertThat(rollout.returns()).containsExactly(expected.floats("returns"), within(1e-5f));
    }
  }

  private static Rollout rollout(Fixture given) {
    int copies = given.floats("lastValues").length;
    float[] rewards = given.floats("rewards");
    boolean[] terminated = given.flags("terminated");
    boolean[] truncated = given.flags("truncated");
    Rollout rollout = new Rollout(rewards.length / copies, copies, 1, 1);
    for (int t = 0; t < rollout.steps(); t++) {
      for (int copy = 0; copy < copies; copy++) {
        int item = t * copies + copy;
        rollout.complete(copy, rewards[item], terminated[item] || truncated[item], truncated[item]);
      }
      rollout.advance();
    }
    assertThat(rollout.isFull()).isTrue();
    System.arraycopy(given.floats("values"), 0, rollout.values(), 0, rewards.length);
    System.arraycopy(given.floats("finalValues"), 0, rollout.finalValues(), 0, rewards.length);
    System.arraycopy(given.floats("lastValues"), 0, rollout.lastValues(), 0, copies);
    return rollout;
  }
}
