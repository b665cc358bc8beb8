package dev.ensayo.serving.http;

/** Whether the server is about to stop, and no longer ready for others. Thread-safe. */
final class Stopping {
  private volatile boolean stopping;

  boolean isStopping() {
    return stopping;
  }

  void begin() {
    stopping = true;
  }
}
