package dev.ensayo.agents.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PrioritizedSamplerTest {
  private static PrioritizedSampler sampler(String settings, int capacity, long budget) {
    return (PrioritizedSampler)
        Settings.of(PrioritizedSamplerSpec.class, settings)
            .create(capacity, budget, new SeedSequence(5).stream("replay"));
  }

  private static PrioritizedSampler withErrors(String settings, float... errors) {
    PrioritizedSampler sampler = sampler(settings, errors.length, 1000);
    int[] slots = new int[errors.length];
    for (int slot = 0; slot < errors.length; slot++) {
      sampler.onAdd(slot);
      slots[slot] = slot;
    }
    sampler.onTdErrors(slots, errors, errors.length);
    return sampler;
  }

  /** p = 1, 4, 9 (signs do not count); α = 0.5: 1, 2, 3 of 6. */
  @Test
  void probabilitiesArePowersOfErrors() {
    PrioritizedSampler sampler = withErrors("{alpha: 0.5, offset: 1e-9}", 1, -4, 9);
    assertThat(sampler.probability(0)).isCloseTo(1 / 6.0, within(1e-6));
    assertThat(sampler.probability(1)).isCloseTo(2 / 6.0, within(1e-6));
    assertThat(sampler.probability(2)).isCloseTo(3 / 6.0, within(1e-6));
  }

  @Test
  void drawsInProportion() {
    PrioritizedSampler sampler = withErrors("{alpha: 1, offset: 1e-9}", 1, 2, 3, 4);
    int[] slots = new int[32];
    long[] drawn = new long[4];
    int batches = 3125;
    for (int i = 0; i < batches; i++) {
      sampler.sample(4, 0, 32, slots, new float[32]);
      for (int slot : slots) {
        drawn[slot]++;
      }
    }
    // 100,000 draws, stratified, so closer than 4 binomial deviations (at most 620).
    for (int slot = 0; slot < 4; slot++) {
      assertThat((double) drawn[slot]).isCloseTo((slot + 1) * 1e4, within(620.0));
    }
  }

  /** P = 0.1 and 0.9, N = 2: (N·P)^−β over the largest is (0.9 / 0.1)^−β = 1 / 3 for β = 0.5. */
  @Test
  void weightsTakeBackTheBias() {
    PrioritizedSampler sampler =
        withErrors("{alpha: 1, offset: 1e-9, beta: {start: 0.5, end: 0.5}}", 1, 9);
    int[] slots = new int[64];
    float[] weights = new float[64];
    sampler.sample(2, 0, 64, slots, weights);
    for (int b = 0; b < 64; b++) {
      assertThat(weights[b]).isCloseTo(slots[b] == 0 ? 1 : 1 / 3f, within(1e-5f));
    }
  }

  @Test
  void betaGrowsWithTheClock() {
    ImportanceExponent beta = Settings.of(ImportanceExponent.class, "{start: 0.4}");
    assertThat(beta.valueAt(0, 1000)).isEqualTo(0.4);
    assertThat(beta.valueAt(500, 1000)).isCloseTo(0.7, within(1e-12));
    assertThat(beta.valueAt(2000, 1000)).isEqualTo(1);
    assertThat(Settings.of(ImportanceExponent.class, "{steps: 100}").valueAt(50, 1000))
        .isCloseTo(0.7, within(1e-12));
  }

  @Test
  void newItemsComeAtTheMaximum() {
    PrioritizedSampler sampler = withErrors("{alpha: 1, offset: 1e-9}", 3, 1, 1);
    sampler.onAdd(1);
    assertThat(sampler.probability(1)).isCloseTo(3 / 7.0, within(1e-6));
  }

  @Test
  void alphaOfZeroIsUniform() {
    PrioritizedSampler sampler = withErrors("{alpha: 0}", 0, 5, 100);
    for (int slot = 0; slot < 3; slot++) {
      assertThat(sampler.probability(slot)).isCloseTo(1 / 3.0, within(1e-12));
    }
  }

  @Test
  void restoredPicksTheSame() throws IOException {
    PrioritizedSampler original = withErrors("{}", 0.3f, 2, 0.01f, 7, 1);
    PrioritizedSampler restored = sampler("{}", 50, 1000);
    Runs.load(restored, Runs.save(original));
    int[] expected = new int[40];
    int[] actual = new int[40];
    float[] weights = new float[40];
    float[] restoredWeights = new float[40];
    original.sample(5, 10, 40, expected, weights);
    restored.sample(5, 10, 40, actual, restoredWeights);
    assertThat(actual).isEqualTo(expected);
    assertThat(restoredWeights).isEqualTo(weights);
    assertThat(Runs.save(restored)).isEqualTo(Runs.save(original));
  }
}
