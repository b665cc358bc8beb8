package dev.ensayo.sequence.kneserney;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * All n-grams of a text up to an order, as a tree: the child of an n-gram by a token is the n-gram
 * with the token at its end. Node 0 is the empty one.
 *
 * <p>A node of the highest order counts how often its n-gram occurs; one of a lower order how many
 * different tokens occur before it, N₁₊(•w) of Chen and Goodman, "An empirical study of smoothing
 * techniques for language modeling", 1999, eq. 22 (Kneser and Ney, "Improved backing-off for m-gram
 * language modeling", 1995). Memory grows with the number of different n-grams: about 40 bytes
 * each.
 */
public final class NgramTree {
  public static final int ROOT = 0;
  public static final int NONE = -1;

  private static final int LARGEST_ORDER = 64;
  private static final int FIRST_CAPACITY = 1 << 12;

  private final int order;
  private final int vocabulary;
  private int[] parents = new int[FIRST_CAPACITY];
  private int[] tokens = new int[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private byte[] depths = new byte[FIRST_CAPACITY];
  private int size = 1;
  private int[] slots = new int[2 * FIRST_CAPACITY];

  /**
   * @param order n, 1 to 64
   * @param vocabulary V
   */
  public NgramTree(int order, int vocabulary) {
    checkArgument(order >= 1 && order <= LARGEST_ORDER, "an order of %s", order);
    this.order = order;
    this.vocabulary = vocabulary;
    Arrays.fill(slots, NONE);
  }

  public int order() {
    return order;
  }

  public int vocabulary() {
    return vocabulary;
  }

  /** Nodes, the root included. */
  public int size() {
    return size;
  }

  /** Length of the node's n-gram. */
  public int depth(int node) {
    return depths[node];
  }

  public int parent(int node) {
    return parents[node];
  }

  public int token(int node) {
    return tokens[node];
  }

  public int count(int node) {
    return counts[node];
  }

  /** The n-gram with a token at its end; NONE if it never occurred, or if the node is NONE. */
  public int child(int node, int token) {
    if (node == NONE) {
      return NONE;
    }
    int slot = slot(node, token);
    return slots[slot];
  }

  /** The n-gram with a token at its end, with a count of 0 where it is new. */
  public int childOrNew(int node, int token) {
    int child = child(node, token);
    return child == NONE ? create(node, token) : child;
  }

  /**
   * Counts the n-grams that end in a token.
   *
   * @param suffixes entry k is the node of the k tokens before it, or NONE where there are not so
   *     many; on return of the k tokens up to it. {@code [n]}, of which entry 0 stays the root
   * @param times how often it occurs there
   */
  public void add(int[] suffixes, int token, int times) {
    int shorter = ROOT;
    int before = suffixes[0];
    for (int length = 1; length <= order && before != NONE; length++) {
      int known = size;
      int node = childOrNew(before, token);
      boolean isNew = node == known;
      if (length == order) {
        counts[node] = Math.addExact(counts[node], times);
      }
      if (isNew && length > 1) {
        counts[shorter]++; // the token before it is new there
      }
      shorter = node;
      if (length < order) {
        before = suffixes[length];
        suffixes[length] = node;
      }
    }
  }

  /** Appends order, V and all n-grams. */
  public void write(StateWriter out) throws IOException {
    out.writeInt(order);
    out.writeInt(vocabulary);
    out.writeInt(size);
    out.writeInts(Arrays.copyOf(parents, size));
    out.writeInts(Arrays.copyOf(tokens, size));
    out.writeInts(Arrays.copyOf(counts, size));
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IOException if it ends early or is no tree
   */
  public static NgramTree read(StateReader in) throws IOException {
    int order = in.readInt();
    int vocabulary = in.readInt();
    int size = in.readInt();
    if (order < 1 || order > LARGEST_ORDER || vocabulary < 1 || size < 1) {
      throw new IOException("holds no n-grams");
    }
    int[] parents = new int[size];
    int[] tokens = new int[size];
    int[] counts = new int[size];
    in.readInts(parents);
    in.readInts(tokens);
    in.readInts(counts);
    NgramTree tree = new NgramTree(order, vocabulary);
    for (int node = 1; node < size; node++) {
      if (parents[node] < 0
          || parents[node] >= node
          || tokens[node] < 0
          || tokens[node] >= vocabulary
          || tree.depth(parents[node]) >= order) {
        throw new IOException("holds no n-grams: entry " + node + " is broken");
      }
      int created = tree.create(parents[node], tokens[node]); // may move the counts elsewhere
      tree.counts[created] = counts[node];
    }
    return tree;
  }

  private int create(int parent, int token) {
    if (size == parents.length) {
      grow();
    }
    int node = size++;
    parents[node] = parent;
    tokens[node] = token;
    depths[node] = (byte) (depths[parent] + 1);
    slots[slot(parent, token)] = node;
    return node;
  }

  private void grow() {
    int capacity = Math.multiplyExact(2, parents.length);
    parents = Arrays.copyOf(parents, capacity);
    tokens = Arrays.copyOf(tokens, capacity);
    counts = Arrays.copyOf(counts, capacity);
    depths = Arrays.copyOf(depths, capacity);
    slots = new int[Math.multiplyExact(2, capacity)];
    Arrays.fill(slots, NONE);
    for (int node = 1; node < size; node++) {
      slots[slot(parents[node], tokens[node])] = node;
    }
  }

  /**
   * Where the child is, or would be put: linear probing in a table that is never more than half
   * full.
   */
  private int slot(int parent, int token) {
    int mask = slots.length - 1;
    long key = (long) parent * vocabulary + token + 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 40) & mask;
    slot = (slot ^ (int) (mixed >>> 17)) & mask;
    while (slots[slot] != NONE
        && (parents[slots[slot]] != parent || tokens[slots[slot]] != token)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
