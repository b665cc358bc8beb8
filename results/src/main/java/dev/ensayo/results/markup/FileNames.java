package dev.ensayo.results.markup;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of files made from captions: small letters, digits and hyphens, each name once. */
public final class FileNames {
  /** Longer captions are cut at a word. */
  private static final int LONGEST = 60;

  private final Set<String> taken = new HashSet<>();

  /**
   * A name without its ending; another one each time.
   *
   * @param prefix before the caption, such as the study's name where there are several; may be
   *     empty
   */
  public String of(String prefix, String caption) {
    String all = prefix.isEmpty() ? caption : prefix + " " + caption;
    String plain =
        Normalizer.normalize(all, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    if (plain.length() > LONGEST) {
      int end = plain.lastIndexOf('-', LONGEST);
      plain = plain.substring(0, end > 0 ? end : LONGEST);
    }
    String name = plain.isEmpty() ? "unnamed" : plain;
    for (int i = 2; !taken.add(name); i++) {
      name = (plain.isEmpty() ? "unnamed" : plain) + "-" + i;
    }
    return name;
  }
}
