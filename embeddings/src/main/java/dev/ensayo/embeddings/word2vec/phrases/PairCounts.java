package dev.ensayo.embeddings.word2vec.phrases;

import java.util.Arrays;

/** Counts of pairs of ids: open addressing over longs, 12 bytes a place. */
final class PairCounts {
  private static final long FREE = -1;
  private static final long MIX = 0x9e3779b97f4a7c15L;
  private static final int FIRST_BITS = 16;

  /** What is done with each pair. */
  @FunctionalInterface
  interface Visitor {
    void pair(int first, int second, int count);
  }

  private int bits = FIRST_BITS;
  private long[] keys = keys(bits);
  private int[] counts = new int[1 << bits];
  private int size;

  private static long[] keys(int bits) {
    long[] keys = new long[1 << bits];
    Arrays.fill(keys, FREE);
    return keys;
  }

  /** Counts one more. */
  void add(int first, int second) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int at = place((long) first << 32 | second);
    counts[at]++;
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * MIX) >>> (64 - bits));
    while (keys[at] != key) {
      if (keys[at] == FREE) {
        keys[at] = key;
        size++;
        break;
      }
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldCounts = counts;
    bits++;
    keys = keys(bits);
    counts = new int[1 << bits];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        counts[place(oldKeys[i])] = oldCounts[i];
      }
    }
  }

  /** All pairs, in no order that means anything. */
  void forEach(Visitor visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != FREE) {
        visitor.pair((int) (keys[i] >>> 32), (int) keys[i], counts[i]);
      }
    }
  }
}
