package dev.ensayo.embeddings.word2vec.learner;

/** The different words around the center of a window, and how often each occurs there. */
final class ContextWords {
  private final int[] words;
  private final float[] weights;
  private int count;

  /**
   * @param window how far a window reaches to each side, at most
   */
  ContextWords(int window) {
    this.words = new int[2 * window];
    this.weights = new float[2 * window];
  }

  /** Takes up the words of {@code [from, to)} but the one at the center. */
  void gather(int[] sentence, int center, int from, int to) {
    count = 0;
    for (int position = from; position < to; position++) {
      if (position != center) {
        int word = sentence[position];
        int at = 0;
        while (at < count && words[at] != word) {
          at++;
        }
        if (at == count) {
          words[count] = word;
          weights[count] = 1;
          count++;
        } else {
          weights[at]++;
        }
      }
    }
  }

  int count() {
    return count;
  }

  int word(int i) {
    return words[i];
  }

  float weight(int i) {
    return weights[i];
  }
}
