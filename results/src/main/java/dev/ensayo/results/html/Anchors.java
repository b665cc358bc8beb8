package dev.ensayo.results.html;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Places of a study's part of the page that can be linked to, and the links that show on hover. */
final class Anchors {
  private static final Pattern ACCENT = Pattern.compile("\\p{M}");

  private final Phrasebook words;
  private final String prefix;
  private final Set<String> given = new HashSet<>();

  /**
   * @param words the language of the links
   * @param prefix makes ids unique within the page
   */
  Anchors(Phrasebook words, String prefix) {
    this.words = words;
    this.prefix = prefix;
  }

  /** An id made of words, the same for the same report. */
  String id(String name) {
    String letters = ACCENT.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    String slug =
        letters.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String wanted = prefix + "-" + (slug.isEmpty() ? "part" : slug);
    String id = wanted;
    for (int i = 2; !given.add(id); i++) {
      id = wanted + "-" + i;
    }
    return id;
  }

  /** A link to a place; its sign is drawn by the style sheet, so that it is no part of the text. */
  void link(Markup page, String id, String label) {
    page.open(
            "a", "class", "anchor", "href", "#" + id, "aria-label", words.say("Link to {0}", label))
        .close();
  }

  /** A heading that can be linked to; returns its id. */
  @CanIgnoreReturnValue
  String heading(Markup page, String element, String text) {
    String id = id(text);
    page.open(element, "id", id).text(text);
    link(page, id, text);
    page.close().line();
    return id;
  }
}
