package dev.ensayo.sequence.kneserney;

import java.util.Arrays;

/** The last tokens of a text as nodes of a tree: entry k is the node of the last k. */
public final class NgramContext {
  private final NgramTree tree;
  private final int[] suffixes;

  public NgramContext(NgramTree tree) {
    this.tree = tree;
    this.suffixes = new int[tree.order()];
    restart();
  }

  /** Back to the start of a text. */
  public void restart() {
    Arrays.fill(suffixes, NgramTree.NONE);
    suffixes[0] = NgramTree.ROOT;
  }

  /**
   * Moves to the start of a text that is to be counted. The start token is read, not predicted, so
   * its own count stays 0.
   */
  public void begin(int startToken) {
    restart();
    if (suffixes.length > 1) {
      suffixes[1] = tree.childOrNew(NgramTree.ROOT, startToken);
    }
  }

  /**
   * Moves to the start of a text before which the start token stands as often as the order looks
   * back, so that the text's first tokens are counted at the highest order too.
   */
  public void beginPadded(int startToken) {
    restart();
    for (int length = 1; length < suffixes.length; length++) {
      suffixes[length] = tree.childOrNew(suffixes[length - 1], startToken);
    }
  }

  /** Moves to the start of such a text to read it. */
  public void restartPadded(int startToken) {
    restart();
    for (int length = 1; length < suffixes.length; length++) {
      read(startToken);
    }
  }

  /** Entry k is the node of the last k tokens, or NONE; {@code [n]}, shared. */
  public int[] suffixes() {
    return suffixes;
  }

  /** Moves on by a token without counting it. */
  public void read(int token) {
    for (int length = suffixes.length - 1; length > 0; length--) {
      suffixes[length] = tree.child(suffixes[length - 1], token);
    }
  }

  /** Moves on by a token and counts the n-grams that end in it. */
  public void count(int token) {
    count(token, 1);
  }

  /** Moves on by a token and counts the n-grams that end in it, as if they occurred so often. */
  public void count(int token, int times) {
    tree.add(suffixes, token, times);
  }
}
