package dev.ensayo.core.preprocessing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import dev.ensayo.core.corpus.Tokens;
import dev.ensayo.core.corpus.Vocabulary;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What texts are like: how many tokens each has, which share of them has no id, and how often each
 * of the most frequent tokens occurs.
 */
public final class TextProfile {
  /** Name of the profile of how many tokens a text has. */
  public static final String LENGTH = "length";

  /** Name of the profile of which share of a text's tokens has no id. */
  public static final String UNKNOWN_SHARE = "unknown share";

  /** What counts as one where a token is not among the most frequent. */
  public static final String OTHERS = "(others)";

  private static final int MOST_NAMED = 100;
  private static final int NO_ID = -1;

  private final long[] counts;
  private final int unknownId;
  private final ImmutableDoubleArray.Builder lengths = ImmutableDoubleArray.builder();
  private final ImmutableDoubleArray.Builder unknownShares = ImmutableDoubleArray.builder();

  /**
   * @param tokens V, how many have an id
   * @param unknownId the id of what has none; −1 where there is none
   */
  public TextProfile(int tokens, int unknownId) {
    this.counts = new long[tokens];
    this.unknownId = unknownId;
  }

  /** Of tokens that all have an id. */
  public TextProfile(int tokens) {
    this(tokens, NO_ID);
  }

  /**
   * Looks at a text.
   *
   * @param ids of its tokens, each in [0, V); one at least
   */
  public void add(int[] ids) {
    int unknown = 0;
    for (int id : ids) {
      counts[id]++;
      unknown += id == unknownId ? 1 : 0;
    }
    lengths.add(ids.length);
    unknownShares.add((double) unknown / ids.length);
  }

  /** The tokens per text so far, one number for each. */
  public double[] lengths() {
    return lengths.build().toArray();
  }

  /** Which share of each text has no id. */
  public double[] unknownShares() {
    return unknownShares.build().toArray();
  }

  /**
   * The profiles so far.
   *
   * @param written a token by its id
   */
  public ImmutableList<ColumnProfile> columns(IntFunction<String> written) {
    ImmutableList.Builder<ColumnProfile> columns = ImmutableList.builder();
    columns.add(ColumnProfile.Numbers.of(LENGTH, lengths()));
    if (unknownId != NO_ID) {
      columns.add(ColumnProfile.Numbers.of(UNKNOWN_SHARE, unknownShares()));
    }
    return columns.add(ofTokens(counts, written)).build();
  }

  /** How often the most frequent tokens of a text occur, and all others together. */
  public static ColumnProfile.Categories ofTokens(Tokens text, Vocabulary vocabulary) {
    long[] counts = new long[vocabulary.size()];
    for (int i = 0; i < text.length(); i++) {
      counts[text.get(i)]++;
    }
    return ofTokens(counts, vocabulary::token);
  }

  private static ColumnProfile.Categories ofTokens(long[] counts, IntFunction<String> written) {
    List<Integer> ids =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingLong(id -> -counts[id]))
            .toList();
    Map<String, Long> named = new LinkedHashMap<>();
    long all = 0;
    for (int i = 0; i < ids.size(); i++) {
      long count = counts[ids.get(i)];
      all += count;
      named.merge(i < MOST_NAMED ? written.apply(ids.get(i)) : OTHERS, count, Long::sum);
    }
    return new ColumnProfile.Categories("token", all, 0, named);
  }
}
