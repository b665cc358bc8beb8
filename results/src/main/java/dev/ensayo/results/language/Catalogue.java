package dev.ensayo.results.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.ConfigNode;
import dev.ensayo.core.config.Problem;
import dev.ensayo.core.config.YamlReader;
import dev.ensayo.core.study.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sentences of one language by their English templates, in the manner of gettext. It is read from
 * YAML: under headings for those who look for something, a list of pairs {@code {en: …, es: …}}.
 */
final class Catalogue {
  /** What stands between the form for one and the form for all other counts. */
  static final String BAR = "|";

  private final ImmutableMap<String, String> sentences;
  private final ImmutableList<Template> patterns;

  private Catalogue(Map<String, String> sentences) {
    this.sentences = ImmutableMap.copyOf(sentences);
    this.patterns =
        sentences.keySet().stream()
            .filter(english -> !english.contains(BAR))
            .map(Template::new)
            .filter(template -> !template.places().isEmpty() && template.fixedLength() > 1)
            .sorted(Comparator.comparingInt(Template::fixedLength).reversed())
            .collect(ImmutableList.toImmutableList());
  }

  /** The report's own sentences. */
  static Catalogue ofReport(Language language) {
    return read(
        List.of(Resources.getResource(Catalogue.class, language.tag() + ".yaml")), language);
  }

  /**
   * What plugins say: the files {@code META-INF/ensayo/report_<tag>.yaml} of all modules and jars.
   */
  static Catalogue ofPlugins(Language language) {
    try {
      return read(
          Collections.list(
              Catalogue.class
                  .getClassLoader()
                  .getResources("META-INF/ensayo/report_" + language.tag() + ".yaml")),
          language);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what plugins say in " + language, e);
    }
  }

  private static Catalogue read(List<URL> files, Language language) {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (URL file : files) {
      try {
        String name = file.toString();
        YamlReader.parse(name, Resources.toString(file, UTF_8))
            .entries()
            .values()
            .forEach(section -> addAll(section, language, sentences));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the sentences in " + file, e);
      }
    }
    return new Catalogue(sentences);
  }

  private static void addAll(ConfigNode section, Language language, Map<String, String> sentences) {
    if (!(section instanceof ConfigNode.Sequence list)) {
      throw fault(section, "expected a list of sentences, found " + section.describe());
    }
    for (ConfigNode item : list.items()) {
      String english = text(item, Language.ENGLISH.tag());
      String other = text(item, language.tag());
      if (!new Template(english)
          .places().stream()
              .distinct()
              .toList()
              .equals(new Template(other).places().stream().distinct().toList())) {
        throw fault(item, "both must have the same places: \"" + english + "\"");
      }
      String before = sentences.putIfAbsent(english, other);
      if (before != null && !before.equals(other)) {
        throw fault(item, "stands there twice with different words: \"" + english + "\"");
      }
    }
  }

  private static String text(ConfigNode item, String tag) {
    if (item instanceof ConfigNode.Mapping pair
        && pair.entries().get(tag) instanceof ConfigNode.Scalar text
        && !text.isNull()) {
      return text.text();
    }
    throw fault(item, "expected {en: …, " + tag + ": …} with a text each");
  }

  private static ConfigException fault(ConfigNode node, String message) {
    return new ConfigException(List.of(new Problem(node.origin(), "", message)));
  }

  /** All templates. */
  ImmutableMap<String, String> sentences() {
    return sentences;
  }

  /** The sentence of a template. */
  Optional<String> sentence(String english) {
    return Optional.ofNullable(sentences.get(english));
  }

  /** The templates with places, those with the most words of their own first. */
  ImmutableList<Template> patterns() {
    return patterns;
  }
}
