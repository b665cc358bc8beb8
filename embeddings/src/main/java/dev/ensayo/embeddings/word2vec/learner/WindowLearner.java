package dev.ensayo.embeddings.word2vec.learner;

/** Learns from a word and the words around it. */
public interface WindowLearner {
  /**
   * Takes the gradient steps of one window.
   *
   * @param words of a sentence
   * @param center position of the center word
   * @param from first position of the window
   * @param to position after its last; some other word than the center lies between
   * @param rate α
   * @return how many predictions the loss has grown by
   */
  int learn(int[] words, int center, int from, int to, float rate);
}
