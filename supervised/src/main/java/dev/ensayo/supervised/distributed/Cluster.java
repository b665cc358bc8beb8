package dev.ensayo.supervised.distributed;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;

/** The machines and the network between them, as they are simulated. */
public record Cluster(
    @Setting(
            value = "time of a worker of speed 1 for the gradient of one example",
            defaultValue = "1e-3",
            min = 0,
            minExcluded = true,
            max = 1e6,
            unit = "s")
        double secondsPerExample,
    @Setting(value = "how fast the workers are", defaultValue = "equal") Speeds speeds,
    @Setting(
            value =
                "how uneven one worker's batches are: standard deviation of the logarithm of their"
                    + " times, whose mean stays as it is",
            defaultValue = "0",
            min = 0,
            max = 3)
        double variation,
    @Setting(value = "time of an empty message", defaultValue = "0", min = 0, max = 1e6, unit = "s")
        double latency,
    @Setting(
            value = "what each parameter, or its gradient, adds to the time of a message",
            defaultValue = "0",
            min = 0,
            max = 1e6,
            unit = "s")
        double secondsPerParameter) {
  public Cluster {
    Settings.check(
        Cluster.class, secondsPerExample, speeds, variation, latency, secondsPerParameter);
  }

  /**
   * How long a message with all parameters takes (s). Messages do not hinder each other.
   *
   * @param parameters their number
   */
  double message(int parameters) {
    return latency + parameters * secondsPerParameter;
  }

  /** How long a worker computes the gradient of a batch on average (s). */
  double even(int examples, double speed) {
    return examples * secondsPerExample / speed;
  }

  /**
   * How long a worker computes the gradient of a batch (s).
   *
   * @param examples of the batch
   * @param random draws how uneven it is; not asked where {@link #variation} is 0
   */
  double batch(int examples, double speed, RandomStream random) {
    double even = even(examples, speed);
    return variation == 0
        ? even
        : even * StrictMath.exp(variation * random.nextGaussian() - variation * variation / 2);
  }
}
