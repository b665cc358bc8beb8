package dev.ensayo.embeddings.word2vec.tokens;

/** Some words of the corpus in order, to be learned from at one rate. */
public final class TokenBlock {
  /** How many words are learned from at one rate, at most; windows end there. */
  public static final int MOST_WORDS = 1000;

  private final int[] marked;
  private int size;
  private float rate;

  public TokenBlock(int capacity) {
    this.marked = new int[capacity];
  }

  /** Empties the block. */
  public void clear(float learningRate) {
    size = 0;
    rate = learningRate;
  }

  /** Appends a word. */
  public void add(int word, boolean startsSentence) {
    marked[size++] = startsSentence ? ~word : word;
  }

  int capacity() {
    return marked.length;
  }

  public int size() {
    return size;
  }

  public float rate() {
    return rate;
  }

  public int word(int i) {
    int value = marked[i];
    return value < 0 ? ~value : value;
  }

  public boolean startsSentence(int i) {
    return marked[i] < 0;
  }
}
