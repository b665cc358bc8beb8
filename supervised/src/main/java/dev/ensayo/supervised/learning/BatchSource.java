package dev.ensayo.supervised.learning;

/** What fills the batches of a {@link BatchStream}; one thread at a time asks it. */
public interface BatchSource {
  /** Arrays that fit. */
  Batch newBatch();

  /**
   * Fills a batch, which depends on the seed, the epoch and the number alone.
   *
   * @param epoch from 0
   * @param number of the batch in its epoch, from 0
   */
  void fill(Batch batch, long epoch, int number);
}
