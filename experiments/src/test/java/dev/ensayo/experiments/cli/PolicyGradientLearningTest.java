package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.study.StudyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policy gradients on CartPole-v1, which pays 500 at most, each with one seed. */
@Tag("learning")
class PolicyGradientLearningTest {
  private static final double LEARNED = 450;

  private static final String STUDY =
      """
      study: gradients
      environment: {type: cartpole-v1}
      agent: {type: ppo, copies: 4, entropyCoefficient: 0.01, learningRateAnnealing: linear}
      budget: {environmentSteps: 100000}
      evaluation: {every: 20000, episodes: 10}
      log: {every: 20000}
      seeds: [2]
      variants:
        baseline: {}
        a2c: {agent: {type: a2c, learningRate: 2e-3}}
        reinforce: {agent: {type: reinforce, normalizeAdvantages: true}}
      """;

  @TempDir private Path folder;

  @Test
  void eachBalancesThePole() throws IOException {
    Path file = Files.writeString(folder.resolve("gradients.yaml"), STUDY);
    CommandLineHarness.Outcome outcome = ensayo("run", file, "--out", folder);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    StudyDirectory study = new StudyDirectory(folder.resolve("gradients"));
    for (String variant : new String[] {"baseline", "a2c", "reinforce"}) {
      var returns = study.run(variant, 2).metrics().values("eval/return");
      assertThat(returns.get(0).value()).as("%s, untrained", variant).isLessThan(100);
      assertThat(returns.get(returns.size() - 1).value())
          .as("%s, trained", variant)
          .isGreaterThanOrEqualTo(LEARNED);
    }
  }
}
