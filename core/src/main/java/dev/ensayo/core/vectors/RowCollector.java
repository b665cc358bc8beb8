package dev.ensayo.core.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes up words and vectors as they are read, and what is to be told of them. */
final class RowCollector {
  /** The vectors and the copy of length 1 that is searched. */
  private static final long COPIES = 2;

  private static final int FIRST_ROWS = 1024;

  /** About what a word, its place in the index and in the list take. */
  private static final long WORD_BYTES = 120;

  /** The part of Java's memory that vectors may take. */
  private static final double SHARE = 0.9;

  private final String file;
  private final int dimension;
  private final int limit;
  private final Optional<Set<String>> wanted;
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Finding repeated =
      new Finding(
          "'%s' in %s occurs again, and its first vector counts",
          "%2$,d words occur again, and their first vectors count; the first is '%1$s' in %3$s");
  private final Finding blank =
      new Finding(
          "the word '%s' in %s has a blank in it",
          "%2$,d words have blanks in them; the first is '%1$s' in %3$s");
  private final Finding undecodable =
      new Finding(
          "the word '%s' in %s is not all UTF-8",
          "%2$,d words are not all UTF-8; the first is '%1$s' in %3$s");
  private float[] values;

  /**
   * @param limit of the words that are kept
   * @param wanted those that are kept; empty for all
   * @param bytes of the file, by which a first line is believed; 0 where that is not known
   * @throws VectorsFormatException if what is promised does not fit into memory
   */
  RowCollector(
      VectorsLayout layout, int limit, Optional<Set<String>> wanted, long bytes, String file)
      throws VectorsFormatException {
    this.file = file;
    this.wanted = wanted;
    this.dimension = layout.dimension();
    this.limit = limit;
    long promised = layout.header().map(header -> (long) header.words()).orElse(0L);
    long rows = Math.min(promised, limit);
    long least = layout.isBinary() ? Float.BYTES : 2;
    boolean isBelievable = wanted.isEmpty() && promised * dimension * least <= bytes;
    if (isBelievable) {
      checkMemory(rows);
    }
    this.values = new float[(int) ((isBelievable ? rows : Math.min(rows, FIRST_ROWS)) * dimension)];
  }

  private void checkMemory(long rows) throws VectorsFormatException {
    long numbers = rows * dimension;
    double needed = COPIES * numbers * Float.BYTES + rows * WORD_BYTES;
    double there = SHARE * Runtime.getRuntime().maxMemory();
    if (needed > there || numbers > Integer.MAX_VALUE - 8L) {
      double fit = there / (COPIES * dimension * Float.BYTES + WORD_BYTES);
      throw new VectorsFormatException(
          String.format(
              Locale.ROOT,
              "%s: %,d words of %d numbers need %,.0f MB, and Java has %,.0f MB for them; --limit"
                  + " %.0f reads the first words alone, -Xmx in ENSAYO_JAVA_OPTIONS gives Java more",
              file,
              rows,
              dimension,
              needed / 1e6,
              there / 1e6,
              Math.floor(Math.min(fit, Integer.MAX_VALUE / (double) dimension))));
    }
  }

  boolean isFull() {
    return words.size() >= limit;
  }

  int size() {
    return words.size();
  }

  int limit() {
    return limit;
  }

  /** Takes up a word; a word that is there already keeps the vector it has. */
  void add(String word, float[] row, String place) throws VectorsFormatException {
    if (wanted.isPresent() && !wanted.get().contains(word)) {
      return;
    }
    if (ids.putIfAbsent(word, words.size()) != null) {
      repeated.add(word, place);
      return;
    }
    if (word.indexOf(' ') >= 0 || word.indexOf('\t') >= 0) {
      blank.add(word, place);
    }
    if (word.indexOf('\ufffd') >= 0) {
      undecodable.add(word, place);
    }
    int from = words.size() * dimension;
    if (from + dimension > values.length) {
      grow();
    }
    System.arraycopy(row, 0, values, from, dimension);
    words.add(word);
  }

  private void grow() throws VectorsFormatException {
    long rows = Math.min(limit, Math.max(FIRST_ROWS, 2L * words.size()));
    long most = (Integer.MAX_VALUE - 8L) / dimension;
    if (words.size() >= most) {
      checkMemory(rows);
    }
    checkMemory(words.size() + 1L);
    values = Arrays.copyOf(values, (int) (Math.min(rows, most) * dimension));
  }

  /** Something else that is to be told. */
  void note(String note) {
    notes.add(note);
  }

  /** Something found in a word, told with the other words of which it is true. */
  Finding finding(String one, String many) {
    return new Finding(one, many);
  }

  ReadVectors finish() throws VectorsFormatException {
    if (words.isEmpty() && wanted.isEmpty()) {
      throw new VectorsFormatException(file + ": the file holds no words");
    }
    int used = words.size() * dimension;
    float[] kept = used == values.length ? values : Arrays.copyOf(values, used);
    for (Finding finding : List.of(repeated, blank, undecodable)) {
      finding.tell(notes);
    }
    return new ReadVectors(new WordVectors(words, dimension, kept), notes);
  }

  /** Counts words of which something is true, and keeps the first. */
  static final class Finding {
    private final String one;
    private final String many;
    private long count;
    private String word = "";
    private String place = "";

    private Finding(String one, String many) {
      this.one = one;
      this.many = many;
    }

    void add(String found, String where) {
      if (count == 0) {
        word = found;
        place = where;
      }
      count++;
    }

    void tell(List<String> notes) {
      if (count == 1) {
        notes.add(String.format(Locale.ROOT, one, word, place));
      } else if (count > 1) {
        notes.add(String.format(Locale.ROOT, many, word, count, place));
      }
    }
  }
}
