package dev.ensayo.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.fakes.ChainConfig;
import dev.ensayo.core.fakes.ChainEnvironment;
import dev.ensayo.core.fakes.RewardScaleProvider;
import dev.ensayo.core.fakes.ScriptedEnvironment;
import dev.ensayo.core.fakes.ScriptedEnvironment.Episode;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.Evaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
  private static final Environment NO_TRAINING = new ScriptedEnvironment(List.of());

  private final List<ScriptedEnvironment> made = new ArrayList<>();

  /**
   * Each copy plays, in turn, an episode of 1 step that returns 0 and one of 100 steps that returns
   * 100. Of an even number of episodes per copy exactly half are long.
   */
  private DecisionProcess shortAndLong() {
    return DecisionProcess.of(
        ScriptedEnvironment.shapes(),
        seeds -> {
          ScriptedEnvironment copy =
              new ScriptedEnvironment(List.of(new Episode(1, 0, true), new Episode(100, 1, true)));
          made.add(copy);
          return copy;
        });
  }

  private static Evaluation protocol(int episodes, int stepLimit) {
    return new Evaluation(1, episodes, stepLimit);
  }

  /** The long episodes are cut after 30 steps, and the next one of the copy begins anew. */
  @Test
  void anEpisodeThatDoesNotEndIsCutAndCountsWithItsReturnSoFar() {
    Evaluator.Scores scores =
        new Evaluator(shortAndLong(), new SeedSequence(1), protocol(64, 30))
            .evaluate(0, observation -> 0, NO_TRAINING);

    for (int i = 0; i < 64; i++) {
      boolean isLong = i / 16 % 2 == 1;
      assertThat(scores.returns()[i]).as("episode %d", i).isEqualTo(isLong ? 30 : 0);
      assertThat(scores.lengths()[i]).isEqualTo(isLong ? 30 : 1);
    }
    assertThat(
            new Evaluator(shortAndLong(), new SeedSequence(1), protocol(64, 100))
                .evaluate(0, observation -> 0, NO_TRAINING)
                .meanReturn())
        .as("an episode that ends at the limit is not cut")
        .isEqualTo(50);
  }

  /**
   * Whoever took the first episodes to end, whichever copy they come from, would count the short
   * ones more often: here it would find a mean return far below 50.
   */
  @ParameterizedTest
  @ValueSource(ints = {32, 64, 320})
  void shortEpisodesAreNotCountedMoreOftenThanLongOnes(int episodes) {
    Evaluator.Scores scores =
        new Evaluator(shortAndLong(), new SeedSequence(1), protocol(episodes, 10_000))
            .evaluate(0, observation -> 0, NO_TRAINING);

    assertThat(scores.returns()).hasSize(episodes);
    assertThat(scores.meanReturn()).isEqualTo(50);
    assertThat(scores.meanLength()).isEqualTo(50.5);
    assertThat(Arrays.stream(scores.lengths()).filter(length -> length == 1).count())
        .isEqualTo(episodes / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 16, 17, 31, 33})
  void exactlyTheEpisodesAskedForArePlayedToTheirEnd(int episodes) {
    Evaluator.Scores scores =
        new Evaluator(shortAndLong(), new SeedSequence(1), protocol(episodes, 10_000))
            .evaluate(0, observation -> 0, NO_TRAINING);
    int copies = Math.min(episodes, 16);

    assertThat(made).hasSize(copies).allMatch(ScriptedEnvironment::isClosed);
    for (int i = 0; i < episodes; i++) {
      boolean isLong = i / copies % 2 == 1; // episode i is number i / copies of its copy
      assertThat(scores.returns()[i]).as("episode %d", i).isEqualTo(isLong ? 100 : 0);
      assertThat(scores.lengths()[i]).isEqualTo(isLong ? 100 : 1);
    }
  }

  private static double[] chainReturns(long test, int episodes, long seed) {
    ChainConfig config = Settings.of(ChainConfig.class, "{slip: 0.4}");
    return new Evaluator(
            ChainEnvironment.process(config), new SeedSequence(seed), protocol(episodes, 10_000))
        .evaluate(test, observation -> 1, NO_TRAINING)
        .returns();
  }

  @Test
  void aTestOfThatNumberAlwaysPlaysTheSameEpisodes() {
    assertThat(chainReturns(3, 10, 1)).isEqualTo(chainReturns(3, 10, 1));
    assertThat(chainReturns(3, 10, 1)).isNotEqualTo(chainReturns(4, 10, 1));
    assertThat(chainReturns(3, 10, 1)).isNotEqualTo(chainReturns(3, 10, 2));
    assertThat(Arrays.stream(chainReturns(3, 10, 1)).distinct().count())
        .as("the copies differ from each other")
        .isGreaterThan(2);
  }

  /**
   * The mean return over many slippery episodes is that of the chain: for 3 states, action 1 and
   * slip p without limit, the expected number of steps from state 0 is T0 = 1 + p T0 + (1-p) T1, T1
   * = 1 + p T0, so with p = 0.4: T0 = (2 - p) / (1 - p)² = 1.6 / 0.36 = 4.444…, and the return is 1
   * - 0.125 (T0 - 1).
   */
  @Test
  void theMeanIsThatOfTheProcess() {
    ChainConfig config = Settings.of(ChainConfig.class, "{length: 3, slip: 0.4, stepLimit: 0}");
    Evaluator.Scores scores =
        new Evaluator(
                ChainEnvironment.process(config), new SeedSequence(1), protocol(20_000, 10_000))
            .evaluate(0, observation -> 1, NO_TRAINING);
    double steps = (2 - 0.4) / (0.6 * 0.6);

    assertThat(scores.meanLength()).isBetween(steps - 0.08, steps + 0.08); // 3 standard errors
    assertThat(scores.meanReturn())
        .isBetween(1 - 0.125 * (steps - 1) - 0.01, 1 - 0.125 * (steps - 1) + 0.01);
  }

  @Test
  void scoresAreSumsOfTheTasksRewards() {
    DecisionProcess scaled =
        new RewardScaleProvider()
            .wrap(
                ChainEnvironment.process(Settings.of(ChainConfig.class, "{length: 3, slip: 0}")),
                new RewardScaleProvider.Config(10));

    assertThat(
            new Evaluator(scaled, new SeedSequence(1), protocol(2, 10_000))
                .evaluate(0, observation -> 1, NO_TRAINING)
                .returns())
        .containsExactly(0.875, 0.875);
  }

  @Test
  void theEvaluationCopyKnowsTheTrainingCopy() {
    List<Environment> given = new ArrayList<>();
    DecisionProcess process =
        new DecisionProcess() {
          @Override
          public DecisionProcessSpec spec() {
            return ScriptedEnvironment.shapes();
          }

          @Override
          public Environment create(SeedSequence seeds) {
            throw new AssertionError("the evaluator asks for evaluation copies");
          }

          @Override
          public Environment createForEvaluation(SeedSequence seeds, Environment training) {
            given.add(training);
            return new ScriptedEnvironment(List.of(new Episode(1, 1, true)));
          }
        };
    Environment training = new ScriptedEnvironment(List.of());
    new Evaluator(process, new SeedSequence(1), protocol(3, 10_000))
        .evaluate(0, observation -> 0, training);

    assertThat(given).hasSize(3).containsOnly(training);
  }
}
