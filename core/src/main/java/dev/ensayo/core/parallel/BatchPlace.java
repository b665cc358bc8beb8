package dev.ensayo.core.parallel;

/**
 * Which batch a worker is to learn from; with the settings and the seed of the run it says all.
 *
 * @param epoch from 0
 * @param number in its epoch, from 0
 * @param most what a batch may have at most, where the budget cuts the last one short
 */
public record BatchPlace(long epoch, int number, long most) {
  /** A batch that nothing cuts short. */
  public static BatchPlace of(long epoch, int number) {
    return new BatchPlace(epoch, number, Long.MAX_VALUE);
  }
}
