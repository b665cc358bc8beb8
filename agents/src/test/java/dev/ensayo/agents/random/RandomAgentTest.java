package dev.ensayo.agents.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomAgentTest {
  private static final float[] ANY = {0};

  @Test
  void everyActionIsEquallyLikely() {
    RandomAgent agent = new RandomAgent(ActionSpec.discrete(3), new SeedSequence(2));
    int n = 30_000;
    int[] counts = new int[3];
    for (int i = 0; i < n; i++) {
      counts[agent.behaviorPolicy().selectAction(ANY)]++;
    }
    // Five standard deviations: 5·sqrt(1/3·2/3/30000) = 0.0137.
    for (int count : counts) {
      assertThat(count / (double) n).isCloseTo(1 / 3.0, within(0.0137));
    }
  }

  @Test
  void testingDrawsNothingFromTheSavedState() throws IOException {
    RandomAgent agent = new RandomAgent(ActionSpec.discrete(5), new SeedSequence(2));
    byte[] before = Runs.save(agent);
    agent.onEvaluation(1000);
    int[] first = actionsInTest(agent);
    assertThat(Runs.save(agent)).isEqualTo(before);
    agent.onEvaluation(1000);
    assertThat(actionsInTest(agent)).isEqualTo(first);
    agent.onEvaluation(2000);
    assertThat(actionsInTest(agent)).isNotEqualTo(first);
  }

  private static int[] actionsInTest(RandomAgent agent) {
    int[] actions = new int[50];
    Arrays.setAll(actions, i -> agent.evaluationPolicy().selectAction(ANY));
    return actions;
  }
}
