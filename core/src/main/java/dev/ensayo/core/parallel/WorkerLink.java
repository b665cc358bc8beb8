package dev.ensayo.core.parallel;

/**
 * The line to one worker. Orders are carried out in the order in which they are sent; those that
 * {@linkplain WorkerOrder#isAnswered are answered} are answered in that order.
 */
public interface WorkerLink extends AutoCloseable {
  /** Sends an order, and does not wait for what comes of it. */
  void send(WorkerOrder order);

  /**
   * Waits for the next answer; what it holds stays as it is until the next order is sent.
   *
   * @throws WorkerFailedException if the worker could not do what it was told
   * @throws WorkerLostException if the worker is gone
   */
  WorkerAnswer receive();

  /** Sends the worker home; it gives its memory back. */
  @Override
  void close();
}
