package dev.ensayo.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class NearestName {
  private NearestName() {}

  /** The known name nearest to the given one, if it is near enough to be a slip. */
  public static Optional<String> of(String given, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String lower = given.toLowerCase(Locale.ROOT);
    int limit = given.length() <= 2 ? 1 : Math.max(2, given.length() / 3);
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT))))
        .filter(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT)) <= limit);
  }

  /** "did you mean 'x'? known: …", or only what is known. */
  public static String hint(String given, Collection<String> known) {
    String all = "known: " + listed(known);
    return of(given, known).map(name -> "did you mean '" + name + "'? " + all).orElse(all);
  }

  /** Names with commas, or "none". */
  public static String listed(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
