package dev.ensayo.core.study;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whether data files are those that a run was made with. */
public final class DataDifference {
  private static final int DIGITS = 12;

  private DataDifference() {}

  /**
   * The files that differ, in words; empty if all are the same.
   *
   * @param then SHA-256 of each file that the run read, by name
   * @param now the same of today
   */
  public static Optional<String> between(Map<String, String> then, Map<String, String> now) {
    TreeSet<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    String words = "";
    for (String name : names) {
      String before = then.get(name);
      String today = now.get(name);
      if (before != null && before.equals(today)) {
        continue;
      }
      words += (words.isEmpty() ? "" : "; ") + words(name, before, today);
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  private static String words(String name, String before, String today) {
    if (before == null) {
      return name + " was not read then";
    }
    if (today == null) {
      return name + " is not read now";
    }
    return name + " had the SHA-256 " + shortened(before) + " and has " + shortened(today);
  }

  private static String shortened(String sha256) {
    return sha256.length() > DIGITS ? sha256.substring(0, DIGITS) + "…" : sha256;
  }
}
