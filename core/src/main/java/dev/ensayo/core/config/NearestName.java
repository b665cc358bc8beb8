package dev.ensayo.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name nearest to the given one, if it is near enough to be a slip; one that looks the
   * same comes first.
   */
  public static Optional<String> of(String given, Collection<String> known) {
    Optional<String> alike = LookAlikes.of(given, known);
    if (alike.isPresent()) {
      return alike;
    }
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
    return question(given, known).map(question -> question + " " + all).orElse(all);
  }

  /**
   * "did you mean 'x'?", with the code points where the two look the same; empty where no name is
   * near.
   */
  public static Optional<String> question(String given, Collection<String> known) {
    return of(given, known)
        .map(
            name ->
                "did you mean '"
                    + name
                    + "'"
                    + LookAlikes.difference(name, given).map(found -> ", with " + found).orElse("")
                    + "?");
  }

  /** Names with commas, or "none". */
  public static String listed(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
