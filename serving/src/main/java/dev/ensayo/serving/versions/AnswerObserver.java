package dev.ensayo.serving.versions;

/** Hears of each request that was answered. */
public interface AnswerObserver {
  /**
   * A request was answered. Called by several threads at a time, before the answer is sent; what is
   * thrown is logged and goes no further.
   */
  void answered(Answered answered);
}
