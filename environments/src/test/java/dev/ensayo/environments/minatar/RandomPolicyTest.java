package dev.ensayo.environments.minatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;

/** How well chance plays. */
class RandomPolicyTest {
  private static double meanReturn(MinAtarProvider provider, int episodes) {
    SeedSequence seeds = new SeedSequence(1);
    RandomStream random = seeds.stream("policy");
    DecisionProcess process = provider.open(Settings.defaults(MinAtarConfig.class));
    double sum = 0;
    try (Environment game = process.create(seeds)) {
      int actions = game.spec().actions();
      for (int episode = 0; episode < episodes; episode++) {
        game.reset();
        StepResult result;
        do {
          result = game.step(random.nextInt(actions));
          sum += result.reward();
        } while (!result.ended());
      }
    }
    return sum / episodes;
  }

  /**
   * MinAtar's random player scores 0.5 ± 0.02 in Breakout (1,000 episodes). The return of an
   * episode has a standard deviation of about 0.75, so a mean of 1,000 one of 0.024; three of both
   * are 0.1.
   */
  @Test
  void breakoutByChance() {
    assertThat(meanReturn(new BreakoutProvider(), 1000)).isCloseTo(0.5, within(0.1));
  }

  /** A chicken that goes up as often as down does not cross eight lanes of cars. */
  @Test
  void freewayByChance() {
    assertThat(meanReturn(new FreewayProvider(), 5)).isLessThan(1.5);
  }
}
