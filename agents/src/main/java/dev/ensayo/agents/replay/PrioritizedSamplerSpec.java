package dev.ensayo.agents.replay;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;

/** Asks for a {@link PrioritizedSampler}. */
@Choice(value = "prioritized", summary = "in proportion to a power of the last TD error")
public record PrioritizedSamplerSpec(
    @Setting(
            value = "α, the power of a priority: 0 is uniform",
            defaultValue = "0.6",
            min = 0,
            max = 10)
        double alpha,
    @Setting("β, the power of the importance weights") ImportanceExponent beta,
    @Setting(
            value = "added to the TD error, so that no item is lost for good",
            defaultValue = "1e-6",
            min = 0,
            minExcluded = true,
            max = 1000)
        double offset)
    implements SamplerSpec {
  public PrioritizedSamplerSpec {
    Settings.check(PrioritizedSamplerSpec.class, alpha, beta, offset);
  }

  @Override
  public Sampler create(int capacity, long budgetSteps, RandomStream random) {
    return new PrioritizedSampler(this, capacity, budgetSteps, random);
  }
}
