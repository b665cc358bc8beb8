package dev.ensayo.agents.fakes;

import java.util.random.RandomGenerator;

/** Normal numbers that were drawn elsewhere, in their order; each is given once. */
public final class GivenNoise implements RandomGenerator {
  private final double[] numbers;
  private int next;

  public GivenNoise(double... numbers) {
    this.numbers = numbers.clone();
  }

  @Override
  public double nextGaussian() {
    return numbers[next++];
  }

  @Override
  public long nextLong() {
    throw new UnsupportedOperationException("only normal numbers are given");
  }
}
