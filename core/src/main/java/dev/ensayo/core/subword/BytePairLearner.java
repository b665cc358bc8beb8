package dev.ensayo.core.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Learns {@link BytePairs} from the chunks of a text: again and again the pair of pieces that stand
 * side by side most often becomes one (Sennrich et al., 2016, algorithm 1). Of pairs that are
 * equally frequent the one whose left piece has the lower number comes first, then whose right one
 * has. It ends early where no pair occurs twice.
 *
 * <p>Only the chunks that have the pair are looked at again, and pairs wait in a queue.
 */
public final class BytePairLearner {
  /** A pair in the queue, with the count that it had when it got there. */
  private record Waiting(long count, int left, int right) {
    static final Comparator<Waiting> MOST_FREQUENT_FIRST =
        Comparator.comparingLong((Waiting w) -> -w.count)
            .thenComparingInt(Waiting::left)
            .thenComparingInt(Waiting::right);
  }

  /** How often a pair occurs, and in which chunks it may. */
  private static final class Pair {
    private final int left;
    private final int right;
    private long count;
    private int[] chunks = new int[4];
    private int size;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }

    void occursIn(int chunk) {
      if (size > 0 && chunks[size - 1] == chunk) {
        return;
      }
      if (size == chunks.length) {
        chunks = Arrays.copyOf(chunks, 2 * size);
      }
      chunks[size++] = chunk;
    }
  }

  private final List<int[]> chunks = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Waiting> queue = new PriorityQueue<>(Waiting.MOST_FREQUENT_FIRST);
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();

  private BytePairLearner(Map<String, Integer> text) {
    tokens.addAll(new BytePairs(List.of()).tokens());
    tokens.forEach(token -> ids.put(token, ids.size()));
    text.forEach(
        (chunk, count) -> {
          counts.add(count);
          chunks.add(ByteSymbols.bytes(chunk));
          countPairs(chunks.size() - 1, count);
        });
    pairs.values().forEach(pair -> queue.add(waiting(pair)));
  }

  /**
   * Learns.
   *
   * @param text its chunks and how often each occurs
   * @param merges most merges
   */
  public static BytePairs learn(Map<String, Integer> text, int merges) {
    BytePairLearner learner = new BytePairLearner(text);
    List<String> learned = new ArrayList<>();
    while (learned.size() < merges && learner.mergeNext(learned)) {}
    return new BytePairs(learned);
  }

  private static Waiting waiting(Pair pair) {
    return new Waiting(pair.count, pair.left, pair.right);
  }

  /** False where no pair occurs twice. */
  private boolean mergeNext(List<String> learned) {
    while (!queue.isEmpty()) {
      Waiting first = queue.poll();
      long key = BytePairs.pair(first.left(), first.right());
      Pair pair = pairs.get(key);
      if (pair == null || pair.count < 2) {
        continue;
      }
      if (pair.count != first.count()) {
        queue.add(waiting(pair));
        continue;
      }
      String left = tokens.get(first.left());
      String right = tokens.get(first.right());
      Integer known = ids.putIfAbsent(left + right, tokens.size());
      if (known == null) {
        tokens.add(left + right);
      }
      learned.add(left + " " + right);
      merge(first.left(), first.right(), ids.get(left + right), pair);
      pairs.remove(key);
      return true;
    }
    return false;
  }

  private void merge(int left, int right, int into, Pair pair) {
    Set<Long> fresh = new HashSet<>();
    for (int i = 0; i < pair.size; i++) {
      int at = pair.chunks[i];
      int[] ids = chunks.get(at);
      int kept = 0;
      int[] merged = new int[ids.length];
      for (int j = 0; j < ids.length; j++) {
        boolean joins = j + 1 < ids.length && ids[j] == left && ids[j + 1] == right;
        merged[kept++] = joins ? into : ids[j];
        j += joins ? 1 : 0;
      }
      if (kept < ids.length) {
        countPairs(at, -counts.get(at));
        chunks.set(at, Arrays.copyOf(merged, kept));
        countPairs(at, counts.get(at));
        addPairs(chunks.get(at), into, fresh);
      }
    }
    fresh.forEach(key -> queue.add(waiting(pairs.get(key))));
  }

  private void countPairs(int at, int times) {
    int[] ids = chunks.get(at);
    for (int i = 0; i + 1 < ids.length; i++) {
      int left = ids[i];
      int right = ids[i + 1];
      Pair pair = pairs.computeIfAbsent(BytePairs.pair(left, right), key -> new Pair(left, right));
      pair.count += times;
      if (times > 0) {
        pair.occursIn(at);
      }
    }
  }

  /** Pairs with the new piece; those without one have lost occurrences at most. */
  private static void addPairs(int[] ids, int piece, Set<Long> target) {
    for (int i = 0; i + 1 < ids.length; i++) {
      if (ids[i] == piece || ids[i + 1] == piece) {
        target.add(BytePairs.pair(ids[i], ids[i + 1]));
      }
    }
  }
}
