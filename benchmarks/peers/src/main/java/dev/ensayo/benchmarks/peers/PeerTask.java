package dev.ensayo.benchmarks.peers;

/** A workload on one engine, ready to go. */
interface PeerTask extends AutoCloseable {
  /** Does it once. */
  void call();

  @Override
  default void close() {}
}
