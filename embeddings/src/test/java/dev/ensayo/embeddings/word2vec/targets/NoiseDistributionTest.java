package dev.ensayo.embeddings.word2vec.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;

class NoiseDistributionTest {
  /** Counts 16 and 1 to the power 0.75 are 8 and 1: probabilities 8/9 and 1/9. */
  @Test
  void noiseFollowsCountsToThePower() {
    NoiseDistribution noise = new NoiseDistribution(new long[] {16, 1}, 0.75);
    assertThat(noise.probability(0)).isCloseTo(8.0 / 9, within(1e-7));
    RandomStream random = new SeedSequence(1).stream("noise");
    int draws = 90_000;
    int first = 0;
    for (int i = 0; i < draws; i++) {
      first += noise.draw(random) == 0 ? 1 : 0;
    }
    // Five standard deviations of a binomial with p = 8/9: 5·√(90000·8/81) = 471.
    assertThat(first).isBetween(80_000 - 471, 80_000 + 471);
  }

  @Test
  void theAliasTableIsExactForManyWords() {
    long[] counts = new long[1000];
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = 1 + 100_000L / (i + 1);
      sum += Math.pow((double) counts[i], 0.75);
    }
    NoiseDistribution noise = new NoiseDistribution(counts, 0.75);
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = Math.pow((double) counts[i], 0.75) / sum;
      assertThat(noise.probability(i)).isCloseTo(expected, within(1e-7));
      total += noise.probability(i);
    }
    assertThat(total).isCloseTo(1, within(1e-9));
  }
}
