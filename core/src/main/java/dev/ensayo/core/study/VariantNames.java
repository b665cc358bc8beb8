package dev.ensayo.core.study;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of a study's variants as folders beside each other, on every file system: some fold
 * upper and lower case, some drop points at the end, and none takes more than 255 bytes.
 */
final class VariantNames {
  /** A name of letters, digits and a few signs, which are one byte each. */
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+=-]*");

  /** The same for a whole text, as JSON Schema searches it. */
  static final String PATTERN = "^" + NAME.pattern() + "$";

  private static final int LONGEST = 255;

  /** What else stands in the folder of a study. */
  private static final ImmutableSet<String> TAKEN =
      ImmutableSet.of(
          "report",
          "study.yaml",
          "overrides.yaml",
          "hypotheses.yaml",
          StudyDirectory.SEARCH,
          StudyDirectory.CHOSEN);

  /** Folded name to the name itself. */
  private final Map<String, String> names = new HashMap<>();

  /** What keeps a name from being a folder's at all. */
  static Optional<String> fault(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("'" + name + "' cannot name a folder; use letters, digits and . _ + = -");
    }
    if (name.length() > LONGEST) {
      return Optional.of(
          "'"
              + name.substring(0, 40)
              + "…' has "
              + name.length()
              + " bytes; a folder's name has at most "
              + LONGEST);
    }
    return Optional.empty();
  }

  /** Takes a name; what is wrong with it beside those taken before. */
  Optional<String> add(String name) {
    Optional<String> fault = fault(name);
    if (fault.isPresent()) {
      return fault;
    }
    if (TAKEN.contains(folded(name))) {
      return Optional.of("the name '" + name + "' is taken by a file or folder of the study");
    }
    String before = names.putIfAbsent(folded(name), name);
    if (before == null) {
      return Optional.empty();
    }
    return Optional.of(
        before.equals(name)
            ? "two variants would be called '" + name + "'"
            : "'"
                + name
                + "' and '"
                + before
                + "' would be one folder on file systems that take upper and lower case for the"
                + " same");
  }

  private static String folded(String name) {
    return CharMatcher.is('.').trimTrailingFrom(name.toLowerCase(Locale.ROOT));
  }
}
