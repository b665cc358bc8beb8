package dev.ensayo.embeddings.word2vec.tokens;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.corpus.WordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a corpus that occur often enough, the most frequent first, equal ones in the order
 * of their first occurrence.
 */
public final class WordCounts {
  private final ImmutableList<String> words;
  private final long[] counts;
  private final Map<String, Integer> ids;
  private final long total;
  private final long read;
  private final int distinct;

  private WordCounts(List<Entry> entries, long read, int distinct) {
    this.words = entries.stream().map(entry -> entry.word).collect(ImmutableList.toImmutableList());
    this.counts = entries.stream().mapToLong(entry -> entry.count).toArray();
    this.ids = new HashMap<>(entries.size() * 2);
    long sum = 0;
    for (int id = 0; id < counts.length; id++) {
      ids.put(words.get(id), id);
      sum += counts[id];
    }
    this.total = sum;
    this.read = read;
    this.distinct = distinct;
  }

  private static final class Entry {
    private final String word;
    private final long first;
    private long count;

    Entry(String word, long first) {
      this.word = word;
      this.first = first;
    }
  }

  /**
   * Counts the words of a text while reading it.
   *
   * <p>When more than {@code most} different words are held, those with a count of 1 so far are
   * dropped, the next time those with at most 2, and so on (word2vec.c's ReduceVocab): what remains
   * depends on nothing but the text.
   *
   * @param minCount words that occur less often are left out
   * @param most different words that are held at once, at least 1
   * @throws IOException if the text cannot be read
   */
  public static WordCounts count(WordReader text, int minCount, int most) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    long position = 0;
    long dropped = 0;
    int distinct = 0;
    while (text.next()) {
      String word = text.word();
      Entry entry = entries.get(word);
      if (entry == null) {
        entry = new Entry(word, position);
        entries.put(word, entry);
        distinct++;
      }
      entry.count++;
      position++;
      if (entries.size() > most) {
        dropped++;
        long limit = dropped;
        entries.values().removeIf(rare -> rare.count <= limit);
      }
    }
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.count >= minCount) {
        kept.add(entry);
      }
    }
    kept.sort(
        Comparator.<Entry>comparingLong(entry -> -entry.count)
            .thenComparingLong(entry -> entry.first));
    return new WordCounts(kept, position, distinct);
  }

  /** Number V of words that are kept. */
  public int size() {
    return words.size();
  }

  public ImmutableList<String> words() {
    return words;
  }

  /** How often each word occurs; shared. */
  public long[] counts() {
    return counts;
  }

  /** The id of a word, or −1. */
  public int id(String word) {
    Integer id = ids.get(word);
    return id == null ? -1 : id;
  }

  /** Occurrences of the words that are kept. */
  public long total() {
    return total;
  }

  /** Occurrences of all words. */
  public long read() {
    return read;
  }

  /** Different words that were seen; a word that was dropped and came again counts twice. */
  public int distinct() {
    return distinct;
  }

  /** How often a word occurs. */
  long count(String word) {
    checkState(ids.containsKey(word), "'%s' is not kept", word);
    return counts[ids.get(word)];
  }
}
