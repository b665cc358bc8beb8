package dev.ensayo.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.random.SeedSequence;
import org.junit.jupiter.api.Test;

class UniformSamplerTest {
  @Test
  void everySlotIsEquallyLikely() {
    UniformSampler sampler = new UniformSampler(new SeedSequence(11).stream("replay"));
    int size = 31;
    int batches = 1000;
    int count = 62;
    int[] slots = new int[count];
    float[] weights = new float[count];
    long[] observed = new long[size];
    for (int i = 0; i < batches; i++) {
      sampler.sample(size, 0, count, slots, weights);
      for (int b = 0; b < count; b++) {
        observed[slots[b]]++;
        assertThat(weights[b]).isEqualTo(1);
      }
    }
    double expected = batches * (double) count / size;
    double chiSquared = 0;
    for (long n : observed) {
      chiSquared += (n - expected) * (n - expected) / expected;
    }
    // χ² with 30 degrees of freedom: 0.1 % lie above 59.70, 0.1 % below 11.59 (NIST/SEMATECH
    // e-Handbook of Statistical Methods, table 1.3.6.7.4). Too even would be as wrong as uneven.
    assertThat(chiSquared).isBetween(11.59, 59.70);
  }
}
