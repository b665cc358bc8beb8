package dev.ensayo.core.vectors;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.subword.CharacterNgrams;
import dev.ensayo.core.subword.Subwords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Vectors for words that were not learned: the mean of those of their n-grams. N-grams in buckets
 * that no learned word uses are left out.
 */
public final class LearnedSubwords implements UnknownWords {
  /** What the vectors of n-grams are called in a run's folder. */
  public static final String FILE = "subwords.bin";

  private final CharacterNgrams ngrams;

  /** A vector for each bucket, by its number. */
  private final WordVectors buckets;

  private LearnedSubwords(CharacterNgrams ngrams, WordVectors buckets) {
    this.ngrams = ngrams;
    this.buckets = buckets;
  }

  /**
   * Those of some buckets.
   *
   * @param buckets B numbers, all different
   * @param d D
   * @param values {@code [B, D]}, kept
   */
  public static LearnedSubwords of(CharacterNgrams ngrams, int[] buckets, int d, float[] values) {
    List<String> numbers =
        Arrays.stream(buckets).mapToObj(Integer::toString).collect(Collectors.toList());
    return new LearnedSubwords(ngrams, new WordVectors(numbers, d, values));
  }

  /** Reads what {@link #write} wrote of a run with these settings. */
  public static LearnedSubwords read(Path directory, Subwords settings) throws IOException {
    return new LearnedSubwords(
        new CharacterNgrams(settings), VectorFile.read(directory.resolve(FILE)));
  }

  /** Writes word2vec's binary format with the numbers of the buckets as words. */
  public void write(Path directory) throws IOException {
    BinaryVectors.write(directory.resolve(FILE), buckets);
  }

  @Override
  public Optional<float[]> vector(String word) {
    int d = buckets.dimension();
    float[] mean = new float[d];
    int found = 0;
    ImmutableIntArray wanted = ngrams.buckets(word);
    for (int k = 0; k < wanted.length(); k++) {
      OptionalInt row = buckets.id(Integer.toString(wanted.get(k)));
      if (row.isPresent()) {
        found++;
        for (int i = 0; i < d; i++) {
          mean[i] += buckets.values()[row.getAsInt() * d + i];
        }
      }
    }
    if (found == 0) {
      return Optional.empty();
    }
    for (int i = 0; i < d; i++) {
      mean[i] /= found;
    }
    return Optional.of(mean);
  }
}
