package dev.ensayo.supervised.distributed;

/** How fast the workers are. */
public sealed interface Speeds permits EqualSpeeds, SpreadSpeeds, OneSlowSpeeds, GivenSpeeds {
  /**
   * The speed of each worker, {@code [workers]}; 1 is the speed that {@link
   * Cluster#secondsPerExample} is of.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if they are of another number of workers
   */
  double[] of(int workers);
}
