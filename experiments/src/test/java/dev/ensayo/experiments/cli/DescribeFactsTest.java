package dev.ensayo.experiments.cli;

import static dev.ensayo.experiments.cli.CommandLineHarness.ensayo;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What describe says beside the settings. */
class DescribeFactsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cartpole-v1 | Observations: 4 real numbers",
        "cartpole-v1 | Actions: 2 discrete actions",
        "cartpole-v1 | Episodes: of at most 500 steps; solved at a mean return of 475",
        "frozenlake-v1 | Observations: one of 16 states",
        "minatar-breakout | Observations: 4×10×10 zeros and ones",
        "minatar-breakout | Episodes: without a time limit",
        "random | Actions it takes: discrete, real vectors",
        "dqn | Actions it takes: discrete"
      })
  void factsAreTold(String name, String line) {
    assertThat(ensayo("describe", name).out().lines()).contains(line);
  }

  @ParameterizedTest
  @CsvSource({"text", "mlp", "frame-stack"})
  void othersHaveNone(String name) {
    assertThat(ensayo("describe", name).out())
        .doesNotContain("Actions")
        .doesNotContain("Episodes:");
  }
}
