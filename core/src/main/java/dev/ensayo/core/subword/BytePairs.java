package dev.ensayo.core.subword;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Byte pair encoding (Sennrich et al., "Neural machine translation of rare words with subword
 * units", 2016, section 3.2) over the bytes of UTF-8, so that no text has an unknown piece. A chunk
 * of text begins as its bytes; of the pairs that stand side by side the one that was merged first
 * when they were learned becomes one piece, and so on until none is left.
 *
 * <p>Pieces are numbered: 0 to 255 are the bytes, the others follow in the order in which they were
 * learned. They are written with a character for each byte, a space as Ġ and a line end as Ċ, as in
 * the files of GPT-2. Thread-safe.
 */
public final class BytePairs {
  private static final int BYTES = 256;

  /** Odd, so that no two products are the same: 2⁶⁴ divided by the golden ratio. */
  private static final long MIXING = 0x9E3779B97F4A7C15L;

  /** Encoded chunks that are kept. */
  private static final int MOST_KNOWN = 1 << 17;

  private static final Splitter BLANK = Splitter.on(' ').limit(2);

  private final ImmutableList<String> merges;
  private final ImmutableList<String> tokens;
  private final Map<Long, Integer> ranks = new HashMap<>();
  private final int[] merged;
  private final Map<String, int[]> known = new HashMap<>();

  /**
   * Of merges as they were learned.
   *
   * @param merges each two pieces, as they are written, with a blank between them
   * @throws IllegalArgumentException if one of the pieces is not there yet
   */
  public BytePairs(List<String> merges) {
    this.merges = ImmutableList.copyOf(merges);
    this.merged = new int[merges.size()];
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (int value = 0; value < BYTES; value++) {
      ids.put(ByteSymbols.of(value), value);
    }
    for (int rank = 0; rank < merged.length; rank++) {
      List<String> pair = BLANK.splitToList(merges.get(rank));
      Integer left = ids.get(pair.get(0));
      Integer right = pair.size() == 2 ? ids.get(pair.get(1)) : null;
      if (left == null || right == null) {
        throw new IllegalArgumentException(
            "merge " + (rank + 1) + ", '" + merges.get(rank) + "', is of no two earlier pieces");
      }
      // Two pairs may make the same piece: "a" with "bc", and "ab" with "c".
      ids.putIfAbsent(pair.get(0) + pair.get(1), ids.size());
      merged[rank] = ids.get(pair.get(0) + pair.get(1));
      ranks.putIfAbsent(pair(left, right), rank);
    }
    this.tokens = ImmutableList.copyOf(ids.keySet());
  }

  /**
   * A number that no other pair has. Multiplied, so that its hash is not the exclusive or of two
   * small numbers, which thousands of pairs have in common.
   */
  static long pair(int left, int right) {
    return ((long) left << Integer.SIZE | right) * MIXING;
  }

  /** Each two pieces with a blank between them, in the order of learning. */
  public ImmutableList<String> merges() {
    return merges;
  }

  /** All pieces, as they are written, by number. */
  public ImmutableList<String> tokens() {
    return tokens;
  }

  /** How a byte is written. */
  public static String symbol(int value) {
    return ByteSymbols.of(value);
  }

  /** The bytes of a piece. */
  public static byte[] bytes(String token) {
    return ByteSymbols.unpack(token);
  }

  /** The numbers of the pieces of a text. */
  public List<Integer> encode(String text) {
    List<Integer> ids = new ArrayList<>();
    Chunks.of(
        text,
        chunk -> {
          for (int id : encodeChunk(chunk)) {
            ids.add(id);
          }
        });
    return ids;
  }

  /**
   * The numbers of the pieces of one chunk.
   *
   * @return shared, not to be written to
   */
  public synchronized int[] encodeChunk(String chunk) {
    int[] ids = known.get(chunk);
    if (ids == null) {
      ids = merge(ByteSymbols.bytes(chunk));
      if (known.size() < MOST_KNOWN) {
        known.put(chunk, ids);
      }
    }
    return ids;
  }

  private int[] merge(int[] ids) {
    int length = ids.length;
    while (true) {
      int best = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < length; i++) {
        best = Math.min(best, ranks.getOrDefault(pair(ids[i], ids[i + 1]), Integer.MAX_VALUE));
      }
      if (best == Integer.MAX_VALUE) {
        return Arrays.copyOf(ids, length);
      }
      int kept = 0;
      for (int i = 0; i < length; i++) {
        boolean joins =
            i + 1 < length
                && ranks.getOrDefault(pair(ids[i], ids[i + 1]), Integer.MAX_VALUE) == best;
        ids[kept++] = joins ? merged[best] : ids[i];
        i += joins ? 1 : 0;
      }
      length = kept;
    }
  }
}
