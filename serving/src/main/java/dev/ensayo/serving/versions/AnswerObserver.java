package dev.ensayo.serving.versions;

/** Hears of each request that was answered. */
public interface AnswerObserver {
  /**
   * A request was answered. Called by threads of models, several at a time, before the answer is
   * sent, so it is short; what is thrown is logged and goes no further.
   */
  void answered(Answered answered);

  /**
   * A request was refused for what it asked: names, shapes or values that are not the model's.
   * Called by several threads at a time; by default nothing is done.
   */
  default void refused(String model, String version) {}
}
