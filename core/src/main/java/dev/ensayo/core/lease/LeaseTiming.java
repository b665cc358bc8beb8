package dev.ensayo.core.lease;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How often a holder gives a sign of life, and how long others wait for one.
 *
 * @param beat time between two signs
 * @param expiry who has given none for so long is taken to be dead; at least twice {@code beat}
 */
public record LeaseTiming(Duration beat, Duration expiry) {
  /** A sign every 5 s; dead after 60 s without one. */
  public static final LeaseTiming STANDARD =
      new LeaseTiming(Duration.ofSeconds(5), Duration.ofSeconds(60));

  public LeaseTiming {
    checkArgument(beat.toMillis() > 0, "beat must be at least 1 ms, not %s", beat);
    checkArgument(
        expiry.compareTo(beat.multipliedBy(2)) >= 0,
        "expiry must be at least twice the beat of %s, not %s",
        beat,
        expiry);
  }

  /** The timing with that expiry and a beat of a twelfth of it, as the standard has. */
  public static LeaseTiming withExpiry(Duration expiry) {
    return new LeaseTiming(expiry.dividedBy(12), expiry);
  }
}
