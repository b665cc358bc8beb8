package dev.ensayo.agents.replay;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.random.RandomStream;

/** Asks for a {@link UniformSampler}. */
@Choice(value = "uniform", summary = "every stored item equally likely, with replacement")
public record UniformSamplerSpec() implements SamplerSpec {
  @Override
  public Sampler create(int capacity, long budgetSteps, RandomStream random) {
    return new UniformSampler(random);
  }
}
