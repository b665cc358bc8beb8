package dev.ensayo.experiments.archive;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;

/** What lies in an archive. */
final class ArchiveNames {
  /** A line of SHA-256 and name for each other entry, as {@code sha256sum} reads it; the last. */
  static final String SUMS = "SHA256SUMS";

  /** What the archive is, and what is not in it. */
  static final String ABOUT = "archive.json";

  /** The folder of the study. */
  static final String STUDY = "study/";

  private static final CharMatcher UNUSABLE =
      CharMatcher.javaIsoControl().or(CharMatcher.anyOf("\\:*?\"<>|"));

  private ArchiveNames() {}

  /**
   * Whether a name leads, below any folder and on any system, to a place within that folder. No
   * other is unpacked.
   */
  static boolean isSafe(String name) {
    List<String> parts = Splitter.on('/').splitToList(name);
    return UNUSABLE.matchesNoneOf(name)
        && parts.stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }
}
