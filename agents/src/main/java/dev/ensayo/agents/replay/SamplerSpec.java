package dev.ensayo.agents.replay;

import dev.ensayo.core.random.RandomStream;

/** Which {@link Sampler} a study asks for. */
public sealed interface SamplerSpec permits UniformSamplerSpec {
  /**
   * @param capacity slots of the buffer
   * @param random the sampler's own stream
   */
  Sampler create(int capacity, RandomStream random);
}
