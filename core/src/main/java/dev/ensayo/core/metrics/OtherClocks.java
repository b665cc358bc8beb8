package dev.ensayo.core.metrics;

/**
 * What {@code timing.csv} holds beside throughput at each log point: how other clocks went while
 * the one that metrics are recorded over did. Reports draw curves over them.
 */
public final class OtherClocks {
  /** Parameter updates since the run began. */
  public static final String UPDATES = "clock/updates";

  /** Seconds of training since the log point before; tests are not counted. */
  public static final String SECONDS = "clock/seconds";

  /**
   * Seconds since the run began on machines that are simulated. They do not depend on the wall
   * clock, so they stand in {@code metrics.csv}, at each test.
   */
  public static final String SIMULATED_SECONDS = "clock/simulated_seconds";

  private OtherClocks() {}
}
