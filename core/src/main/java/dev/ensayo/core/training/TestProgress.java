package dev.ensayo.core.training;

/** Hears how far a test has come that may take long. It changes nothing that is recorded. */
@FunctionalInterface
public interface TestProgress {
  /** Hears nothing. */
  TestProgress NONE = (done, all) -> {};

  /**
   * So much of what a test looks at is done.
   *
   * @param all at least {@code done}; where they are equal the test has ended, or this part of it
   */
  void at(long done, long all);
}
