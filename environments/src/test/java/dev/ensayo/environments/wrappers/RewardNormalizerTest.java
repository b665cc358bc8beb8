package dev.ensayo.environments.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.environments.ScriptedEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;

class RewardNormalizerTest {
  private static final double NEAR = 1e-6;

  /** γ = 1/2, no clipping to speak of, nothing added to the variance that would show. */
  private static DecisionProcess process(double clip) {
    return new RewardNormalizerProvider()
        .wrap(
            ScriptedEnvironment.process(
                ObservationSpec.continuous(1), ScriptedEnvironment.rewards(2, 4, -1)),
            new RewardNormalizerConfig(0.5, clip, 1e-12));
  }

  /**
   * The sums are 2, 2/2 + 4 = 5, 5/2 − 1 = 1.5. One of them says nothing of the variance, which
   * counts as 1. Two have the mean 3.5 and the variance 1.5². Three: mean 17/6, variance (5/6)²/3 +
   * (13/6)²/3 + (8/6)²/3 = 258/108.
   */
  @Test
  void dividesByTheDeviationOfTheSumSoFar() {
    Environment environment = process(10).create(new SeedSequence(0));
    environment.reset();
    assertThat(environment.step(0).reward()).isCloseTo(2, within(NEAR));
    assertThat(environment.step(0).reward()).isCloseTo(4 / 1.5, within(NEAR));
    StepResult third = environment.step(0);
    assertThat(third.reward()).isCloseTo(-1 / Math.sqrt(258.0 / 108), within(NEAR));
    assertThat(third.taskReward()).as("the task's stays").isEqualTo(-1);
  }

  /** The fourth sum is 2 again, and not 1.5/2 + 2. */
  @Test
  void anEpisodeBeginsItsSumAnew() {
    Environment environment = process(10).create(new SeedSequence(0));
    environment.reset();
    for (int i = 0; i < 3; i++) {
      environment.step(0);
    }
    environment.reset();
    // mean 10.5/4 = 2.625; squares 0.390625 + 5.640625 + 1.265625 + 0.390625 = 7.6875
    assertThat(environment.step(0).reward()).isCloseTo(2 / Math.sqrt(7.6875 / 4), within(NEAR));
  }

  @Test
  void clips() {
    Environment environment = process(0.5).create(new SeedSequence(0));
    environment.reset();
    assertThat(environment.step(0).reward()).isEqualTo(0.5);
    environment.step(0);
    assertThat(environment.step(0).reward()).isEqualTo(-0.5);
  }

  /** Each counts what all have seen: the first step of the second copy sees the sums 2 and 2. */
  @Test
  void copiesShareTheDeviation() {
    List<Environment> copies =
        process(10).create(List.of(new SeedSequence(0), new SeedSequence(1)));
    copies.forEach(Environment::reset);
    copies.get(0).step(0);
    assertThat(copies.get(1).step(0).reward()).as("no deviation yet, and clipped").isEqualTo(10);
    // The sums are 2, 2, 5: mean 3, variance 2.
    assertThat(copies.get(0).step(0).reward()).isCloseTo(4 / Math.sqrt(2), within(NEAR));
  }

  @Test
  void evaluationKeepsTheTasksRewards() {
    Environment training = process(10).create(new SeedSequence(0));
    Environment evaluation = process(10).createForEvaluation(new SeedSequence(1), training);
    evaluation.reset();
    evaluation.step(0);
    assertThat(evaluation.step(0).reward()).isEqualTo(4);
    assertThat(evaluation).isNotInstanceOf(RewardNormalizer.class);
  }
}
