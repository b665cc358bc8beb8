package dev.ensayo.supervised.autoencoder;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.random.RandomGenerator;

/**
 * What is done to an input before it is encoded; the reconstruction is compared with the input as
 * it was (Vincent et al., "Extracting and composing robust features with denoising autoencoders",
 * 2008, section 2.3).
 */
public sealed interface Corruption {
  /**
   * Spoils one input.
   *
   * @param input {@code [F]} from {@code offset} on
   */
  void spoil(float[] input, int offset, int length, RandomGenerator random);

  /** Nothing. */
  @Choice(value = "none", summary = "inputs are encoded as they are")
  record None() implements Corruption {
    @Override
    public void spoil(float[] input, int offset, int length, RandomGenerator random) {}
  }

  /** Numbers set to 0. */
  @Choice(value = "masking", summary = "numbers of an input, drawn anew each time, are set to 0")
  record Masking(
      @Setting(
              value = "probability of each number to be set to 0",
              min = 0,
              max = 1,
              minExcluded = true,
              maxExcluded = true,
              defaultValue = "0.3")
          double share)
      implements Corruption {
    public Masking {
      Settings.check(Masking.class, share);
    }

    @Override
    public void spoil(float[] input, int offset, int length, RandomGenerator random) {
      for (int i = offset; i < offset + length; i++) {
        if (random.nextDouble() < share) {
          input[i] = 0;
        }
      }
    }
  }

  /** Normal noise. */
  @Choice(value = "gaussian", summary = "normal noise is added to each number")
  record Gaussian(
      @Setting(
              value = "standard deviation of the noise, in units of the inputs",
              min = 0,
              minExcluded = true,
              defaultValue = "0.5")
          double deviation)
      implements Corruption {
    public Gaussian {
      Settings.check(Gaussian.class, deviation);
    }

    @Override
    public void spoil(float[] input, int offset, int length, RandomGenerator random) {
      for (int i = offset; i < offset + length; i++) {
        input[i] += (float) (deviation * random.nextGaussian());
      }
    }
  }
}
