package dev.ensayo.agents.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.agent.Policy;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EpsilonGreedyPolicyTest {
  private static final float[] ANY = {0};

  private static EpsilonGreedyPolicy policy(EpsilonSchedule schedule) {
    return new EpsilonGreedyPolicy(
        observation -> 2, 4, schedule, 1000, new SeedSequence(5).stream("exploration"));
  }

  @Test
  void greedyActionHasProbabilityOneMinusEpsilonPlusItsShare() {
    EpsilonGreedyPolicy policy = policy(new ConstantEpsilon(0.4));
    int n = 40_000;
    int[] counts = new int[4];
    for (int i = 0; i < n; i++) {
      counts[policy.selectAction(ANY)]++;
    }
    // p = 0.6 + 0.4/4 = 0.7 for the greedy action, 0.1 for each other. The standard deviation of
    // a share is at most sqrt(0.7·0.3/40000) = 0.0023; five of them are 0.0115.
    assertThat(counts[2] / (double) n).isCloseTo(0.7, within(0.0115));
    for (int a : new int[] {0, 1, 3}) {
      assertThat(counts[a] / (double) n).isCloseTo(0.1, within(0.0115));
    }
  }

  @Test
  void timePassesByAdvancingOnly() {
    EpsilonGreedyPolicy policy =
        policy(new LinearEpsilon(1, 0, OptionalLong.of(4), OptionalDouble.empty()));
    for (int i = 0; i < 10; i++) {
      policy.selectAction(ANY);
    }
    assertThat(policy.epsilon()).isEqualTo(1);
    policy.advance();
    assertThat(policy.epsilon()).isEqualTo(0.75);
    for (int i = 0; i < 3; i++) {
      policy.advance();
    }
    assertThat(policy.epsilon()).isEqualTo(0);
    assertThat(policy.selectAction(ANY)).isEqualTo(2);
  }

  @Test
  void savedPolicyGoesOnWithTheSameChoices() throws IOException {
    EpsilonSchedule schedule = new ExponentialEpsilon(1, 0.1, 50);
    EpsilonGreedyPolicy original = policy(schedule);
    for (int i = 0; i < 30; i++) {
      original.selectAction(ANY);
      original.advance();
    }
    EpsilonGreedyPolicy restored = policy(schedule);
    Runs.load(restored, Runs.save(original));
    for (int i = 0; i < 100; i++) {
      assertThat(restored.epsilon()).isEqualTo(original.epsilon());
      assertThat(restored.selectAction(ANY)).isEqualTo(original.selectAction(ANY));
      original.advance();
      restored.advance();
    }
  }

  /** Whether or not it chooses, a policy that remembers takes each observation in once. */
  @Test
  void theGreedyPolicySeesWhatTheRandomOneActsOn() {
    List<Float> seen = new ArrayList<>();
    Policy remembers =
        new Policy() {
          @Override
          public void beginEpisode(int row) {
            seen.clear();
          }

          @Override
          public void watch(float[] observation) {
            seen.add(observation[0]);
          }

          @Override
          public int selectAction(float[] observation) {
            seen.add(observation[0]);
            return 0;
          }
        };
    EpsilonGreedyPolicy policy =
        new EpsilonGreedyPolicy(
            remembers, 4, new ConstantEpsilon(0.5), 1000, new SeedSequence(5).stream("all"));
    policy.selectAction(ANY);
    policy.beginEpisode(0);
    for (float i = 1; i <= 6; i++) {
      policy.selectAction(new float[] {i});
    }
    assertThat(seen).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
  }
}
