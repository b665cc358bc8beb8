package dev.ensayo.supervised.distributed;

import dev.ensayo.core.config.Choice;
import java.util.Arrays;

/** All alike. */
@Choice(value = "equal", summary = "all workers at speed 1")
public record EqualSpeeds() implements Speeds {
  @Override
  public double[] of(int workers) {
    double[] speeds = new double[workers];
    Arrays.fill(speeds, 1);
    return speeds;
  }
}
