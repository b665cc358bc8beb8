package dev.ensayo.embeddings.word2vec;

/** Some words of the corpus in order, to be learned from at one rate. */
final class TokenBlock {
  private final int[] marked;
  private int size;
  private float rate;

  TokenBlock(int capacity) {
    this.marked = new int[capacity];
  }

  /** Empties the block. */
  void clear(float learningRate) {
    size = 0;
    rate = learningRate;
  }

  /** Appends a word. */
  void add(int word, boolean startsSentence) {
    marked[size++] = startsSentence ? ~word : word;
  }

  int capacity() {
    return marked.length;
  }

  int size() {
    return size;
  }

  float rate() {
    return rate;
  }

  int word(int i) {
    int value = marked[i];
    return value < 0 ? ~value : value;
  }

  boolean startsSentence(int i) {
    return marked[i] < 0;
  }
}
