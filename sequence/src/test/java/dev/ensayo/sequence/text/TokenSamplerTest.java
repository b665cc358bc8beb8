package dev.ensayo.sequence.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;

class TokenSamplerTest {
  private static final int DRAWS = 40_000;
  private static final float[] PROBABILITIES = {0.1f, 0.4f, 0.2f, 0.3f};

  private static double[] frequencies(String config, float... probabilities) {
    TokenSampler sampler =
        new TokenSampler(Settings.of(Sampling.class, config), new SeedSequence(1).stream("draws"));
    double[] frequencies = new double[probabilities.length];
    for (int i = 0; i < DRAWS; i++) {
      frequencies[sampler.draw(probabilities)] += 1.0 / DRAWS;
    }
    return frequencies;
  }

  /** Within four standard deviations of a share of one half. */
  private static void check(double[] frequencies, double... expected) {
    assertThat(frequencies).containsExactly(expected, within(4 * 0.5 / Math.sqrt(DRAWS)));
  }

  @Test
  void tokensAreDrawnAsLikelyAsTheyAre() {
    check(frequencies("{}", PROBABILITIES), 0.1, 0.4, 0.2, 0.3);
  }

  @Test
  void temperatureIsAPower() {
    // p²: 0.01, 0.16, 0.04, 0.09 of 0.3; √p is proportional to 1, 2, √2, √3
    check(
        frequencies("{temperature: 0.5}", PROBABILITIES),
        0.01 / 0.3,
        0.16 / 0.3,
        0.04 / 0.3,
        0.09 / 0.3);
    double sum = 3 + Math.sqrt(2) + Math.sqrt(3);
    check(
        frequencies("{temperature: 2}", PROBABILITIES),
        1 / sum,
        2 / sum,
        Math.sqrt(2) / sum,
        Math.sqrt(3) / sum);
    check(frequencies("{temperature: 0}", PROBABILITIES), 0, 1, 0, 0);
    check(frequencies("{temperature: 0.01}", 1e-38f, 0.5f, 0.5f), 0, 0.5, 0.5);
  }

  @Test
  void topKKeepsTheLikeliest() {
    check(frequencies("{topK: 2}", PROBABILITIES), 0, 4 / 7.0, 0, 3 / 7.0);
    check(frequencies("{topK: 100}", PROBABILITIES), 0.1, 0.4, 0.2, 0.3);
  }

  @Test
  void topPKeepsTheSmallestSetThatHoldsIt() {
    check(frequencies("{topP: 0.39}", PROBABILITIES), 0, 1, 0, 0);
    check(frequencies("{topP: 0.41}", PROBABILITIES), 0, 4 / 7.0, 0, 3 / 7.0);
    check(frequencies("{topP: 0.71}", PROBABILITIES), 0, 4 / 9.0, 2 / 9.0, 3 / 9.0);
    // of the three that top-k leaves, 0.9 in all, the first two hold 0.7 / 0.9
    check(frequencies("{topK: 3, topP: 0.7}", PROBABILITIES), 0, 4 / 7.0, 0, 3 / 7.0);
  }

  @Test
  void impossibleTokensAreNeverDrawn() {
    check(frequencies("{}", 0, 1, 0), 0, 1, 0);
  }
}
