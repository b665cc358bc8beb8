package dev.ensayo.cluster;

/** What came of giving a run to Spark once. */
sealed interface Attempt {
  /** The task has come to its end. */
  record Landed(TaskResult result) implements Attempt {}

  /** Others that were before it in its task took all the time: it is to be given out again. */
  record NotMade() implements Attempt {}

  /** It was called off because the study is to stop. */
  record CalledOff() implements Attempt {}

  /**
   * The task came to no end.
   *
   * @param where the executor that had it
   * @param why in Spark's words
   */
  record Lost(String where, String why) implements Attempt {}

  /**
   * Spark has no place for a run of so many workers.
   *
   * @param places tasks that it can make at a time
   */
  record NoPlace(int places) implements Attempt {}

  /** There is no Spark any more. */
  record NoSpark() implements Attempt {}
}
