package dev.ensayo.agents.replay;

import dev.ensayo.core.random.RandomStream;

/** Which {@link Sampler} a study asks for. */
public sealed interface SamplerSpec permits UniformSamplerSpec, PrioritizedSamplerSpec {
  /**
   * @param capacity slots of the buffer
   * @param budgetSteps environment steps of the whole run
   * @param random the sampler's own stream
   */
  Sampler create(int capacity, long budgetSteps, RandomStream random);
}
