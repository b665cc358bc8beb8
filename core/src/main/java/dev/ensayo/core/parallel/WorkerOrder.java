package dev.ensayo.core.parallel;

/** What a worker is told to do. */
public sealed interface WorkerOrder {
  /** Whether an answer comes. */
  default boolean isAnswered() {
    return true;
  }

  /**
   * {@link Replica#learn}.
   *
   * @param gives whether {@link Replica#give} follows at once
   */
  record Learn(BatchPlace place, boolean gives) implements WorkerOrder {}

  /** {@link Replica#give}. */
  record Give() implements WorkerOrder {}

  /**
   * {@link Replica#goOn}.
   *
   * @param parameters not changed afterwards
   */
  record GoOn(float[] parameters) implements WorkerOrder {
    @Override
    public boolean isAnswered() {
      return false;
    }
  }

  /** {@link Replica#saveState}. */
  record Save() implements WorkerOrder {}

  /** {@link Replica#loadState}. */
  record Load(byte[] state) implements WorkerOrder {
    @Override
    public boolean isAnswered() {
      return false;
    }
  }
}
