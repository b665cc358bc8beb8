package dev.ensayo.embeddings.word2vec;

import dev.ensayo.embeddings.word2vec.rows.RowArithmetic;
import dev.ensayo.embeddings.word2vec.tokens.TokenSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a text that was not learned from asks of vectors: each of its words, given every word around
 * it (skip-gram), or given the mean of these (CBOW), with windows of full reach.
 */
final class HeldOutPairs {
  private final int[] words;
  private final boolean[] starts;
  private final int window;
  private final boolean fromMean;

  /** Takes up the answers. */
  @FunctionalInterface
  interface Listener {
    /**
     * Hears of words that are to be predicted from one vector.
     *
     * @param h {@code [D]}
     * @param targets how often each word is to be predicted from it, {@code [V]}
     */
    void predict(float[] h, int[] targets);
  }

  /**
   * Reads the text.
   *
   * @param most of its words are taken, from its start
   */
  HeldOutPairs(TokenSource text, int most, Word2VecConfig config) {
    List<Integer> ids = new ArrayList<>();
    List<Boolean> lines = new ArrayList<>();
    while (ids.size() < most && text.next()) {
      ids.add(text.id());
      lines.add(text.startsSentence());
    }
    this.words = ids.stream().mapToInt(Integer::intValue).toArray();
    this.starts = new boolean[words.length];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = lines.get(i);
    }
    this.window = config.window();
    this.fromMean = config.architecture() == Word2VecConfig.Architecture.CBOW;
  }

  /** How many words there are. */
  int size() {
    return words.length;
  }

  /** How often each word is to be predicted, {@code [v]}. */
  long[] targets(int v) {
    long[] counts = new long[v];
    walk(
        (center, from, to) -> {
          if (to - from > 1) {
            counts[words[center]] += fromMean ? 1 : to - from - 1;
          }
        });
    return counts;
  }

  /**
   * Asks for all predictions; of skip-gram for those from one word together.
   *
   * @param input vectors of the words, {@code [v, d]}
   */
  void ask(float[] input, int v, int d, Listener listener) {
    int[] targets = new int[v];
    float[] h = new float[d];
    if (fromMean) {
      walk(
          (center, from, to) -> {
            if (to - from > 1) {
              setMean(h, input, center, from, to);
              targets[words[center]] = 1;
              listener.predict(h, targets);
              targets[words[center]] = 0;
            }
          });
      return;
    }
    List<List<Integer>> ofWords = new ArrayList<>();
    for (int word = 0; word < v; word++) {
      ofWords.add(new ArrayList<>());
    }
    walk(
        (center, from, to) -> {
          for (int position = from; position < to; position++) {
            if (position != center) {
              ofWords.get(words[position]).add(words[center]);
            }
          }
        });
    for (int word = 0; word < v; word++) {
      if (!ofWords.get(word).isEmpty()) {
        Arrays.fill(targets, 0);
        ofWords.get(word).forEach(target -> targets[target]++);
        System.arraycopy(input, word * d, h, 0, d);
        listener.predict(h, targets);
      }
    }
  }

  private void setMean(float[] mean, float[] input, int center, int from, int to) {
    Arrays.fill(mean, 0);
    float[] row = new float[mean.length];
    for (int position = from; position < to; position++) {
      if (position != center) {
        System.arraycopy(input, words[position] * row.length, row, 0, row.length);
        RowArithmetic.add(mean, row, 1f / (to - from - 1), row.length);
      }
    }
  }

  @FunctionalInterface
  private interface Window {
    void at(int center, int from, int to);
  }

  private void walk(Window each) {
    int start = 0;
    for (int i = 0; i < words.length; i++) {
      start = starts[i] ? i : start;
      int end = i + 1;
      while (end < words.length && !starts[end] && end - i <= window) {
        end++;
      }
      each.at(i, Math.max(start, i - window), end);
    }
  }
}
