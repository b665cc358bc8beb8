package dev.ensayo.core.random;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;

/**
 * One stream of random numbers: xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom
 * number generators", 2021), with a state that a checkpoint can hold.
 *
 * <p>Not thread-safe: a stream belongs to one part of one run.
 */
public final class RandomStream implements RandomGenerator, Stateful {
  private final XoShiRo256PlusPlus generator;

  RandomStream(long[] seed) {
    this.generator = new XoShiRo256PlusPlus(seed);
  }

  @Override
  public long nextLong() {
    return generator.nextLong();
  }

  @Override
  public int nextInt() {
    return generator.nextInt();
  }

  /** A whole number in {@code [0, bound)}, each equally likely. */
  @Override
  public int nextInt(int bound) {
    return generator.nextInt(bound);
  }

  /** A double in {@code [0, 1)} with 53 random bits. */
  @Override
  public double nextDouble() {
    return generator.nextDouble();
  }

  /** A double in {@code [low, high)}. */
  @Override
  public double nextDouble(double low, double high) {
    double value = low + (high - low) * generator.nextDouble();
    return value < high ? value : Math.nextDown(high); // rounding may reach high
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeBytes(((RandomProviderDefaultState) generator.saveState()).getState());
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    byte[] state = in.readBytes();
    try {
      generator.restoreState(new RandomProviderDefaultState(state));
    } catch (IllegalStateException e) {
      throw new IOException("checkpoint holds no state of a random stream", e);
    }
  }
}
