package dev.ensayo.sequence.ngram;

import java.util.Arrays;

/** The last tokens of a text as nodes of a tree: entry k is the node of the last k. */
final class NgramContext {
  private final NgramTree tree;
  private final int[] suffixes;

  NgramContext(NgramTree tree) {
    this.tree = tree;
    this.suffixes = new int[tree.order()];
    restart();
  }

  /** Back to the start of a text. */
  void restart() {
    Arrays.fill(suffixes, NgramTree.NONE);
    suffixes[0] = NgramTree.ROOT;
  }

  /**
   * Moves to the start of a text that is to be counted. The start token is read, not predicted, so
   * its own count stays 0.
   */
  void begin(int startToken) {
    restart();
    if (suffixes.length > 1) {
      suffixes[1] = tree.childOrNew(NgramTree.ROOT, startToken);
    }
  }

  int[] suffixes() {
    return suffixes;
  }

  /** Moves on by a token without counting it. */
  void read(int token) {
    for (int length = suffixes.length - 1; length > 0; length--) {
      suffixes[length] = tree.child(suffixes[length - 1], token);
    }
  }

  /** Moves on by a token and counts the n-grams that end in it. */
  void count(int token) {
    tree.add(suffixes, token);
  }
}
