package dev.ensayo.embeddings.word2vec.targets;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * A binary tree with the words as leaves, frequent ones near the root (Huffman 1952), so that a
 * word costs about as many decisions as it has bits of information. Built as in word2vec.c: of two
 * nodes that are put together the lighter one is on the side of 0, and among equally heavy ones
 * inner nodes come first.
 */
public final class HuffmanTree {
  private final boolean[][] codes;
  private final int[][] nodes;

  /**
   * Builds the tree.
   *
   * @param counts of the words, none larger than the one before; at least two
   */
  public HuffmanTree(long[] counts) {
    int v = counts.length;
    checkArgument(v >= 2, "a tree needs 2 words, not %s", v);
    long[] weights = Arrays.copyOf(counts, 2 * v - 1);
    int[] parents = new int[2 * v - 1];
    boolean[] isOne = new boolean[2 * v - 1];
    int leaf = v - 1;
    int inner = v;
    for (int made = v; made < 2 * v - 1; made++) {
      for (int side = 0; side < 2; side++) {
        boolean takesLeaf = leaf >= 0 && (inner >= made || weights[leaf] < weights[inner]);
        int lightest = takesLeaf ? leaf-- : inner++;
        weights[made] += weights[lightest];
        parents[lightest] = made;
        isOne[lightest] = side == 1;
      }
    }
    this.codes = new boolean[v][];
    this.nodes = new int[v][];
    int root = 2 * v - 2;
    for (int word = 0; word < v; word++) {
      int length = 0;
      for (int node = word; node != root; node = parents[node]) {
        length++;
      }
      codes[word] = new boolean[length];
      nodes[word] = new int[length];
      int at = length - 1;
      for (int node = word; node != root; node = parents[node], at--) {
        codes[word][at] = isOne[node];
        nodes[word][at] = parents[node] - v;
      }
    }
  }

  /** How many inner nodes there are: one fewer than words. */
  public int innerNodes() {
    return codes.length - 1;
  }

  /** How many decisions lead to a word. */
  public int length(int word) {
    return codes[word].length;
  }

  /** How many lead to the word that most lead to. */
  public int longest() {
    return Arrays.stream(codes).mapToInt(code -> code.length).max().orElse(0);
  }

  /** Whether a decision on the way to a word, from the root on, is 1. */
  public boolean isOne(int word, int decision) {
    return codes[word][decision];
  }

  /** The inner node, in {@code [0, innerNodes())}, that a decision is taken at. */
  public int node(int word, int decision) {
    return nodes[word][decision];
  }
}
