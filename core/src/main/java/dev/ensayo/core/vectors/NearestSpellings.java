package dev.ensayo.core.vectors;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Words that are spelled like one that is not there. */
final class NearestSpellings {
  private static final int MOST = 5;

  private NearestSpellings() {}

  /** The nearest few by edit distance, of equally near ones those that come first. */
  static ImmutableList<String> of(String given, List<String> words) {
    String lower = given.toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    int[] distances =
        words.stream()
            .mapToInt(word -> distance.apply(lower, word.toLowerCase(Locale.ROOT)))
            .toArray();
    return IntStream.range(0, words.size())
        .boxed()
        .sorted(Comparator.comparingInt(id -> distances[id]))
        .limit(MOST)
        .map(words::get)
        .collect(ImmutableList.toImmutableList());
  }
}
