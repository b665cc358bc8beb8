package dev.ensayo.core.vectors;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.LookAlikes;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** V words, the most frequent first where that is known, and a vector of D numbers for each. */
public final class WordVectors {
  private final ImmutableList<String> words;
  private final Map<String, Integer> ids;
  private final int dimension;
  private final float[] values;

  /**
   * @param words V different ones
   * @param dimension D
   * @param values {@code [V, D]}, kept
   */
  public WordVectors(List<String> words, int dimension, float[] values) {
    checkArgument(dimension > 0, "vectors have at least one number, not %s", dimension);
    checkArgument(
        values.length == (long) words.size() * dimension,
        "%s words of %s numbers need %s values, not %s",
        words.size(),
        dimension,
        (long) words.size() * dimension,
        values.length);
    this.words = ImmutableList.copyOf(words);
    this.dimension = dimension;
    this.values = values;
    this.ids = new HashMap<>(2 * words.size());
    for (int id = 0; id < words.size(); id++) {
      Integer earlier = ids.putIfAbsent(words.get(id), id);
      checkArgument(earlier == null, "'%s' occurs twice among the words", words.get(id));
    }
  }

  /** V. */
  public int size() {
    return words.size();
  }

  /** D. */
  public int dimension() {
    return dimension;
  }

  /** All words by id. */
  public ImmutableList<String> words() {
    return words;
  }

  public String word(int id) {
    return words.get(id);
  }

  /** All vectors, {@code [V, D]}; shared, not to be written to. */
  public float[] values() {
    return values;
  }

  /** A copy of one vector. */
  public float[] vector(int id) {
    return Arrays.copyOfRange(values, id * dimension, (id + 1) * dimension);
  }

  /**
   * The id of a word; empty if it has no vector. Where it is not there as it is written, it is
   * looked for with its accents composed, and decomposed: files from elsewhere have either.
   */
  public OptionalInt id(String word) {
    Integer id = ids.get(word);
    if (id == null && !CharMatcher.ascii().matchesAllOf(word)) {
      id = ids.get(Normalizer.normalize(word, Normalizer.Form.NFC));
      id = id == null ? ids.get(Normalizer.normalize(word, Normalizer.Form.NFD)) : id;
    }
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /**
   * The id of a word that somebody asked for.
   *
   * @throws InvalidSettingException if it has no vector, with the words spelled most alike
   */
  public int require(String word) {
    return id(word)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    "", "'" + word + "' is not among the " + size() + " words; " + alike(word)));
  }

  private String alike(String word) {
    return LookAlikes.of(word, words)
        .flatMap(
            other ->
                LookAlikes.difference(other, word)
                    .map(found -> "'" + other + "' is, with " + found))
        .orElseGet(() -> "spelled alike: " + String.join(", ", NearestSpellings.of(word, words)));
  }
}
